// SPDX-License-Identifier: MPL-2.0
package firefoxsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;

/** Holds the manual page against the commands. */
final class ManPageTest {
  private static final Path MANUAL = Path.of("man/firefox-sync.8");
  private static final List<String> OF_ALL = List.of("--config", "--help", "--version");

  @TestFactory
  List<DynamicTest> everyCommandHasItsParagraphWithItsOptions() throws IOException {
    var paragraphs = paragraphs();
    var tests = new ArrayList<DynamicTest>();
    collect(
        "",
        FirefoxSync.commandLine(),
        (name, command) -> tests.add(DynamicTest.dynamicTest(
            name, () -> assertTold(text(paragraphs, name), options(command)))));
    assertThat(tests).hasSizeGreaterThan(10);
    return tests;
  }

  private static void assertTold(String text, List<String> options) {
    assertThat(options).allSatisfy(option -> assertThat(text).contains(option));
  }

  private interface Visitor {
    void visit(String name, CommandLine command);
  }

  private static void collect(String prefix, CommandLine command, Visitor visitor) {
    command.getSubcommands().forEach((name, sub) -> {
      var spec = sub.getCommandSpec();
      if (spec.usageMessage().hidden()) {
        return;
      }
      var full = (prefix + " " + name).strip();
      if (sub.getSubcommands().isEmpty() || !options(sub).isEmpty()) {
        visitor.visit(full, sub);
      }
      collect(full, sub, visitor);
    });
  }

  private static List<String> options(CommandLine command) {
    return command.getCommandSpec().options().stream()
        .map(option -> option.longestName())
        .filter(name -> !OF_ALL.contains(name))
        .toList();
  }

  /** Returns the paragraph that begins with the command's name. */
  private static String text(Map<String, String> paragraphs, String name) {
    return paragraphs.entrySet().stream()
        .filter(entry -> (entry.getKey() + " ").startsWith(name + " "))
        .map(entry -> entry.getKey() + "\n" + entry.getValue())
        .reduce((one, other) -> one + "\n" + other)
        .orElseThrow(() -> new AssertionError(MANUAL + " says nothing about " + name));
  }

  /** Returns what stands below each heading of a list, by the heading. */
  private static Map<String, String> paragraphs() throws IOException {
    var paragraphs = new LinkedHashMap<String, String>();
    var heading = "";
    boolean begins = false;
    for (var line : Files.readAllLines(MANUAL)) {
      var text = plain(line);
      if (begins) {
        heading = text;
        paragraphs.put(heading, "");
      } else {
        paragraphs.merge(heading, text, (one, more) -> one + "\n" + more);
      }
      begins = line.equals(".TP");
    }
    return paragraphs;
  }

  /** Returns the line as it is read: without the names of macros, fonts and quotes. */
  private static String plain(String line) {
    return line.replaceAll("^\\.[A-Z]{1,2} ", "")
        .replaceAll("\\\\f[A-Z]", "")
        .replace("\\-", "-")
        .replace("\\ ", " ")
        .replace("\"", "")
        .replaceAll(" +", " ");
  }
}
