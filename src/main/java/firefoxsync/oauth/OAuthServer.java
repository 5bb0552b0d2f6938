// SPDX-License-Identifier: MPL-2.0
package firefoxsync.oauth;

import firefoxsync.accounts.Account;
import firefoxsync.accounts.Accounts;
import firefoxsync.accounts.Ground;
import firefoxsync.accounts.Session;
import firefoxsync.accounts.Sessions;
import firefoxsync.oauth.Grant.Kind;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who gets which token for what, and which tokens hold. Nothing is cached: a grant ends with its
 * account, with the next password, and with the session or refresh token that it came from.
 */
public final class OAuthServer {
  private static final Duration CODE_LIFE = Duration.ofMinutes(10);
  /** Counted from the last use. */
  private static final Duration REFRESH_LIFE = Duration.ofDays(400);

  private final Ground ground;
  private final Accounts accounts;
  private final Sessions sessions;

  /** Takes who people are and who is signed in. */
  public OAuthServer(Ground ground, Accounts accounts, Sessions sessions) {
    this.ground = ground;
    this.accounts = accounts;
    this.sessions = sessions;
  }

  /** Returns a code for the browser that opened the page; the page's session vouches for it. */
  OpaqueToken authorize(Session session, AuthorizationRequest request) {
    var grant = grant(Kind.CODE, authority(session, request.wish()), CODE_LIFE, null);
    var kept = new AuthorizationCode(
        grant, request.challenge(), request.wish().isOffline(), request.keysJwe());
    var code = OpaqueToken.fresh(ground.secrets());
    ground.database().write(transaction -> {
      new GrantStore(transaction).insertCode(code.hash(), kept);
      return true;
    });
    return code;
  }

  /** Returns tokens for a browser with a session. */
  IssuedTokens issue(Session session, TokenWish wish, AccessTokenLife life) {
    var refreshToken = wish.isOffline() ? OpaqueToken.fresh(ground.secrets()) : null;
    var grant = accessGrant(authority(session, wish), life, session.id());
    var issued =
        new IssuedTokens(OpaqueToken.fresh(ground.secrets()), grant, refreshToken, null, null);
    ground.database().write(transaction -> keep(new GrantStore(transaction), issued, session.id()));
    return issued;
  }

  /** Returns what a code buys, once, for whoever knows what its challenge is the hash of. */
  IssuedTokens redeem(CodeRedemption redemption) {
    var hash = OpaqueToken.parse(redemption.code()).map(OpaqueToken::hash).orElse("");
    var code = ground
        .database()
        .read(transaction -> new GrantStore(transaction).findCode(hash))
        .orElseThrow(() -> OAuthError.UNKNOWN_CODE.exception("the code is unknown or spent"));
    check(code, redemption);
    var authority = code.grant().authority();
    var refreshToken = code.isOffline() ? OpaqueToken.fresh(ground.secrets()) : null;
    var origin = refreshToken == null ? null : refreshToken.hash();
    var issued = new IssuedTokens(
        OpaqueToken.fresh(ground.secrets()),
        accessGrant(authority, redemption.life(), origin),
        refreshToken,
        code.keysJwe(),
        null);
    ground.database().write(transaction -> {
      var store = new GrantStore(transaction);
      if (!store.delete(hash)) {
        throw OAuthError.UNKNOWN_CODE.exception("somebody was faster with the code");
      }
      return keep(store, issued, sessionOf(redemption, authority));
    });
    return authority.scopes().contains(Scope.SESSION)
        ? issued.with(sessions.open(authority.accountId(), redemption.userAgent()))
        : issued;
  }

  /** Returns the session that the redeemer shows, when it is of the same person. */
  private static @Nullable String sessionOf(CodeRedemption redemption, Authority authority) {
    var session = redemption.session();
    return session != null && session.accountId().equals(authority.accountId())
        ? session.id()
        : null;
  }

  private void check(AuthorizationCode code, CodeRedemption redemption) {
    if (code.grant().authority().client() != redemption.client()) {
      throw OAuthError.MISMATCHED_CODE.exception("the code is another client's");
    }
    if (code.grant().expiresAt() <= now()) {
      throw OAuthError.EXPIRED_CODE.exception("the code was not fetched in time");
    }
    if (!code.challenge().isMetBy(redemption.verifier())) {
      throw OAuthError.INVALID_PKCE.exception("the verifier is not the challenge's");
    }
    if (!isOfAccount(code.grant().authority())) {
      throw OAuthError.UNKNOWN_CODE.exception(
          "the account is gone or disabled, or its password changed");
    }
  }

  /** Returns another access token for a refresh token. */
  IssuedTokens refresh(RefreshRequest request) {
    var token = OpaqueToken.parse(request.refreshToken());
    var grant = token
        .flatMap(known -> living(Kind.REFRESH, known))
        .filter(known -> known.authority().client() == request.client())
        .orElseThrow(() -> OAuthError.INVALID_TOKEN.exception("the refresh token is dead"));
    var granted = grant.authority().scopes();
    var scopes = request.scopes() == null ? granted : granted.narrowedTo(request.scopes());
    var hash = token.orElseThrow().hash();
    var issued = new IssuedTokens(
        OpaqueToken.fresh(ground.secrets()),
        accessGrant(grant.authority().with(scopes), request.life(), hash),
        null,
        null,
        null);
    ground.database().write(transaction -> {
      var store = new GrantStore(transaction);
      store.extend(hash, now() + REFRESH_LIFE.toMillis());
      return keep(store, issued, null);
    });
    return issued;
  }

