// SPDX-License-Identifier: MPL-2.0
package firefoxsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class FailureMessageTest {
  @Test
  void anAddressThatIsTakenIsToldInOneLine() throws Exception {
    var told = new StringWriter();
    var command = new CommandLine(new FirefoxSync()).setErr(new PrintWriter(told, true));
    var failure = new UncheckedIOException(
        "cannot listen on 127.0.0.1:5000", new IOException("Address already in use"));

    int exitCode = new FailureMessage()
        .handleExecutionException(failure, command, command.parseArgs("version"));

    assertThat(exitCode).isEqualTo(1);
    assertThat(told.toString().strip()).isEqualTo("firefox-sync: cannot listen on 127.0.0.1:5000");
  }

  @Test
  void aFailureThatNobodyHasWordsForIsToldWhole() {
    var told = new StringWriter();

    int exitCode =
        FailureMessage.tell(new IllegalStateException("unforeseen"), new PrintWriter(told, true));

    assertThat(exitCode).isEqualTo(1);
    assertThat(told.toString())
        .startsWith("java.lang.IllegalStateException: unforeseen")
        .contains("at " + FailureMessageTest.class.getName());
  }
}
