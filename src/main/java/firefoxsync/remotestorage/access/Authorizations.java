// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage.access;

import firefoxsync.crypto.Secrets;
import firefoxsync.database.Database;
import firefoxsync.people.Person;
import firefoxsync.remotestorage.AccessScope;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What people answer apps, and what apps get for it: tokens at once, or codes and then tokens. */
public final class Authorizations {
  static final Duration CODE_LIFE = Duration.ofSeconds(60);
  static final Duration ACCESS_LIFE = Duration.ofHours(1);

  /** Counted from the last use. */
  static final Duration REFRESH_LIFE = Duration.ofDays(400);

  /** How long the second use of a refresh token is told from one that never was. */
  private static final Duration REUSE_MEMORY = Duration.ofDays(30);

  /** In place of an app's origin. */
  private static final String TOKEN_EXCHANGE = "token exchange";

  private static final Logger LOG = LoggerFactory.getLogger(Authorizations.class);

  private final Database database;
  private final Secrets secrets;
  private final Clock clock;
  private final AppGrants grants;
  private final Rules rules;

  /**
   * What holds for all of them.
   *
   * @param tokenLife how long an app may stay connected; zero is until it is disconnected
   */
  public record Rules(Standing standing, Duration tokenLife) {}

  /** Takes where grants are kept, and what holds for all of them. */
  public Authorizations(
      Database database, Secrets secrets, Clock clock, AppGrants grants, Rules rules) {
    this.database = database;
    this.secrets = secrets;
    this.clock = clock;
    this.grants = grants;
    this.rules = rules;
  }

  /** Lets the app do what it asked for, and returns the address that tells it. */
  String allow(Person person, AuthorizationRequest request) {
    var address = request.address();
    var terms = terms(address.redirect().origin(), request.scope(), generation(person));
    try {
      return switch (address.type()) {
        case TOKEN -> address.with(implicitAnswer(grants.grant(person, terms), terms));
        case CODE ->
          address.with(new FormText().with("code", code(person, terms, request).text()));
      };
    } catch (TooManyGrantsException e) {
      return address.with(
          GrantError.TEMPORARILY_UNAVAILABLE.exception(String.valueOf(e.getMessage())));
    }
  }

  private FormText implicitAnswer(AppToken token, GrantTerms terms) {
    var answer = new FormText()
        .with("access_token", token.text())
        .with("token_type", "bearer")
        .with("scope", terms.scope().wireForm());
    if (terms.expiresAt().isPresent()) {
      long seconds = (terms.expiresAt().getAsLong() - now()) / 1000;
      answer.with("expires_in", Long.toString(seconds));
    }
    return answer;
  }

  private AppToken code(Person person, GrantTerms terms, AuthorizationRequest request) {
    var code = AppToken.fresh(secrets, TokenKind.CODE);
    var grant = grants.fresh(person, terms);
    var kept = new StoredToken(grant.id(), TokenKind.CODE, terms.scope(), in(CODE_LIFE), false);
    var bound =
        new PendingCode(request.address().redirect().text(), request.challenge().orElseThrow());
    database.write(transaction -> {
      var store = new AppGrantStore(transaction);
      grants.insert(store, grant);
      store.insert(code, kept);
      store.bind(code, bound);
      return true;
    });
    return code;
  }

  /** Returns what a code buys, once. */
  IssuedTokens redeem(CodeRedemption redemption) {
    var code = AppToken.parse(TokenKind.CODE, redemption.code())
        .orElseThrow(() -> GrantError.INVALID_GRANT.exception("the code is unknown"));
    var found = require(code, "the code is unknown, expired or revoked");
    var bound = database
        .read(transaction -> new AppGrantStore(transaction).pendingCode(code))
        .orElseThrow(() -> GrantError.INVALID_GRANT.exception("the code is spent"));
    if (!bound.redirectUri().equals(redemption.redirectUri())) {
      throw GrantError.INVALID_GRANT.exception("the code was sent to another redirect_uri");
    }
    if (!redemption.meets(bound.challenge())) {
      throw GrantError.INVALID_GRANT.exception("code_verifier is not the challenge's");
    }
    return exchange(code, found, found.grant().terms().scope());
  }

