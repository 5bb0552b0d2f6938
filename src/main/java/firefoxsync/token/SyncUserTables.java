// SPDX-License-Identifier: MPL-2.0
package firefoxsync.token;

import static firefoxsync.people.CarriedTable.number;
import static firefoxsync.people.CarriedTable.text;

import firefoxsync.people.CarriedTable;
import java.util.List;

/** What goes with a person to another server, so that her browsers go on with the uid they know. */
public final class SyncUserTables {
  /** The tables, in the order in which they are to be filled. */
  public static final List<CarriedTable> CARRIED = List.of(
      new CarriedTable(
          "sync_uids",
          List.of(number("uid")),
          "uid IN (SELECT uid FROM sync_users WHERE issuer = ? AND account_id = ?)"),
      new CarriedTable(
          "sync_users",
          List.of(
              text("issuer"),
              text("account_id"),
              number("uid"),
              number("generation"),
              number("keys_changed_at"),
              text("client_state"),
              number("created_at"),
              number("replaced_at"),
              number("purge_from")),
          "issuer = ? AND account_id = ?"));

  private SyncUserTables() {}
}
