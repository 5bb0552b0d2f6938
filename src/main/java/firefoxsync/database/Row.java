// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** One row of a result, valid until the next. Columns are read by their names. */
public final class Row {
  private final Columns columns;

  Row(Columns columns) {
    this.columns = columns;
  }

  /** Returns an integer column that is not NULL. */
  public long number(String column) {
    try {
      int index = columns.column(column);
      long value = columns.number(index);
      if (value == 0 && columns.isNull(index)) {
        throw isNull(column);
      }
      return value;
    } catch (SQLException e) {
      throw unreadable(column, e);
    }
  }

  /** Returns an integer column. */
  public OptionalLong optionalNumber(String column) {
    try {
      int index = columns.column(column);
      long value = columns.number(index);
      return value == 0 && columns.isNull(index) ? OptionalLong.empty() : OptionalLong.of(value);
    } catch (SQLException e) {
      throw unreadable(column, e);
    }
  }

  /** Returns a text column that is not NULL. */
  public String text(String column) {
    return new String(bytes(column), UTF_8);
  }

  /** Returns a text column. */
  public Optional<String> optionalText(String column) {
    return optionalBytes(column).map(utf8 -> new String(utf8, UTF_8));
  }

  /** Returns a bytes column that is not NULL, or a text in UTF-8. */
  public byte[] bytes(String column) {
    var bytes = bytesOrNull(column);
    if (bytes == null) {
      throw isNull(column);
    }
    return bytes;
  }

  /** Returns a bytes column, or a text in UTF-8. */
  public Optional<byte[]> optionalBytes(String column) {
    return Optional.ofNullable(bytesOrNull(column));
  }

  private byte @Nullable [] bytesOrNull(String column) {
    try {
      int index = columns.column(column);
      var bytes = columns.bytes(index);
      if (bytes != null && bytes.length > 0) {
        return bytes;
      }
      return columns.isNull(index) ? null : new byte[0];
    } catch (SQLException e) {
      throw unreadable(column, e);
    }
  }

  private static DatabaseException unreadable(String column, SQLException cause) {
    return new DatabaseException("reading column " + column, cause);
  }

  private static DatabaseException isNull(String column) {
    return new DatabaseException("column " + column + " is NULL");
  }
}
