// SPDX-License-Identifier: MPL-2.0
package firefoxsync.cli;

import picocli.CommandLine.IVersionProvider;

/** The version, as the build wrote it into the jar's manifest. */
final class Version implements IVersionProvider {
  static String text() {
    var version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "(from a class folder)" : version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {"firefox-sync " + text()};
  }
}
