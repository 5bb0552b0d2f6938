// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One step of the schema: a file of statements for each engine, run once. */
record Migration(int version, String name) {
  /** Returns the file's statements, in order. */
  List<String> statements(Dialect dialect) {
    var file = String.format(Locale.ROOT, "V%03d__%s.%s.sql", version, name, dialect.id());
    try (var in = Migration.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new DatabaseException("the program lacks its migration " + file);
      }
      return split(new String(in.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A statement ends with a semicolon at the end of a line; a line of comment is none of it. */
  static List<String> split(String script) {
    var statements = new ArrayList<String>();
    var statement = new StringBuilder();
    for (var line : script.lines().map(String::strip).toList()) {
      if (line.isEmpty() || line.startsWith("--")) {
        continue;
      }
      boolean isLast = line.endsWith(";");
      statement.append(isLast ? line.substring(0, line.length() - 1) : line).append('\n');
      if (isLast) {
        // The driver would run what stands before it and forget the rest.
        if (statement.indexOf(";") >= 0) {
          throw new DatabaseException("a semicolon inside a line of a migration: " + statement);
        }
        statements.add(statement.toString());
        statement.setLength(0);
      }
    }
    if (!statement.isEmpty()) {
      throw new DatabaseException("a migration ends without a semicolon: " + statement);
    }
    return statements;
  }
}
