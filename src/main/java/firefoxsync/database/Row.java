// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;

/** One row of a result, valid until the next. Columns are read by their names. */
public final class Row {
  private final ResultSet results;

  Row(ResultSet results) {
    this.results = results;
  }

  /** Returns an integer column that is not NULL. */
  public long number(String column) {
    return optionalNumber(column).orElseThrow(() -> isNull(column));
  }

  /** Returns an integer column. */
  public OptionalLong optionalNumber(String column) {
    try {
      long value = results.getLong(column);
      return results.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
    } catch (SQLException e) {
      throw new DatabaseException("reading column " + column, e);
    }
  }

  /** Returns a text column that is not NULL. */
  public String text(String column) {
    return optionalText(column).orElseThrow(() -> isNull(column));
  }

  /** Returns a text column. */
  public Optional<String> optionalText(String column) {
    try {
      return Optional.ofNullable(results.getString(column));
    } catch (SQLException e) {
      throw new DatabaseException("reading column " + column, e);
    }
  }

  /** Returns a bytes column that is not NULL. */
  public byte[] bytes(String column) {
    return optionalBytes(column).orElseThrow(() -> isNull(column));
  }

  /** Returns a bytes column. */
  public Optional<byte[]> optionalBytes(String column) {
    try {
      return Optional.ofNullable(results.getBytes(column));
    } catch (SQLException e) {
      throw new DatabaseException("reading column " + column, e);
    }
  }

  private static DatabaseException isNull(String column) {
    return new DatabaseException("column " + column + " is NULL");
  }
}
