// SPDX-License-Identifier: MPL-2.0
package firefoxsync.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** {@link BareSqlite} in a process of its own. A unit of its work is as many rows as a request has. */
final class BareRows implements Side {
  private static final int PAYLOAD_BYTES = 1024;

  private final Path folder;
  private final Program program;
  private final int rowsAUnit;

  /** Begins with an empty table. */
  BareRows(Setting setting, Layout layout, int rowsACommit, int rowsAUnit) throws IOException {
    this.rowsAUnit = rowsAUnit;
    this.folder = setting.work().resolve("bare-" + layout);
    Folders.make(folder);
    var arguments = List.of(
        folder.resolve("bare.db").toString(), layout.name(), "" + rowsACommit, "" + PAYLOAD_BYTES);
    this.program = Program.java(setting, BareSqlite.class, arguments);
  }

  @Override
  public Round round(double seconds) throws IOException {
    return run("write", seconds);
  }

  /** Reads rows one by one for so long. */
  Round read(double seconds) throws IOException {
    return run("read", seconds);
  }

  private Round run(String verb, double seconds) throws IOException {
    long before = program.processorMicros();
    program.say(verb + " " + seconds);
    var figures = program.line().split(" ", 2);
    long rows = Long.parseLong(figures[0]);
    double took = Double.parseDouble(figures[1]);
    return new Round(rows / rowsAUnit, new long[0], took, program.processorMicros() - before);
  }

  @Override
  public void close() throws IOException {
    program.close();
    Folders.delete(folder);
  }
}
