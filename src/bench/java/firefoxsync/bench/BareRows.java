// SPDX-License-Identifier: MPL-2.0
package firefoxsync.bench;

import java.io.IOException;
import java.util.List;

/** What {@link BareSqlite} measured: rows a second. */
record BareRows(double written, double read) {
  private static final int PAYLOAD_BYTES = 1024;

  static BareRows measure(Setting setting, Layout layout, int rowsACommit) throws IOException {
    var folder = setting.work().resolve("bare");
    Folders.make(folder);
    var arguments = List.of(
        folder.resolve("bare.db").toString(),
        layout.name(),
        "" + rowsACommit,
        "" + PAYLOAD_BYTES,
        "" + setting.seconds());
    try (var program = Program.java(setting, BareSqlite.class, arguments)) {
      var figures = program.line().split(" ", 2);
      return new BareRows(Double.parseDouble(figures[0]), Double.parseDouble(figures[1]));
    } finally {
      Folders.delete(folder);
    }
  }
}
