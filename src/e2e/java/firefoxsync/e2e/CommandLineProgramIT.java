// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import firefoxsync.conformance.CommandLineProgram;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Programs that know the old stretching alone come in when their person says so, by the page. */
final class CommandLineProgramIT {
  private static final String SECOND = "battery hörse correct";
  private static final String THIRD = "horse battery cörrect";

  @RegisterExtension
  static final TestedServer server =
      new TestedServer(Map.of("FIREFOX_SYNC_ACCOUNTS__V1_VERIFIERS", "true"));

  @RegisterExtension
  final Browsers browsers = new Browsers(server);

  private final Login login = Login.ofSomebodyNew();

  @Test
  void aNewPasswordLetsProgramsInToTheSameKeyAndTheNextOneKeepsThemOut() {
    var firefox = browsers.open("laptop");
    firefox.clickSignIn().signUp(login);
    firefox.awaitFirstSync();
    assertThat(state(login)).isEmpty();

    firefox.settings().changePasswordAndPrograms(login.password(), SECOND);
    var state = state(login.with(SECOND)).orElseThrow();
    assertThat(firefox.keyId()).endsWith("-" + state);

    // The box shows how it is: a click takes it away.
    firefox.settings().changePasswordAndPrograms(SECOND, THIRD);
    assertThat(state(login.with(THIRD))).isEmpty();
    assertThat(firefox.keyId()).endsWith("-" + state);
  }

  private static Optional<String> state(Login login) {
    return new CommandLineProgram(server.url()).stateByVersion1(login.email(), login.password());
  }
}
