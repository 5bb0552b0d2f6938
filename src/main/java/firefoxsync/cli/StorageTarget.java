// SPDX-License-Identifier: MPL-2.0
package firefoxsync.cli;

import firefoxsync.remotelog.ProviderLink.Mode;
import firefoxsync.remotelog.linking.StorageLinks;
import java.net.URI;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What opens a storage, and when its writes are answered. */
final class StorageTarget {
  @Option(
      names = "--token-file",
      required = true,
      paramLabel = "FILE",
      description = "Holds a token for fxsync:rw, made at the storage; - asks at the terminal.")
  private Path tokenFile = Path.of("-");

  @Option(
      names = "--behind",
      description = "Answer browsers before the storage has what they wrote; it gets that soon.")
  private boolean isBehind;

  /** Returns the root of the storage that an address or a URL names. */
  static URI root(StorageLinks links, String address) {
    if (!address.contains("://")) {
      return links.root(address);
    }
    try {
      return URI.create(address.replaceFirst("/+$", ""));
    } catch (IllegalArgumentException e) {
      throw new CommandFailedException(address + " is not the URL of a storage");
    }
  }

  String token() {
    return Password.readToken(tokenFile);
  }

  Mode mode() {
    return isBehind ? Mode.BEHIND : Mode.THROUGH;
  }
}
