// SPDX-License-Identifier: MPL-2.0
package firefoxsync.oauth;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import firefoxsync.TestClock;
import firefoxsync.accounts.Account;
import firefoxsync.accounts.Session;
import firefoxsync.accounts.TestPeople;
import firefoxsync.crypto.Sha256;
import firefoxsync.database.Database;
import firefoxsync.database.TestDatabases;
import firefoxsync.token.AccessTokenVerifier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OAuthServerTest {
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  private static final OAuthClient DESKTOP = OAuthClient.FIREFOX_DESKTOP;
  private static final AccessTokenLife DAY = AccessTokenLife.of(OptionalLong.empty());

  private final TestClock clock = new TestClock();
  private Database database;
  private TestPeople people;
  private OAuthGrants grants;
  private OAuthServer server;
  private AccessTokenVerifier verifier;
  private Account ada;
  private Session session;

  @BeforeEach
  void open(@TempDir Path directory) {
    database = TestDatabases.open(directory);
    grants = new OAuthGrants(database, clock);
    people = new TestPeople(database, clock, List.of(grants));
    server = new OAuthServer(people.ground(), people.accounts(), people.sessions());
    verifier = new OwnAccessTokenVerifier(server);
    ada = people.add("ada@example.org");
    session = people.signIn(ada);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void sessionBuysAnAccessToken() {
    var issued = issue("profile " + AccessTokenVerifier.SYNC_SCOPE, false);
    assertThat(issued.refreshToken()).isNull();
    assertThat(issued.lifeSeconds()).isEqualTo(24 * 60 * 60);
    var verified = verifier.verify(issued.accessToken().hex()).orElseThrow();
    assertThat(verified.person()).isEqualTo(TestPeople.person(ada));
    assertThat(verified.scopes())
        .containsExactlyInAnyOrder("profile", AccessTokenVerifier.SYNC_SCOPE);
    assertThat(verified.generation()).hasValue(ada.generation());
  }

  @Test
  void tokensAreKeptAsHashesOnly() {
    var issued = issue("profile", true);
    var kept = database.read(transaction ->
        transaction.query("SELECT grant_hash FROM oauth_grant", row -> row.text("grant_hash")));
    assertThat(kept)
        .containsExactlyInAnyOrder(
            issued.accessToken().hash(), refreshToken(issued).hash())
        .doesNotContain(issued.accessToken().hex(), refreshToken(issued).hex());
  }

  @Test
  void lifeIsWhatWasWishedUpToADay() {
    assertThat(issue(new AccessTokenLife(21_600)).lifeSeconds()).isEqualTo(21_600);
    assertThat(issue(new AccessTokenLife(1_000_000)).lifeSeconds()).isEqualTo(86_400);
    assertRefused(() -> new AccessTokenLife(0), OAuthError.INVALID_PARAMETER);
  }

  @Test
  void accessTokenEndsWithItsLife() {
    var issued = issue(new AccessTokenLife(60));
    clock.advance(Duration.ofSeconds(59));
    assertAlive(issued);
    clock.advance(Duration.ofSeconds(1));
    assertDead(issued);
  }

  @Test
  void accessTokenEndsWithItsSession() {
    var issued = issue("profile", false);
    people.sessions().destroy(ada.id(), session.id());
    assertDead(issued);
  }

  @Test
  void tokensEndWithTheNextPassword() {
    var issued = issue("profile", true);
    changeGeneration();
    assertDead(issued);
    assertRefused(
        () -> server.refresh(refreshRequest(refreshToken(issued).hex(), null)),
        OAuthError.INVALID_TOKEN);
  }

  @Test
  void tokensEndWithTheAccount() {
    var issued = issue("profile", true);
    people.accounts().remove(ada.id());
    assertDead(issued);
    assertThat(server.introspect(refreshToken(issued).hex())).isEmpty();
    assertThat(countGrants()).isZero();
  }

  @Test
  void codeBuysWhatThePageAskedFor() {
    var code = authorize("profile " + AccessTokenVerifier.SYNC_SCOPE, true);
    var issued = server.redeem(redemption(DESKTOP, code, VERIFIER));
    assertThat(issued.keysJwe()).isEqualTo("a.b.c.d.e");
    assertThat(issued.grant().authority().scopes().text())
        .isEqualTo(AccessTokenVerifier.SYNC_SCOPE + " profile");
    assertThat(issued.grant().authority().authAtSeconds()).isEqualTo(session.authAtSeconds());
    assertThat(issued.sessionToken()).isNull();
    assertAlive(issued);
    assertThat(server.introspect(refreshToken(issued).hex())).isPresent();
  }

  @Test
  void onlineCodeBuysNoRefreshToken() {
    var code = authorize("profile", false);
    assertThat(server.redeem(redemption(DESKTOP, code, VERIFIER)).refreshToken())
        .isNull();
  }

  @Test
  void codeIsSpentOnce() {
    var code = authorize("profile", true);
    server.redeem(redemption(DESKTOP, code, VERIFIER));
    assertRefused(
        () -> server.redeem(redemption(DESKTOP, code, VERIFIER)), OAuthError.UNKNOWN_CODE);
  }

  @Test
  void codeIsForItsClientAndVerifierAlone() {
    var code = authorize("profile", true);
    assertRefused(
        () -> server.redeem(redemption(OAuthClient.FIREFOX_IOS, code, VERIFIER)),
        OAuthError.MISMATCHED_CODE);
    assertRefused(
        () -> server.redeem(redemption(DESKTOP, code, VERIFIER + "x")), OAuthError.INVALID_PKCE);
    assertRefused(
        () -> server.redeem(redemption(DESKTOP, "f".repeat(64), VERIFIER)),
        OAuthError.UNKNOWN_CODE);
    assertRefused(
        () -> server.redeem(redemption(DESKTOP, "no code", VERIFIER)), OAuthError.UNKNOWN_CODE);
    assertAlive(server.redeem(redemption(DESKTOP, code, VERIFIER)));
  }

  @Test
  void codeExpiresAfterTenMinutes() {
    var code = authorize("profile", true);
    clock.advance(Duration.ofMinutes(10));
    assertRefused(
        () -> server.redeem(redemption(DESKTOP, code, VERIFIER)), OAuthError.EXPIRED_CODE);
  }

  @Test
  void codeEndsWithTheNextPassword() {
    var code = authorize("profile", true);
    changeGeneration();
    assertRefused(
        () -> server.redeem(redemption(DESKTOP, code, VERIFIER)), OAuthError.UNKNOWN_CODE);
  }

  @Test
  void codeIsNoTokenAndNoTokenIsACode() {
    var code = authorize("profile", true);
    var issued = issue("profile", false);
    assertThat(verifier.verify(code)).isEmpty();
    assertRefused(
        () -> server.redeem(redemption(DESKTOP, issued.accessToken().hex(), VERIFIER)),
        OAuthError.UNKNOWN_CODE);
    assertRefused(
        () -> server.refresh(refreshRequest(issued.accessToken().hex(), null)),
        OAuthError.INVALID_TOKEN);
  }

  @Test
  void sessionScopeBuysASessionOfTheClientsOwnButNotOnTheRefreshToken() {
    var code = authorize("profile " + Scope.SESSION.text(), true);
    var issued = server.redeem(redemption(DESKTOP, code, VERIFIER));
    assertThat(issued.sessionToken()).isNotNull();
    assertThat(people.sessions().ofAccount(ada.id())).hasSize(2);
    var refreshed = server.refresh(refreshRequest(refreshToken(issued).hex(), null));
    assertThat(refreshed.grant().authority().scopes().text()).isEqualTo("profile");
  }

  @Test
  void refreshTokenBuysAccessTokensOfItsScopes() {
    var token =
        refreshToken(issue("profile " + AccessTokenVerifier.SYNC_SCOPE, true)).hex();
    var all = server.refresh(refreshRequest(token, null));
    assertThat(all.grant().authority().scopes().all()).hasSize(2);
    assertThat(all.refreshToken()).isNull();
    var one = server.refresh(refreshRequest(token, Scopes.parse("profile")));
    assertThat(one.grant().authority().scopes().text()).isEqualTo("profile");
    assertRefused(
        () -> server.refresh(refreshRequest(token, Scopes.parse("profile profile:write"))),
        OAuthError.INVALID_SCOPES);
  }

  @Test
  void refreshTokenIsForItsClientAlone() {
    var token = refreshToken(issue("profile", true)).hex();
    assertRefused(
        () -> server.refresh(new RefreshRequest(OAuthClient.FIREFOX_IOS, token, null, DAY)),
        OAuthError.INVALID_TOKEN);
  }

  @Test
  void refreshTokenLivesOnWhileItIsUsed() {
    var token = refreshToken(issue("profile", true)).hex();
    for (int i = 0; i < 3; i++) {
      clock.advance(Duration.ofDays(399));
      server.refresh(refreshRequest(token, null));
    }
    clock.advance(Duration.ofDays(400));
    assertRefused(() -> server.refresh(refreshRequest(token, null)), OAuthError.INVALID_TOKEN);
  }

  @Test
  void destroyedRefreshTokenTakesItsAccessTokensAlong() {
    var code = authorize("profile", true);
    var issued = server.redeem(redemption(DESKTOP, code, VERIFIER));
    var refreshed = server.refresh(refreshRequest(refreshToken(issued).hex(), null));
    server.destroy(refreshToken(issued).hex());
    assertDead(issued);
    assertDead(refreshed);
  }

  @Test
  void destroyedRefreshTokenLeavesTheSessionAndItsTokens() {
    var issued = issue("profile", true);
    server.destroy(refreshToken(issued).hex());
    assertAlive(issued);
    assertThat(people.sessions().find(session.id())).isPresent();
  }

  @Test
  void destroyOfNothingIsNoFault() {
    server.destroy("f".repeat(64));
    server.destroy("no token");
    var issued = issue("profile", false);
    server.destroy(issued.accessToken().hex());
    server.destroy(issued.accessToken().hex());
    assertDead(issued);
  }

  @Test
  void textThatIsNoTokenIsNobodys() {
    assertThat(verifier.verify("")).isEmpty();
    assertThat(verifier.verify("F".repeat(64))).isEmpty();
    assertThat(verifier.verify("{\"user\":\"ada\"}")).isEmpty();
  }

  @Test
  void scopedKeyCarriesTheTimeOfTheKeys() {
    var scopes = Scopes.parse("profile " + AccessTokenVerifier.SYNC_SCOPE);
    assertThat(server.scopedKey(session, scopes))
        .contains(new ScopedKey(Scope.SYNC, ada.keysChangedAt()));
    assertThat(server.scopedKey(session, Scopes.parse("profile"))).isEmpty();
  }

  @Test
  void unknownScopesAreRefused() {
    assertRefused(() -> Scopes.parse("profile relay"), OAuthError.INVALID_SCOPES);
    assertRefused(() -> Scopes.parse(" "), OAuthError.INVALID_SCOPES);
    assertRefused(() -> Scopes.parse("PROFILE"), OAuthError.INVALID_SCOPES);
  }

  @Test
  void oldestTokensGiveWayBeyondTheLimit() {
    var first = refreshToken(issue("profile", true));
    for (int i = 0; i < Grant.Kind.REFRESH.perAccountMax(); i++) {
      clock.advance(Duration.ofSeconds(1));
      issue("profile", true);
    }
    assertThat(server.introspect(first.hex())).isEmpty();
    assertThat(countGrants()).isEqualTo(2 * Grant.Kind.REFRESH.perAccountMax() + 1);
  }

  @Test
  void expiredGrantsArePurged() {
    issue(new AccessTokenLife(60));
    clock.advance(Duration.ofMinutes(61));
    assertThat(grants.purge()).isFalse();
    assertThat(countGrants()).isEqualTo(1);
    clock.advance(Duration.ofMillis(1));
    grants.purge();
    assertThat(countGrants()).isZero();
  }

  private IssuedTokens issue(String scopes, boolean isOffline) {
    return server.issue(session, new TokenWish(DESKTOP, Scopes.parse(scopes), isOffline), DAY);
  }

  private IssuedTokens issue(AccessTokenLife life) {
    return server.issue(session, new TokenWish(DESKTOP, Scopes.parse("profile"), false), life);
  }

  private String authorize(String scopes, boolean isOffline) {
    var hash = Sha256.of(VERIFIER.getBytes(US_ASCII));
    var challenge = new CodeChallenge(Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
    var wish = new TokenWish(DESKTOP, Scopes.parse(scopes), isOffline);
    return server
        .authorize(session, new AuthorizationRequest(wish, challenge, "a.b.c.d.e"))
        .hex();
  }

  private static CodeRedemption redemption(OAuthClient client, String code, String verifier) {
    return new CodeRedemption(client, code, verifier, DAY, "test", null);
  }

  private static RefreshRequest refreshRequest(String token, @Nullable Scopes scopes) {
    return new RefreshRequest(DESKTOP, token, scopes, DAY);
  }

  private static OpaqueToken refreshToken(IssuedTokens issued) {
    var token = issued.refreshToken();
    if (token == null) {
      throw new AssertionError("no refresh token");
    }
    return token;
  }

  private void changeGeneration() {
    database.write(transaction -> transaction.update(
        "UPDATE account SET generation = generation + 1 WHERE account_id = ?", ada.id()));
  }

  private long countGrants() {
    return database.read(transaction -> transaction
        .first("SELECT COUNT(*) AS n FROM oauth_grant", row -> row.number("n"))
        .orElseThrow());
  }

  private void assertAlive(IssuedTokens issued) {
    assertThat(verifier.verify(issued.accessToken().hex())).isPresent();
  }

  private void assertDead(IssuedTokens issued) {
    assertThat(verifier.verify(issued.accessToken().hex())).isEmpty();
  }

  private static void assertRefused(Runnable call, OAuthError error) {
    assertThatThrownBy(call::run)
        .asInstanceOf(type(OAuthException.class))
        .extracting(OAuthException::error)
        .isEqualTo(error);
  }
}
