// SPDX-License-Identifier: MPL-2.0
package firefoxsync.people;

import firefoxsync.database.Row;
import firefoxsync.database.Transaction;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table whose rows of a person go with her to another server.
 *
 * @param columns all of them; what an older server did not know gets the column's own default there
 * @param where which rows are hers; bound to her issuer and her account's id
 */
public record CarriedTable(String name, List<Column> columns, String where) {
  /** What a column holds. */
  public enum Kind {
    /** A text. */
    TEXT,
    /** A number. */
    NUMBER,
    /** Bytes. */
    BYTES
  }

  /** A column, and what it holds. */
  public record Column(String name, Kind kind) {}

  /** Keeps a copy. */
  public CarriedTable {
    columns = List.copyOf(columns);
  }

  /** Returns a table of the accounts of this server. */
  public static CarriedTable ofAccount(String name, List<Column> columns) {
    return new CarriedTable(name, columns, "? = '" + Person.LOCAL + "' AND account_id = ?");
  }

  /** Returns a column of texts. */
  public static Column text(String name) {
    return new Column(name, Kind.TEXT);
  }

  /** Returns a column of numbers. */
  public static Column number(String name) {
    return new Column(name, Kind.NUMBER);
  }

  /** Returns a column of bytes. */
  public static Column bytes(String name) {
    return new Column(name, Kind.BYTES);
  }

  /** Returns the person's rows: texts, numbers and bytes by column, without what is NULL. */
  public List<Map<String, Object>> read(Transaction tx, Person person) {
    var names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
    return tx.query(
        "SELECT " + names + " FROM " + name + " WHERE " + where + " ORDER BY " + names,
        this::row,
        person.issuer(),
        person.accountId());
  }

  private Map<String, Object> row(Row row) {
    var values = new LinkedHashMap<String, Object>();
    for (var column : columns) {
      switch (column.kind()) {
        case TEXT -> row.optionalText(column.name()).ifPresent(v -> values.put(column.name(), v));
        case NUMBER ->
          row.optionalNumber(column.name()).ifPresent(v -> values.put(column.name(), v));
        case BYTES -> row.optionalBytes(column.name()).ifPresent(v -> values.put(column.name(), v));
      }
    }
    return values;
  }

  /** Adds a row; false when one of its keys is taken. Values of columns unknown here are left out. */
  public boolean add(Transaction tx, Map<String, Object> values) {
    var known =
        columns.stream().filter(column -> values.containsKey(column.name())).toList();
    @Nullable Object[] bound = known.stream().map(column -> values.get(column.name())).toArray();
    return tx.update(
            "INSERT INTO " + name + " ("
                + known.stream().map(Column::name).collect(Collectors.joining(", "))
                + ") VALUES ("
                + String.join(", ", Collections.nCopies(known.size(), "?"))
                + ") ON CONFLICT DO NOTHING",
            bound)
        > 0;
  }
}
