// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionsTest {
  private AccountGround on;
  private UnlockedAccount ada;

  @BeforeEach
  void open(@TempDir Path directory) {
    on = new AccountGround(directory);
    ada = on.add("ada@example.org");
  }

  @AfterEach
  void close() {
    on.close();
  }

  @Test
  void keyFetchTokenIsSpentOnce() {
    var token = Objects.requireNonNull(on.sessions
        .open(ada, "Firefox", new Sessions.Opening(true, Due.NOTHING))
        .keyFetch());
    assertThat(on.sessions.takeBundle(token.storedId())).isEqualTo(ada.bundle(token));
    assertThatThrownBy(() -> on.sessions.takeBundle(token.storedId()))
        .isInstanceOf(AccountException.class);
  }

  @Test
  void keyFetchTokenLivesHalfAnHour() {
    var token = Objects.requireNonNull(on.sessions
        .open(ada, "Firefox", new Sessions.Opening(true, Due.NOTHING))
        .keyFetch());
    on.clock.advance(Duration.ofMinutes(29));
    assertThat(on.sessions.keyFetchCredentials(token.storedId())).isPresent();
    on.clock.advance(Duration.ofMinutes(2));
    assertThat(on.sessions.keyFetchCredentials(token.storedId())).isEmpty();
  }

  @Test
  void useIsRememberedNowAndThen() {
    var session = on.signIn(ada);
    on.clock.advance(Duration.ofMinutes(14));
    on.sessions.touch(session);
    assertThat(on.sessions.find(session.id())).contains(session);
    on.clock.advance(Duration.ofMinutes(1));
    on.sessions.touch(session);
    assertThat(on.sessions.find(session.id()))
        .map(Session::lastAccessAt)
        .contains(on.clock.millis());
  }

  @Test
  void useThatCannotBeRememberedKeepsNobodyOut() {
    var session = on.signIn(ada);
    on.clock.advance(Duration.ofMinutes(15));
    on.database.whileFull(() -> on.sessions.touch(session));
    assertThat(on.sessions.find(session.id())).contains(session);
  }

  @Test
  void tooManySessionsPushOutTheLongestUnusedWithoutADevice() {
    var withDevice = on.signIn(ada);
    on.devices.register(withDevice, "Desk");
    on.clock.advance(Duration.ofSeconds(1));
    var withoutDevice = on.signIn(ada);
    for (int i = 0; i < Sessions.PER_ACCOUNT_MAX - 1; i++) {
      on.clock.advance(Duration.ofSeconds(1));
      on.signIn(ada);
    }
    assertThat(on.sessions.ofAccount(ada.account().id())).hasSize(Sessions.PER_ACCOUNT_MAX);
    assertThat(on.sessions.find(withDevice.id())).isPresent();
    assertThat(on.sessions.find(withoutDevice.id())).isEmpty();
  }

  @Test
  void sessionOfAGoneAccountCannotBeOpened() {
    on.accounts.remove(ada.account().id());
    assertThatThrownBy(() -> on.signIn(ada)).isInstanceOf(AccountException.class);
  }

  @Test
  void nobodyEndsTheSessionOfAnotherPerson() {
    var session = on.signIn(ada);
    var bea = on.add("bea@example.org").account();
    assertThat(on.sessions.destroy(bea.id(), session.id())).isFalse();
    assertThat(on.sessions.find(session.id())).isPresent();
  }

  @Test
  void deviceGoesWithItsSession() {
    var session = on.signIn(ada);
    on.devices.register(session, "Desk");
    assertThat(on.sessions.destroy(session.accountId(), session.id())).isTrue();
    assertThat(on.devices.names(session.accountId())).isEmpty();
  }
}
