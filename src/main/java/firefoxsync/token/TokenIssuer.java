// SPDX-License-Identifier: MPL-2.0
package firefoxsync.token;

import firefoxsync.people.Person;
import firefoxsync.token.AccessTokenVerifier.Verified;
import java.util.OptionalLong;

/** The rules of the token server: an OAuth token and a key id buy a storage token. */
public final class TokenIssuer {
  /** Who vouches for people, who lets them in, and who is told that they come. */
  public record Door(AccessTokenVerifier verifier, Admission admission, Openings openings) {
    /** A door at which nobody else listens. */
    public Door(AccessTokenVerifier verifier, Admission admission) {
      this(verifier, admission, (person, store) -> {});
    }
  }

  private final Door door;
  private final SyncUsers users;
  private final TokenSigner signer;
  private final SyncQuotas quotas;

  /** Is told of every store that somebody is about to use. */
  @FunctionalInterface
  public interface Openings {
    /** A token for the store is about to be handed out; perhaps not the first. */
    void opened(Person person, SyncBelongings.CurrentStore store);
  }

  /** Takes who stands at the door, who knows uids and quotas, and who makes tokens. */
  public TokenIssuer(Door door, SyncUsers users, TokenSigner signer, SyncQuotas quotas) {
    this.door = door;
    this.users = users;
    this.signer = signer;
    this.quotas = quotas;
  }

  /** Returns whose the access token is, when it holds and is meant for Sync. */
  Verified verify(String accessToken) {
    var verified = door.verifier()
        .verify(accessToken)
        .orElseThrow(() -> TokenError.INVALID_CREDENTIALS.exception("the access token is dead"));
    if (!verified.scopes().contains(AccessTokenVerifier.SYNC_SCOPE)) {
      throw TokenError.INVALID_CREDENTIALS.exception("the access token is not for Sync");
    }
    return verified;
  }

  /** Returns a storage token for the person with these keys, and remembers what was told of them. */
  IssuedToken issue(Verified verified, KeyId keyId, OptionalLong wantedSeconds) {
    door.admission().check(verified.person());
    // A generation of 0 is an issuer's way of saying nothing.
    var generation = verified.generation().stream().filter(told -> told != 0).findFirst();
    var user = users.admit(new Claim(verified.person(), generation, keyId));
    quotas.carry(verified.person(), user.uid());
    door.openings()
        .opened(
            verified.person(),
            new SyncBelongings.CurrentStore(user.uid(), user.keyId(), user.generation()));
    return signer.sign(user, verified.person().accountId(), wantedSeconds);
  }
}