  /** Ends a token of either kind; one that is unknown has ended already. */
  void destroy(String token) {
    OpaqueToken.parse(token).map(OpaqueToken::hash).ifPresent(hash -> {
      ground.database().write(transaction -> new GrantStore(transaction).delete(hash));
    });
  }

  /** Returns what a token of either kind stands for, when it holds right now. */
  Optional<Grant> introspect(String token) {
    return OpaqueToken.parse(token)
        .flatMap(known -> living(Kind.ACCESS, known).or(() -> living(Kind.REFRESH, known)));
  }

  /** Returns what a refresh token stands for, when it holds right now. */
  Optional<Grant> refreshToken(OpaqueToken token) {
    return living(Kind.REFRESH, token);
  }

  /** Ends a refresh token of the account; tells whether there was one. */
  boolean destroyRefreshToken(String accountId, String hash) {
    return ground.database().write(transaction -> {
      var store = new GrantStore(transaction);
      return store
          .find(Kind.REFRESH, hash)
          .filter(grant -> grant.authority().accountId().equals(accountId))
          .map(grant -> store.delete(hash))
          .orElse(false);
    });
  }

  /** Returns an account's refresh tokens that hold right now, by their hashes, oldest first. */
  Map<String, Grant> refreshTokens(String accountId) {
    var hashes =
        ground.database().read(transaction -> new GrantStore(transaction).refreshTokens(accountId));
    var tokens = new LinkedHashMap<String, Grant>();
    hashes.forEach(hash -> living(Kind.REFRESH, hash).ifPresent(grant -> tokens.put(hash, grant)));
    return tokens;
  }

  /** Returns when a refresh token was last used, in milliseconds. */
  static long lastUsedAt(Grant refreshToken) {
    return refreshToken.expiresAt() - REFRESH_LIFE.toMillis();
  }

  /** Returns what an access token stands for, when it holds right now. */
  Optional<Grant> verify(String accessToken) {
    return OpaqueToken.parse(accessToken).flatMap(known -> living(Kind.ACCESS, known));
  }

  /** Returns what a page needs to derive the keys of the scopes that have some. */
  Optional<ScopedKey> scopedKey(Session session, Scopes scopes) {
    return scopes.contains(Scope.SYNC)
        ? Optional.of(new ScopedKey(Scope.SYNC, account(session).keysChangedAt()))
        : Optional.empty();
  }

  private Optional<Grant> living(Kind kind, OpaqueToken token) {
    return living(kind, token.hash());
  }

  private Optional<Grant> living(Kind kind, String hash) {
    return ground
        .database()
        .read(transaction -> new GrantStore(transaction).find(kind, hash))
        .filter(grant -> grant.expiresAt() > now())
        .filter(grant -> isOfAccount(grant.authority()))
        .filter(grant -> grant.origin() == null || isAlive(grant.origin()));
  }

  private boolean isOfAccount(Authority authority) {
    return accounts
        .find(authority.accountId())
        .filter(account -> account.generation() <= authority.generation())
        .filter(account -> !account.isDisabled())
        .isPresent();
  }

  private boolean isAlive(String origin) {
    return sessions.find(origin).isPresent() || living(Kind.REFRESH, origin).isPresent();
  }

  private Account account(Session session) {
    return accounts
        .find(session.accountId())
        .orElseThrow(() -> OAuthError.INVALID_TOKEN.exception("the account is gone"));
  }

  private Authority authority(Session session, TokenWish wish) {
    var account = account(session);
    return new Authority(
        account.id(), account.generation(), wish.client(), wish.scopes(), session.authAtSeconds());
  }

  private Grant accessGrant(Authority authority, AccessTokenLife life, @Nullable String origin) {
    return grant(Kind.ACCESS, authority, Duration.ofSeconds(life.seconds()), origin);
  }

  private Grant grant(Kind kind, Authority authority, Duration life, @Nullable String origin) {
    long now = now();
    return new Grant(kind, authority, now, now + life.toMillis(), origin);
  }

  /** Keeps the access token, and the refresh token when there is one, which ends with the session. */
  private boolean keep(GrantStore store, IssuedTokens issued, @Nullable String sessionId) {
    store.insert(issued.accessToken().hash(), issued.grant());
    if (issued.refreshToken() != null) {
      var authority = issued.grant().authority();
      var lasting = authority.with(authority.scopes().withoutSession());
      store.insert(
          issued.refreshToken().hash(), grant(Kind.REFRESH, lasting, REFRESH_LIFE, sessionId));
    }
    return true;
  }

  private long now() {
    return ground.clock().millis();
  }
}
