// SPDX-License-Identifier: MPL-2.0
package firefoxsync.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Who may read the files, and whether there is room for more. */
final class FileExam {
  private static final long ROOM_BYTES_MIN = 128L << 20;
  private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
      PosixFilePermission.OTHERS_READ,
      PosixFilePermission.OTHERS_WRITE,
      PosixFilePermission.GROUP_WRITE);

  private FileExam() {}

  /** Looks at the master secret beside the configuration. */
  static List<Finding> secret(Path configFile) {
    var secret = configFile.resolveSibling("master.secret");
    var findings = new ArrayList<Finding>();
    if (Files.exists(secret)) {
      findings.addAll(looking(() -> List.of(guarded("master secret", secret))));
    }
    findings.add(Finding.fine("master secret: can be read"));
    return findings;
  }

  /** Looks at the database file, and the room that it has. */
  static List<Finding> database(Path file) {
    if (!Files.exists(file)) {
      return List.of(
          Finding.note("database: " + file + " does not exist yet; the service makes it"));
    }
    return looking(() -> List.of(guarded("database", file), owned(file), room(file)));
  }

  private interface Look {
    List<Finding> findings() throws IOException;
  }

  private static List<Finding> looking(Look look) {
    try {
      return look.findings();
    } catch (IOException | UnsupportedOperationException e) {
      return List.of(Finding.wrong("files: cannot be looked at: " + e));
    }
  }

  private static Finding guarded(String what, Path file) throws IOException {
    var open = EnumSet.copyOf(OTHERS);
    open.retainAll(Files.getPosixFilePermissions(file));
    return open.isEmpty()
        ? Finding.fine(what + ": " + file + " is closed to others")
        : Finding.wrong(what + ": others may use " + file + "; chmod 600 " + file);
  }

  /** What a command run by a wrong account left behind would keep the service from writing. */
  private static Finding owned(Path database) throws IOException {
    var owner = Files.getOwner(database);
    var expected = Files.getOwner(database.resolveSibling("."));
    return owner.equals(expected)
        ? Finding.fine("database: belongs to " + owner.getName())
        : Finding.wrong("database: %1$s belongs to %2$s, its folder to %3$s; chown %3$s %1$s*"
            .formatted(database, owner.getName(), expected.getName()));
  }

  private static Finding room(Path database) throws IOException {
    long room = Files.getFileStore(database).getUsableSpace();
    var text = "disk: " + Amount.of(room) + " left for " + database.getParent();
    return room < ROOM_BYTES_MIN
        ? Finding.wrong(text + "; make room, or writes will be refused")
        : Finding.fine(text);
  }
}
