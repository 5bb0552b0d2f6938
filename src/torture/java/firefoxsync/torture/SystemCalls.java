// SPDX-License-Identifier: MPL-2.0
package firefoxsync.torture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What strace wrote, line by line. A thread goes on only after strace has seen its call begin or end,
 * so a line below another is never of an earlier moment when one caused the other.
 */
final class SystemCalls {
  private static final Pattern WHOLE = Pattern.compile("(\\d+) +(\\w+)\\((.*)\\) += (-?\\d+).*");
  private static final Pattern BEGUN =
      Pattern.compile("(\\d+) +(\\w+)\\((.*) <unfinished \\.\\.\\.>");
  private static final Pattern ENDED =
      Pattern.compile("(\\d+) +<\\.\\.\\. (\\w+) resumed>(.*)\\) += (-?\\d+).*");
  private static final Pattern DESCRIPTOR = Pattern.compile("(\\d+)(<.*?>)?[,)]?.*");

  /**
   * One call.
   *
   * @param begin the line on which it began
   * @param end the line on which it returned
   */
  record Call(String name, String arguments, long result, int begin, int end) {
    /** Returns the descriptor that it is about, with what strace knows of it. */
    String descriptor() {
      Matcher matcher = DESCRIPTOR.matcher(arguments);
      return matcher.matches() ? matcher.group(1) : "";
    }
  }

  private SystemCalls() {}

  /** Returns the calls that succeeded, in the order in which they ended. */
  static List<Call> parse(List<String> lines) {
    var calls = new ArrayList<Call>();
    var open = new HashMap<String, Call>();
    for (int i = 0; i < lines.size(); i++) {
      parse(lines.get(i), i, open, calls);
    }
    return calls;
  }

  private static void parse(String line, int number, Map<String, Call> open, List<Call> calls) {
    var begun = BEGUN.matcher(line);
    var ended = ENDED.matcher(line);
    var whole = WHOLE.matcher(line);
    if (begun.matches()) {
      open.put(begun.group(1), new Call(begun.group(2), begun.group(3), 0, number, number));
    } else if (ended.matches()) {
      var first = open.remove(ended.group(1));
      if (first != null) {
        var arguments = first.arguments() + ended.group(3);
        keep(first.name(), arguments, ended.group(4), new int[] {first.begin(), number}, calls);
      }
    } else if (whole.matches()) {
      keep(whole.group(2), whole.group(3), whole.group(4), new int[] {number, number}, calls);
    }
  }

  private static void keep(
      String name, String arguments, String result, int[] lines, List<Call> calls) {
    long value = Long.parseLong(result);
    if (value >= 0) {
      calls.add(new Call(name, arguments, value, lines[0], lines[1]));
    }
  }
}
