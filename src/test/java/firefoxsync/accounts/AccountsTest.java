// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firefoxsync.people.Belongings;
import firefoxsync.people.Person;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountsTest {
  private final List<Person> erased = new ArrayList<>();
  private AccountGround on;

  @BeforeEach
  void open(@TempDir Path directory) {
    on = new AccountGround(directory, new Belongings() {
      @Override
      public long usedBytes(Person person) {
        return 0;
      }

      @Override
      public void erase(Person person) {
        erased.add(person);
      }
    });
  }

  @AfterEach
  void close() {
    on.close();
  }

  @Test
  void accountIsFoundAsItWasMade() {
    var account = on.add("Ada@Example.org").account();
    assertThat(account.id()).matches("[0-9a-f]{32}");
    assertThat(account.generation()).isEqualTo(on.clock.millis());
    assertThat(account.keysChangedAt()).isEqualTo(on.clock.millis());
    assertThat(on.accounts.find(account.id())).contains(account);
    assertThat(on.accounts.findByEmail(EmailAddress.parse("ada@EXAMPLE.org"))).contains(account);
    assertThat(on.accounts.list()).containsExactly(account);
  }

  @Test
  void addressHasOneAccount() {
    on.add("ada@example.org");
    assertThatThrownBy(() -> on.add("ADA@example.org"))
        .isInstanceOfSatisfying(AccountException.class, e -> assertThat(e.error())
            .isEqualTo(AccountError.ACCOUNT_EXISTS));
  }

  @Test
  void rightPasswordUnlocks() {
    var wanted = on.wanted("ada@example.org");
    var account = on.accounts.add(wanted, Admission.OF_ANYBODY, false).account();
    assertThat(on.accounts.unlock(account.email(), wanted.password().proof().authPw(), false))
        .map(UnlockedAccount::account)
        .contains(account);
  }

  @Test
  void bundleAfterSignInHoldsTheKeysOfSignUp() {
    var wanted = on.wanted("ada@example.org");
    var atSignUp = on.accounts.add(wanted, Admission.OF_ANYBODY, false);
    var atSignIn = on.accounts
        .unlock(wanted.email(), wanted.password().proof().authPw(), false)
        .orElseThrow();
    var token = AccountToken.fresh(AccountToken.Kind.KEY_FETCH, on.secrets);
    assertThat(atSignIn.bundle(token)).isEqualTo(atSignUp.bundle(token));
  }

  @Test
  void wrongPasswordAndStrangersUnlockNothing() {
    var wanted = on.wanted("ada@example.org");
    on.accounts.add(wanted, Admission.OF_ANYBODY, false);
    assertThat(on.accounts.unlock(wanted.email(), on.secrets.bytes(32), false)).isEmpty();
    assertThat(on.accounts.unlock(
            EmailAddress.parse("bea@example.org"), wanted.password().proof().authPw(), false))
        .isEmpty();
  }

  @Test
  void passwordOfTheCommandLineIsStretchedAsABrowserDoes() {
    var account = on.accounts.add(EmailAddress.parse("ada@example.org"), "correct horse", false);
    var authPw = OnePw.v2("correct horse", new ClientSalt(account.clientSalt())).authPw();
    assertThat(on.accounts.unlock(account.email(), authPw, false)).isPresent();
    var ofVersion1 = OnePw.v1("correct horse", account.email()).authPw();
    assertThat(on.accounts.unlock(account.email(), ofVersion1, true)).isEmpty();
  }

  @Test
  void strangerHasASaltThatLooksTrueAndStaysTheSame() {
    var account = on.add("ada@example.org").account();
    var stranger = EmailAddress.parse("bea@example.org");
    var salt = on.accounts.clientSalt(stranger);
    assertThat(salt).isEqualTo(on.accounts.clientSalt(EmailAddress.parse("BEA@example.org")));
    assertThat(salt).hasSameSizeAs(account.clientSalt()).isNotEqualTo(account.clientSalt());
    assertThat(salt).isNotEqualTo(on.accounts.clientSalt(EmailAddress.parse("cleo@example.org")));
    assertThat(on.accounts.clientSalt(account.email())).isEqualTo(account.clientSalt());
  }

  @Test
  void removedAccountLeavesNothing() {
    var unlocked = on.add("ada@example.org");
    var account = unlocked.account();
    var signedIn = on.sessions.open(unlocked, "Firefox", new Sessions.Opening(true, Due.NOTHING));
    var keyFetch = Objects.requireNonNull(signedIn.keyFetch());
    on.devices.register(signedIn.session(), "Ada's");

    on.accounts.remove(account.id());

    assertThat(erased).containsExactly(Person.local(account.id()));
    assertThat(on.accounts.find(account.id())).isEmpty();
    assertThat(on.sessions.find(signedIn.session().id())).isEmpty();
    assertThat(on.devices.names(account.id())).isEmpty();
    assertThat(on.sessions.keyFetchCredentials(keyFetch.storedId())).isEmpty();
    for (var table : List.of("account", "session", "key_fetch", "device", "device_command")) {
      var rows = on.ground
          .database()
          .read(t -> t.first("SELECT COUNT(*) AS n FROM " + table, row -> row.number("n")));
      assertThat(rows).describedAs(table).contains(0L);
    }
  }

  @Test
  void databaseHoldsNoTokenAndNoIdOfOne() {
    var signedIn = on.sessions.open(
        on.add("ada@example.org"), "Firefox", new Sessions.Opening(true, Due.NOTHING));
    var kept = on.ground
        .database()
        .read(t -> t.query("SELECT session_id FROM session", row -> row.text("session_id")));
    assertThat(kept)
        .doesNotContain(signedIn.sessionToken().hex())
        .doesNotContain(signedIn.sessionToken().id());
  }
}
