// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import firefoxsync.crypto.Sha256;
import firefoxsync.database.Transaction;
import firefoxsync.http.Json;
import firefoxsync.http.JsonException;
import firefoxsync.http.JsonObject;
import firefoxsync.people.CarriedTable;
import firefoxsync.people.Person;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A person as she goes to another server, beside her data: what lets her sign in, and what her
 * browsers know the store by.
 *
 * @param uid of the store that the record is kept beside
 * @param keyHex the key of the documents; null when they are not encrypted
 */
record AccountRecord(
    Person person, long uid, LogKeys keys, @Nullable String keyHex, List<TableRow> rows) {
  /** A row of a table: texts, numbers and bytes by column. */
  record TableRow(String table, Map<String, Object> values) {}

  AccountRecord {
    rows = List.copyOf(rows);
  }

  /** Takes everything from the tables. */
  static List<TableRow> read(Transaction tx, Person person, List<CarriedTable> tables) {
    return tables.stream()
        .flatMap(table ->
            table.read(tx, person).stream().map(values -> new TableRow(table.name(), values)))
        .toList();
  }

  byte[] text() {
    var head = new LinkedHashMap<String, Object>();
    head.put("type", "account");
    head.put("format", 1);
    head.put("issuer", person.issuer());
    head.put("account_id", person.accountId());
    head.put("uid", uid);
    keys.put(head);
    if (keyHex != null) {
      head.put("document_key", keyHex);
    }
    var out = new ByteArrayOutputStream();
    out.writeBytes(Json.write(head));
    out.write('\n');
    for (var row : rows) {
      // Bytes become base64.
      out.writeBytes(Json.write(Map.of("table", row.table(), "row", row.values())));
      out.write('\n');
    }
    return out.toByteArray();
  }

  static String digest(byte[] text) {
    return HexFormat.of().formatHex(Sha256.of(text));
  }

  /**
   * Reads one; rows of tables unknown here are left out.
   *
   * @throws LogException when it is none
   */
  static AccountRecord parse(byte[] text, List<CarriedTable> tables) {
    return LogException.parsing("no account", () -> {
      var lines = new LineReader(List.of(text).iterator());
      var head = Json.object(lines.next().orElseThrow());
      CommitHead.checkFormat(head);
      var rows = new ArrayList<TableRow>();
      for (var line = lines.next(); line.isPresent(); line = lines.next()) {
        var json = Json.object(line.get());
        var name = json.requireString("table");
        tables.stream()
            .filter(table -> table.name().equals(name))
            .findFirst()
            .ifPresent(table -> rows.add(row(table, json.object("row").orElseThrow())));
      }
      return new AccountRecord(
          new Person(head.requireString("issuer"), head.requireString("account_id")),
          head.integer("uid").orElseThrow(),
          LogKeys.of(head).orElseThrow(),
          head.string("document_key").orElse(null),
          rows);
    });
  }

  private static TableRow row(CarriedTable table, JsonObject json) {
    var values = new LinkedHashMap<String, Object>();
    for (var column : table.columns()) {
      var name = column.name();
      switch (column.kind()) {
        case TEXT -> json.string(name).ifPresent(text -> values.put(name, text));
        case NUMBER -> json.integer(name).ifPresent(number -> values.put(name, number));
        case BYTES -> json.string(name).ifPresent(text -> values.put(name, decode(text)));
      }
    }
    return new TableRow(table.name(), values);
  }

  private static byte[] decode(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new JsonException("no base64");
    }
  }

  /** Puts the rows into the tables; false when somebody with one of their keys is here already. */
  boolean write(Transaction tx, List<CarriedTable> tables) {
    return rows.stream().allMatch(row -> tables.stream()
        .filter(table -> table.name().equals(row.table()))
        .allMatch(table -> table.add(tx, row.values())));
  }
}
