// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firefoxsync.config.SignUp;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SignInsTest {
  private static final Visitor VISITOR = new Visitor("192.0.2.7", "Firefox", "en");
  private static final EmailAddress STRANGER = EmailAddress.parse("bea@example.org");

  private AccountGround on;
  private NewAccount ada;

  @BeforeEach
  void open(@TempDir Path directory) {
    on = new AccountGround(directory);
    ada = on.wanted("ada@example.org");
    on.accounts.add(ada, Admission.OF_ANYBODY, false);
  }

  @AfterEach
  void close() {
    on.close();
  }

  @ParameterizedTest
  @EnumSource(names = "OPEN", mode = EnumSource.Mode.EXCLUDE)
  void signUpThatIsNotOpenIsRefused(SignUp signUp) {
    refuses(AccountError.SIGN_UP_CLOSED, () -> signIns(signUp)
        .signUp(on.wanted("bea@example.org"), null, VISITOR, false));
  }

  @Test
  void strangerIsToldSoWhereSignUpIsOpen() {
    refuses(AccountError.UNKNOWN_ACCOUNT, () -> signIns(SignUp.OPEN)
        .signIn(STRANGER, ada.password().proof().authPw(), VISITOR, false));
    assertThat(signIns(SignUp.OPEN).mayExist(STRANGER)).isFalse();
  }

  @Test
  void nobodyLearnsWhoHasAnAccountWhereSignUpIsClosed() {
    refuses(AccountError.INCORRECT_PASSWORD, () -> signIns(SignUp.CLOSED)
        .signIn(STRANGER, ada.password().proof().authPw(), VISITOR, false));
    assertThat(signIns(SignUp.CLOSED).mayExist(STRANGER)).isTrue();
  }

  @Test
  void guessingEndsAfterTenTriesEvenWithTheRightPassword() {
    var signIns = signIns(SignUp.OPEN);
    for (int i = 0; i < 10; i++) {
      refuses(
          AccountError.INCORRECT_PASSWORD,
          () -> signIns.signIn(ada.email(), on.secrets.bytes(32), VISITOR, false));
    }
    refuses(
        AccountError.TOO_MANY_REQUESTS,
        () -> signIns.signIn(ada.email(), ada.password().proof().authPw(), VISITOR, false));
    var elsewhere = new Visitor("192.0.2.8", "Firefox", "en");
    assertThat(signIns.signIn(ada.email(), ada.password().proof().authPw(), elsewhere, false))
        .isNotNull();
  }

  @Test
  void rightPasswordsAreNotCounted() {
    var signIns = signIns(SignUp.OPEN);
    for (int i = 0; i < 15; i++) {
      signIns.signIn(ada.email(), ada.password().proof().authPw(), VISITOR, false);
    }
    assertThat(on.sessions.ofAccount(on.accounts.list().get(0).id())).hasSize(15);
  }

  @Test
  void oneAddressCannotTryManyAccounts() {
    var signIns = signIns(SignUp.OPEN);
    for (int i = 0; i < 100; i++) {
      var email = EmailAddress.parse("a" + i + "@example.org");
      refuses(
          AccountError.UNKNOWN_ACCOUNT,
          () -> signIns.signIn(email, ada.password().proof().authPw(), VISITOR, false));
    }
    refuses(
        AccountError.TOO_MANY_REQUESTS,
        () -> signIns.signIn(ada.email(), ada.password().proof().authPw(), VISITOR, false));
  }

  @Test
  void strangersCannotLockAPersonOutWhereSheSignedInBefore() {
    var signIns = signIns(SignUp.INVITE);
    signIns.signIn(ada.email(), ada.password().proof().authPw(), VISITOR, false);
    for (int i = 0; i < 100; i++) {
      var stranger = new Visitor("198.51.100." + i, "Firefox", "en");
      refuses(
          AccountError.INCORRECT_PASSWORD,
          () -> signIns.signIn(ada.email(), on.secrets.bytes(32), stranger, false));
    }
    var elsewhere = new Visitor("203.0.113.1", "Firefox", "en");
    refuses(
        AccountError.TOO_MANY_REQUESTS,
        () -> signIns.signIn(ada.email(), ada.password().proof().authPw(), elsewhere, false));
    assertThat(signIns.signIn(ada.email(), ada.password().proof().authPw(), VISITOR, false))
        .isNotNull();
  }

  @Test
  void version1IsTakenOnlyWhereItIsAllowed() {
    var proof = new NewPassword.Proof(on.secrets.bytes(32), on.secrets.bytes(32));
    var password = on.wanted("bea@example.org").password();
    var bea = new NewAccount(
        EmailAddress.parse("bea@example.org"),
        new NewPassword(password.salt(), password.proof(), proof));
    on.accounts.add(bea, Admission.OF_ANYBODY, false);
    refuses(AccountError.INCORRECT_PASSWORD, () -> on.services(SignUp.INVITE, false)
        .signIns()
        .signIn(bea.email(), proof.authPw(), VISITOR, false));
    var signIns = on.services(SignUp.INVITE, true).signIns();
    assertThat(signIns.signIn(bea.email(), proof.authPw(), VISITOR, false)).isNotNull();
    assertThat(signIns.signIn(bea.email(), password.proof().authPw(), VISITOR, false))
        .isNotNull();
    refuses(
        AccountError.INCORRECT_PASSWORD,
        () -> signIns.signIn(ada.email(), proof.authPw(), VISITOR, false));
  }

  @Test
  void deletionNeedsThePassword() {
    var signIns = signIns(SignUp.CLOSED);
    refuses(
        AccountError.INCORRECT_PASSWORD,
        () -> signIns.delete(ada.email(), on.secrets.bytes(32), null, VISITOR));
    signIns.delete(ada.email(), ada.password().proof().authPw(), null, VISITOR);
    assertThat(on.accounts.list()).isEmpty();
  }

  // fail2ban and the administrator read these lines; an address may stand in them, an e-mail not.
  @Test
  void refusalIsOneLineOfOneForm() {
    var lines = new ArrayList<String>();
    var logger = Logger.getLogger(Refusals.class.getName());
    var handler = new Handler() {
      @Override
      public void publish(LogRecord line) {
        lines.add(line.getLevel() + " " + line.getMessage());
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
    logger.addHandler(handler);
    try {
      refuses(AccountError.INCORRECT_PASSWORD, () -> signIns(SignUp.OPEN)
          .signIn(ada.email(), on.secrets.bytes(32), VISITOR, false));
      refuses(AccountError.SIGN_UP_CLOSED, () -> signIns(SignUp.CLOSED)
          .signUp(on.wanted("bea@example.org"), null, VISITOR, false));
    } finally {
      logger.removeHandler(handler);
    }
    var id = on.accounts.list().get(0).id();
    assertThat(lines)
        .containsExactly(
            "WARNING refused sign-in from 192.0.2.7 account " + id + ": wrong password",
            "WARNING refused sign-up from 192.0.2.7: sign_up is closed;"
                + " `firefox-sync user add EMAIL` lets a person in");
  }

  private SignIns signIns(SignUp signUp) {
    return on.services(signUp, false).signIns();
  }

  private static void refuses(AccountError error, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            AccountException.class, e -> assertThat(e.error()).isEqualTo(error));
  }
}
