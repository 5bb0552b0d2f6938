// SPDX-License-Identifier: MPL-2.0
package firefoxsync.doctor;

import firefoxsync.config.PostgresqlSettings;
import firefoxsync.database.DatabaseException;
import firefoxsync.database.PostgresqlInspection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether the database on a server can be reached, and what is in it. */
final class ServerExam {
  /** A server on this machine: nobody stands between. */
  private static final Pattern HERE =
      Pattern.compile("(localhost|127\\.[0-9.]+|\\[::1\\])(:[0-9]+)?");

  private static final Set<String> VERIFIED = Set.of("verify-full", "verify-ca");

  private final PostgresqlSettings settings;
  private final Clock clock;

  ServerExam(PostgresqlSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  List<Finding> examine() {
    var findings = new ArrayList<Finding>();
    try (var database = PostgresqlInspection.open(settings, clock)) {
      findings.add(Finding.fine("database: " + settings.place() + " can be used"));
      findings.add(way());
      new ContentsExam(database, clock).examine(findings);
    } catch (DatabaseException e) {
      findings.add(Finding.wrong("database: %s cannot be read to its end: %s"
          .formatted(settings.place(), reason(e).lines().findFirst().orElse(""))));
    }
    return findings;
  }

  /** Returns what the server said, where it said anything. */
  private static String reason(DatabaseException e) {
    var cause = e.getCause();
    return String.valueOf(cause == null ? e.getMessage() : cause.getMessage());
  }

  /** Tells whether what goes there and back can be read on its way. */
  Finding way() {
    boolean isHere = List.of(settings.servers().split(",", -1)).stream()
        .allMatch(server -> HERE.matcher(server).matches());
    return isHere || VERIFIED.contains(settings.options().getOrDefault("sslmode", ""))
        ? Finding.fine("database: nobody can listen on the way there")
        : Finding.note(
            "database: whoever is on the way to %s can read along; add ?sslmode=verify-full"
                .formatted(settings.servers()));
  }
}
