// SPDX-License-Identifier: MPL-2.0
package firefoxsync.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where and how a measurement runs.
 *
 * @param launcher the daemon's launcher in the built tree
 * @param javaOptions that it is shipped with, separated by blanks
 * @param work a folder for databases, on the disk that is measured
 * @param seconds that each figure is measured for
 */
record Setting(Path launcher, String javaOptions, Path work, double seconds) {
  /** Returns the command that starts Java as the launcher does, with our classes. */
  List<String> java() {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(javaOptions.split(" ")));
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    return command;
  }
}
