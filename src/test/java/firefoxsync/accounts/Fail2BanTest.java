// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import firefoxsync.config.SignUp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The filter that is shipped finds the lines that are written. */
class Fail2BanTest {
  private static final Visitor VISITOR = new Visitor("2001:db8::7", "Firefox", "en");

  private static final Path FAIL2BAN = Path.of("/usr/bin/fail2ban-regex");

  private final List<String> lines = new ArrayList<>();
  private final Logger logger = Logger.getLogger(Refusals.class.getName());
  private final Handler listener = new Handler() {
    @Override
    public void publish(LogRecord line) {
      lines.add(line.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  };
  private AccountGround on;
  private SignIns signIns;

  @BeforeEach
  void listen(@TempDir Path directory) {
    on = new AccountGround(directory);
    signIns = on.services(SignUp.INVITE, false).signIns();
    logger.addHandler(listener);
  }

  @AfterEach
  void stopListening() {
    logger.removeHandler(listener);
    on.close();
  }

  @Test
  void filterFindsEveryGuess() {
    var ada = on.add("ada@example.org").account();
    guess(ada.email());
    guess(EmailAddress.parse("bea@example.org"));
    for (int i = 0; i < 10; i++) {
      guess(ada.email());
    }
    Refusals.ofAccount("second step", VISITOR, ada.id(), "wrong code");
    Refusals.signUp(VISITOR, "the invitation was used, revoked, or has expired");
    Refusals.reset(VISITOR, Optional.of(ada), "wrong code");
    Refusals.reset(VISITOR, Optional.empty(), "too many codes were asked for");
    Refusals.ofAccount("sign-up", VISITOR, ada.id(), "wrong code");
    Refusals.signUp(VISITOR, "too many codes were asked for");
    assertThat(lines).hasSize(18).allMatch(line -> address(line).equals("2001:db8::7"));
  }

  @Test
  void filterPassesOverThoseWhoAreNoGuessers() {
    Refusals.signUp(VISITOR, "sign_up is invite; `firefox-sync invite` lets a person in");
    Refusals.ofAccount("sign-in", VISITOR, "0".repeat(32), "the account is disabled; …");
    for (var line : lines) {
      assertThat(address(line)).describedAs(line).isEmpty();
    }
  }

  /** Runs where Debian's fail2ban is installed. */
  @Test
  void fail2banItselfFindsTheGuessesAndNothingElse(@TempDir Path directory)
      throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(FAIL2BAN), "fail2ban is not installed");
    var ada = on.add("ada@example.org").account();
    for (int i = 0; i < 11; i++) {
      guess(ada.email());
    }
    guess(EmailAddress.parse("bea@example.org"));
    Refusals.ofAccount("second step", VISITOR, ada.id(), "wrong code");
    Refusals.signUp(VISITOR, "the invitation was used, revoked, or has expired");
    Refusals.reset(VISITOR, Optional.of(ada), "wrong code");
    Refusals.reset(VISITOR, Optional.empty(), "too many codes were asked for");
    int guesses = lines.size();
    Refusals.signUp(VISITOR, "sign_up is invite; `firefox-sync invite` lets a person in");
    Refusals.ofAccount("sign-in", VISITOR, ada.id(), "the account is disabled; …");
    Refusals.ofAccount("session", VISITOR, ada.id(), "the MAC does not fit");
    var log = directory.resolve("log");
    Files.write(
        log,
        lines.stream()
            .map(line -> "Nov 25 23:00:00 host firefox-sync[1]: " + line)
            .toList());
    var process = new ProcessBuilder(
            FAIL2BAN.toString(), log.toString(), "etc/fail2ban/filter.d/firefox-sync.conf")
        .redirectErrorStream(true)
        .start();
    var told = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(told)
        .contains("%d lines, 0 ignored, %d matched, 3 missed".formatted(lines.size(), guesses));
  }

  private void guess(EmailAddress email) {
    assertThatThrownBy(() -> signIns.signIn(email, on.secrets.bytes(32), VISITOR, false))
        .isInstanceOf(AccountException.class);
  }

  /** Returns whom the filter would ban for a line; empty for nobody. */
  private static String address(String line) {
    try {
      for (var regex : regexes()) {
        var found = regex.matcher(line);
        if (found.find()) {
          return found.group("host");
        }
      }
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Pattern> regexes() throws IOException {
    var text = Files.readString(Path.of("etc/fail2ban/filter.d/firefox-sync.conf"));
    var start = text.indexOf("failregex =") + "failregex =".length();
    return text.substring(start, text.indexOf("ignoreregex"))
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .map(line -> Pattern.compile(line.replace("<HOST>", "(?<host>\\S+?)")))
        .toList();
  }
}
