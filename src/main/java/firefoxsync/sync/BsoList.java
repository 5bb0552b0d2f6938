// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import firefoxsync.http.JsonWriter;
import java.util.function.Consumer;

/** Writes a list of items as they come. */
final class BsoList implements Consumer<Bso> {
  private final JsonWriter json;
  private final BsoFormat format;
  private final boolean full;

  /**
   * Begins the list.
   *
   * @param full whether items are written whole, not only their ids
   */
  BsoList(JsonWriter json, BsoFormat format, boolean full) {
    this.json = json;
    this.format = format;
    this.full = full;
    if (format == BsoFormat.JSON) {
      json.beginArray();
    }
  }

  @Override
  public void accept(Bso bso) {
    if (full) {
      BsoJson.write(json, bso);
    } else {
      json.string(bso.id());
    }
    if (format == BsoFormat.NEWLINES) {
      json.newline();
    }
  }

  /** Ends the list. */
  void end() {
    if (format == BsoFormat.JSON) {
      json.endArray();
    }
    json.close();
  }
}
