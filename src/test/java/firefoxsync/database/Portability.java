// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a statement must keep to, so that databases of several machines that speak PostgreSQL's
 * dialect can run it as well.
 */
final class Portability {
  /** Kept by uid, each user's rows apart from every other's. */
  static final Set<String> SYNC_TABLES = Set.of(
      "sync_stores",
      "sync_collections",
      "sync_bsos",
      "sync_batches",
      "sync_staged",
      "sync_trash",
      "sync_logs",
      "sync_outbox",
      "sync_outbox_parts",
      "sync_unsent");

  /** Whose log is whose is asked by person, too, now and then. */
  private static final String ASKED_BY_PERSON = "sync_logs";

  /** Who is brought back from elsewhere must meet nobody, by whatever key; a command does that. */
  private static final Set<String> BROUGHT_BACK =
      Set.of("account", "sync_uids", "sync_users", "user_name", "person_name");

  /** Of the token server, which knows who has which uid. */
  private static final Set<String> TABLES_ABOUT_UIDS =
      Set.of("sync_users", "sync_uids", "sync_quotas");

  /** Not every engine has it, or it is kept in one place for all, or it outlives its transaction. */
  private static final Pattern FORBIDDEN = Pattern.compile(
      "\\b(MERGE|TRIGGER|SEQUENCE|NEXTVAL|CURRVAL|LASTVAL|SETVAL|SERIAL|BIGSERIAL|IDENTITY|GENERATED"
          + "|AUTOINCREMENT|PG_\\w+|LISTEN|UNLISTEN|NOTIFY|TEMP|TEMPORARY|UNLOGGED|DISCARD|PREPARE"
          + "|EXECUTE|DEALLOCATE|DECLARE|CURSOR|TRUNCATE|FUNCTION|PROCEDURE|CTID|XMIN|OID"
          + "|ROWID|CURRENT_TIMESTAMP|CURRENT_DATE|NOW|RANDOM|RETURNING|REPLACE|IGNORE|ILIKE|TABLESAMPLE"
          + "|SKIP|NOWAIT|EXCLUDE)\\b",
      Pattern.CASE_INSENSITIVE);

  private static final Pattern OF_SESSION = Pattern.compile(
      "^(SET|RESET|LOCK|BEGIN|START|COMMIT|ROLLBACK(?! TO SAVEPOINT)|CALL|DO|COPY|VACUUM|PRAGMA)\\b");

  private static final Pattern PARTIAL_INDEX =
      Pattern.compile("^CREATE (UNIQUE )?INDEX\\b.*\\bWHERE\\b", Pattern.DOTALL);

  private static final Pattern INSERT = Pattern.compile("^INSERT INTO (\\w+)");
  private static final Pattern ON_CONFLICT =
      Pattern.compile("\\bON CONFLICT\\b(?: ?\\(([^)]*)\\))?");
  private static final Pattern TABLE = Pattern.compile("\\b(?:FROM|JOIN|INTO|UPDATE) ([a-z]\\w*)");
  private static final Pattern TEXTS = Pattern.compile("'[^']*'");

  /** For numbers and the doctor, everybody's rows are counted, wherever they are. */
  private static final Pattern COUNTS = Pattern.compile("^SELECT COUNT\\(");

  private static final Pattern OF_ONE_USER = Pattern.compile("\\buid (=|>=|>) \\?");

  private final TableKeys keys;

  Portability(TableKeys keys) {
    this.keys = keys;
  }

  /** Returns what is wrong with a statement. */
  List<String> faults(String statement) {
    var sql = plain(statement);
    var faults = new ArrayList<>(faultsOfPart(sql));
    if (OF_SESSION.matcher(sql).find()) {
      faults.add("is about the session");
    }
    if (PARTIAL_INDEX.matcher(sql).find()) {
      faults.add("makes a partial index");
    }
    faults.addAll(faultsOfConflict(sql));
    faults.addAll(faultsOfTables(sql));
    return faults;
  }

  /** Returns what is wrong with any part of a statement. */
  List<String> faultsOfPart(String part) {
    var found = FORBIDDEN.matcher(plain(part).replaceAll("ON CONFLICT|DO NOTHING|DO UPDATE", ""));
    return found.find() ? List.of("uses " + found.group()) : List.of();
  }

  /** Returns the tables that a statement names. */
  Set<String> tables(String statement) {
    var tables = new HashSet<String>();
    var found = TABLE.matcher(plain(statement).replace("DO UPDATE SET", ""));
    while (found.find()) {
      tables.add(found.group(1));
    }
    return tables;
  }

  /** Tells whether tables of both kinds are among these, which one transaction may not touch. */
  static boolean spans(Set<String> tables) {
    return tables.stream().anyMatch(table -> !SYNC_TABLES.contains(table))
        && tables.stream().anyMatch(SYNC_TABLES::contains);
  }

  /** Tells which table somebody has to decide about: is it kept by uid, or about uids? */
  static boolean isUndecided(String table) {
    return table.startsWith("sync_")
        && !SYNC_TABLES.contains(table)
        && !TABLES_ABOUT_UIDS.contains(table);
  }

  private List<String> faultsOfConflict(String sql) {
    var insert = INSERT.matcher(sql);
    var conflict = ON_CONFLICT.matcher(sql);
    if (!insert.find() || !conflict.find()) {
      return List.of();
    }
    var named = conflict.group(1) == null
        ? List.<String>of()
        : Arrays.stream(conflict.group(1).split(",")).map(String::strip).toList();
    boolean isBroughtBack =
        BROUGHT_BACK.contains(insert.group(1)) && sql.endsWith("ON CONFLICT DO NOTHING");
    return isBroughtBack
            || keys.unique().getOrDefault(insert.group(1), Set.of()).contains(named)
        ? List.of()
        : List.of("meets conflicts on " + named + ", which is not the key of " + insert.group(1));
  }

  private List<String> faultsOfTables(String sql) {
    var faults = new ArrayList<String>();
    var tables = tables(sql);
    for (var table : tables) {
      if (!keys.unique().containsKey(table)) {
        faults.add("names no table of ours: " + table);
      }
    }
    if (spans(tables)) {
      faults.add("spans " + tables);
    }
    boolean isOfSync = tables.stream().anyMatch(SYNC_TABLES::contains);
    if (isOfSync
        && !tables.equals(Set.of(ASKED_BY_PERSON))
        && !sql.startsWith("INSERT INTO")
        && !COUNTS.matcher(sql).find()
        && !OF_ONE_USER.matcher(sql).find()) {
      faults.add("does not say whose rows");
    }
    return faults;
  }

  private static String plain(String statement) {
    return TEXTS.matcher(statement).replaceAll("''").replaceAll("\\s+", " ").strip();
  }
}
