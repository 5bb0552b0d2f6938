// SPDX-License-Identifier: MPL-2.0
package firefoxsync.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Takes a password from a file, the terminal or standard input; never from the command line. */
final class Password {
  /** The sign-up page asks for as many. */
  private static final int CHARACTERS_MIN = 10;

  private static final Path ASK = Path.of("-");

  private Password() {}

  static String read(Path file) {
    var password = file.equals(ASK) ? ask() : firstLine(file);
    if (password.codePointCount(0, password.length()) < CHARACTERS_MIN) {
      throw new CommandFailedException("a password has at least " + CHARACTERS_MIN + " characters");
    }
    return password;
  }

  /** Takes a token the same way. */
  static String readToken(Path file) {
    var token = (file.equals(ASK) ? askOnce("Token: ") : firstLine(file)).strip();
    if (token.isEmpty()) {
      throw new CommandFailedException("there is no token in " + file);
    }
    return token;
  }

  @SuppressWarnings("SystemConsoleNull") // as below
  private static String askOnce(String prompt) {
    var terminal = System.console();
    return terminal == null
        ? firstLine(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)))
        : String.valueOf(terminal.readPassword(prompt));
  }

  @SuppressWarnings("SystemConsoleNull") // Debian 12 and 13 run it on Java 17 and 21.
  private static String ask() {
    var terminal = System.console();
    if (terminal == null) {
      return firstLine(
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
    }
    var once = String.valueOf(terminal.readPassword("Password: "));
    var again = String.valueOf(terminal.readPassword("Again: "));
    if (!once.equals(again)) {
      throw new CommandFailedException("the two passwords differ");
    }
    return once;
  }

  private static String firstLine(Path file) {
    try (var reader = Files.newBufferedReader(file)) {
      return firstLine(reader);
    } catch (IOException e) {
      throw new CommandFailedException("cannot read " + file);
    }
  }

  private static String firstLine(BufferedReader reader) {
    try {
      var line = reader.readLine();
      return line == null ? "" : line;
    } catch (IOException e) {
      throw new CommandFailedException("cannot read the password");
    }
  }
}
