// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Times as HTTP writes them, to the second (RFC 9110, section 5.6.7). Written here, since each document
 * and each item of a listing has one, and the platform looks up names of days in every language.
 */
final class HttpDate {
  private static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
  private static final List<String> MONTHS =
      List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");
  private static final int LENGTH = 29;

  private HttpDate() {}

  static String of(long millis) {
    var time = LocalDateTime.ofEpochSecond(Math.floorDiv(millis, 1000L), 0, ZoneOffset.UTC);
    var text = new StringBuilder(LENGTH)
        .append(DAYS.get(time.getDayOfWeek().getValue() - 1))
        .append(", ");
    two(text, time.getDayOfMonth())
        .append(' ')
        .append(MONTHS.get(time.getMonthValue() - 1))
        .append(' ');
    two(two(text, time.getYear() / 100), time.getYear() % 100).append(' ');
    two(text, time.getHour()).append(':');
    two(text, time.getMinute()).append(':');
    return two(text, time.getSecond()).append(" GMT").toString();
  }

  private static StringBuilder two(StringBuilder text, int number) {
    return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }
}
