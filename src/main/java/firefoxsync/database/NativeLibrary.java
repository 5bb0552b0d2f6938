// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import java.io.InputStream;
import java.util.Optional;
import org.sqlite.util.OSInfo;

/** The engine's machine code, one library for each kind of processor inside the driver's jar. */
public final class NativeLibrary {
  /** The name under which the driver looks for it. */
  public static final String FILE_NAME = "libsqlitejdbc.so";

  private NativeLibrary() {}

  /** Opens the library for this machine; empty where the driver has none. */
  public static Optional<InputStream> open() {
    var folder = OSInfo.getNativeLibFolderPathForCurrentOS();
    return Optional.ofNullable(
        NativeLibrary.class.getResourceAsStream("/org/sqlite/native/" + folder + "/" + FILE_NAME));
  }
}
