// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Future;

/** Fetches parts of a log, several at a time. */
final class LogReader {
  private LogReader() {}

  /**
   * Returns the parts in order, each once.
   *
   * @throws LogException when one is missing or is not what its name says
   */
  static List<LogDocument> parts(Provider provider, StorePaths paths, List<String> digests) {
    var running = new ArrayList<Future<LogDocument>>();
    for (var digest : new LinkedHashSet<>(digests)) {
      running.add(provider.gate().beside(() -> part(provider, paths, digest)));
    }
    return running.stream().map(ProviderGate::await).toList();
  }

  static LogDocument part(Provider provider, StorePaths paths, String digest) {
    var found = provider
        .get(paths.part(digest))
        .orElseThrow(() -> new LogException(LogException.Kind.MISSING, "part " + digest));
    var part = LogDocument.whole(found.bytes());
    if (!part.digest().equals(digest)) {
      throw new LogException(LogException.Kind.FOREIGN, "part " + digest + " is another");
    }
    return part;
  }

  static long bytes(LogDocument document, List<LogDocument> parts) {
    return document.bytes().length
        + parts.stream().mapToLong(part -> part.bytes().length).sum();
  }
}
