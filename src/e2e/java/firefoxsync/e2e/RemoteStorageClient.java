// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The library that apps speak remoteStorage with, remotestorage.js, as npm has it. */
final class RemoteStorageClient {
  private static final String VERSION = "2.0.0-beta.10";
  private static final String SHA256 =
      "d46e1855e6d825251e300c610ebbe60cf849c61be3c37e13491d2625371977aa";

  private RemoteStorageClient() {}

  /** Returns the script, fetched once into the build's folder, and always the same. */
  static byte[] script() {
    var file = Npm.fetch("remotestoragejs", VERSION).resolve("release/remotestorage.js");
    try {
      var script = Files.readAllBytes(file);
      var hash = MessageDigest.getInstance("SHA-256").digest(script);
      if (!HexFormat.of().formatHex(hash).equals(SHA256)) {
        throw new IllegalStateException(file + " is not that of " + VERSION);
      }
      return script;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      // Every Java platform has SHA-256.
      throw new IllegalStateException(e);
    }
  }
}
