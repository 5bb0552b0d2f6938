// SPDX-License-Identifier: MPL-2.0
package firefoxsync.mozilla;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import firefoxsync.config.ConfigException;
import firefoxsync.config.MozillaEventsSettings;
import firefoxsync.people.Person;
import firefoxsync.token.SyncBelongings;
import firefoxsync.token.SyncUsers;
import firefoxsync.token.TokenError;
import firefoxsync.token.TokenException;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the accounts server tells of people, by signed Security Event Tokens. */
public final class AccountEvents {
  private static final Logger LOG = LoggerFactory.getLogger(AccountEvents.class);
  private static final String EVENT = "https://schemas.accounts.firefox.com/event/";
  private static final String DELETE_USER = EVENT + "delete-user";
  private static final String PASSWORD_CHANGE = EVENT + "password-change";

  /** Whose events are taken. */
  private record Sender(KeySet keys, String clientId, String issuer) {}

  /** What an event may change. */
  public record Effects(AllowList list, SyncBelongings stores, SyncUsers users) {}

  private final Sender sender;
  private final Effects effects;

  /**
   * Takes who signs and for whom, and in whose name.
   *
   * @throws ConfigException when there is no usable key
   */
  public AccountEvents(MozillaEventsSettings settings, String issuer, Effects effects) {
    this.sender = new Sender(keys(settings), settings.clientId(), issuer);
    this.effects = effects;
  }

  /**
   * Looks at what only a start would find wrong.
   *
   * @throws ConfigException when there is no usable key
   */
  public static void check(MozillaEventsSettings settings) {
    keys(settings);
  }

  private static KeySet keys(MozillaEventsSettings settings) {
    return KeySet.parse(settings.keys())
        .orElseThrow(
            () -> new ConfigException(
                List.of(
                    "mozilla_accounts.events.keys_file names a file without any RSA key in a JSON Web Key Set")));
  }

  /** Does what the events of a token ask for; unknown ones ask for nothing. */
  void receive(String token) {
    try {
      var jwt = SignedJWT.parse(token);
      var claims = jwt.getJWTClaimsSet();
      if (!sender.keys().signed(jwt) || !isMeantForUs(claims)) {
        throw refused("not signed by the sender for this server");
      }
      var id = MozillaAccountId.parse(String.valueOf(claims.getSubject()))
          .orElseThrow(() -> refused("it names no account"));
      var events = claims.getJSONObjectClaim("events");
      if (events == null) {
        throw refused("it has no events");
      }
      act(id, events);
    } catch (ParseException | IllegalArgumentException | IllegalStateException e) {
      throw refused("no token of events");
    }
  }

  private boolean isMeantForUs(JWTClaimsSet claims) {
    return claims.getAudience().contains(sender.clientId())
        && sender.issuer().equals(claims.getIssuer());
  }

  private void act(MozillaAccountId id, Map<String, Object> events) {
    var person = new Person(sender.issuer(), id.hex());
    if (events.get(PASSWORD_CHANGE) instanceof Map<?, ?> change
        && change.get("changeTime") instanceof Long changedAt) {
      effects.users().passwordChanged(person, changedAt);
      LOG.info("account {} has a new password", id.hex());
    }
    if (events.containsKey(DELETE_USER)) {
      effects.stores().retire(person);
      effects.list().disallow(id);
      LOG.info("account {} was deleted by its owner; its data go within two days", id.hex());
    }
  }

  private static TokenException refused(String reason) {
    return TokenError.INVALID_CREDENTIALS.exception(reason);
  }
}