  /** Returns the next tokens for a refresh token, which is of no use from then on. */
  IssuedTokens refresh(String refreshToken, Optional<String> scope) {
    var token = AppToken.parse(TokenKind.REFRESH, refreshToken)
        .orElseThrow(() -> GrantError.INVALID_GRANT.exception("the refresh token is unknown"));
    var found = require(token, "the refresh token is unknown, expired or revoked");
    var granted = found.grant().terms().scope();
    var wanted = scope.map(AuthorizationRequest::scope).orElse(granted);
    if (!granted.covers(wanted)) {
      throw GrantError.INVALID_SCOPE.exception("more than was granted");
    }
    return exchange(token, found, wanted);
  }

  private LivingToken require(AppToken token, String otherwise) {
    return grants
        .find(token)
        .filter(found -> found.holds(standing(found.grant().person())))
        .orElseThrow(() -> GrantError.INVALID_GRANT.exception(otherwise));
  }

  /** Spends what works once; a second use ends all that came of the first. */
  private IssuedTokens exchange(AppToken spent, LivingToken found, AccessScope scope) {
    var grant = found.grant();
    var access = AppToken.fresh(secrets, TokenKind.ACCESS);
    var refresh = AppToken.fresh(secrets, TokenKind.REFRESH);
    var ends = grant.terms().expiresAt();
    var accessEnds = earlier(in(ACCESS_LIFE), ends);
    boolean isFirst = database.write(transaction -> {
      var store = new AppGrantStore(transaction);
      if (!store.spend(spent, now() + REUSE_MEMORY.toMillis())) {
        store.delete(grant.id());
        return false;
      }
      store.insert(access, AppGrants.accessToken(grant, scope, accessEnds));
      store.insert(
          refresh,
          new StoredToken(
              grant.id(),
              TokenKind.REFRESH,
              grant.terms().scope(),
              earlier(in(REFRESH_LIFE), ends),
              false));
      store.limit(grant.id());
      return true;
    });
    if (!isFirst) {
      LOG.warn(
          "a code or refresh token of {} was used twice: the grant {} has ended",
          grant.terms().actor(),
          grant.id());
      throw GrantError.INVALID_GRANT.exception("it was used before");
    }
    grants.touch(grant);
    var life = Duration.ofMillis(accessEnds.getAsLong() - now());
    return new IssuedTokens(access, scope, life, Optional.of(refresh));
  }

  /** Gives a person who showed another credential a token of ours, for an hour. */
  IssuedTokens issue(Person person, AccessScope scope, OptionalLong generation) {
    var terms =
        new GrantTerms(TOKEN_EXCHANGE, "", scope, generation, earlier(in(ACCESS_LIFE), ends()));
    try {
      return new IssuedTokens(grants.grant(person, terms), scope, ACCESS_LIFE, Optional.empty());
    } catch (TooManyGrantsException e) {
      throw GrantError.INVALID_REQUEST.exception(String.valueOf(e.getMessage()));
    }
  }

  /** Ends the grant of a token of any kind; what is unknown has ended already (RFC 7009, 2.2). */
  void revoke(String token) {
    for (var kind : TokenKind.values()) {
      AppToken.parse(kind, token).flatMap(grants::find).ifPresent(found -> {
        grants.revoke(found.grant().id());
      });
    }
  }

  private GrantTerms terms(String client, AccessScope scope, OptionalLong generation) {
    return new GrantTerms(client, "", scope, generation, ends());
  }

  private OptionalLong generation(Person person) {
    var generation = standing(person);
    if (generation.isEmpty()) {
      throw new IllegalStateException("nobody to answer for " + person);
    }
    return generation;
  }

  private OptionalLong standing(Person person) {
    return database.read(snapshot -> rules.standing().generation(snapshot, person));
  }

  private OptionalLong ends() {
    return rules.tokenLife().isZero() ? OptionalLong.empty() : in(rules.tokenLife());
  }

  private OptionalLong in(Duration life) {
    return OptionalLong.of(now() + life.toMillis());
  }

  private static OptionalLong earlier(OptionalLong one, OptionalLong other) {
    return other.isPresent() && other.getAsLong() < one.getAsLong() ? other : one;
  }

  private long now() {
    return clock.millis();
  }
}
