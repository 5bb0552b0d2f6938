// SPDX-License-Identifier: MPL-2.0
package firefoxsync.token;

import firefoxsync.people.Person;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Says whose an OAuth access token is. Safe for concurrent use. */
public interface AccessTokenVerifier {
  /** The scope that lets a token buy storage. */
  String SYNC_SCOPE = "https://identity.mozilla.com/apps/oldsync";

  /**
   * A token that holds right now.
   *
   * @param generation milliseconds, grows with each password change; absent when the issuer is
   *     silent
   */
  record Verified(Person person, Set<String> scopes, OptionalLong generation) {}

  /**
   * Returns the facts about a token; empty when it is unknown, expired or revoked.
   *
   * @throws TokenException when nobody can tell just now
   */
  Optional<Verified> verify(String accessToken);

  /** Returns one that asks each in turn; tokens of different issuers never look alike. */
  static AccessTokenVerifier anyOf(List<AccessTokenVerifier> verifiers) {
    var all = List.copyOf(verifiers);
    return accessToken ->
        all.stream().flatMap(verifier -> verifier.verify(accessToken).stream()).findFirst();
  }
}
