// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import firefoxsync.crypto.Secrets;
import firefoxsync.remotelog.ProviderException.Kind;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what a provider does before anything is entrusted to it: whether the token opens the
 * module, whether bytes come back as they went, whether of many who create one document one alone
 * succeeds, and how long a document may be. What it writes for that it removes.
 */
public final class Trial {
  private static final Logger LOG = LoggerFactory.getLogger(Trial.class);
  private static final int RACERS = 16;
  private static final int NOTE_BYTES = 32;
  private static final int NAME_BYTES = 8;

  private final Provider provider;
  private final Secrets secrets;
  private final String folder;

  /** Takes the provider to be tried. */
  public Trial(Provider provider, Secrets secrets) {
    this.provider = provider;
    this.secrets = secrets;
    this.folder = "trial/" + HexFormat.of().formatHex(secrets.bytes(NAME_BYTES)) + "/";
  }

  /**
   * Returns what was found.
   *
   * @throws ProviderException when the provider cannot be used as it is
   */
  public ProviderLink.Traits run() {
    try {
      writeAndRead();
      return new ProviderLink.Traits(isAtomic(), documentBytesMax());
    } finally {
      List.of("note", "race", "size").forEach(this::remove);
    }
  }

  private void writeAndRead() {
    byte[] note = secrets.bytes(NOTE_BYTES);
    if (!provider.create(folder + "note", note)) {
      throw new ProviderException(Kind.ODD, "a new document is said to exist");
    }
    requireSame(note, folder + "note");
  }

  private void requireSame(byte[] bytes, String path) {
    var found = provider.get(path);
    if (found.isEmpty() || !Arrays.equals(bytes, found.get().bytes())) {
      throw new ProviderException(Kind.ODD, "a document came back changed");
    }
  }

  /** Creates one document many times at once. */
  private boolean isAtomic() {
    var notes =
        IntStream.range(0, RACERS).mapToObj(n -> secrets.bytes(NOTE_BYTES)).toList();
    var threads = Executors.newFixedThreadPool(RACERS);
    try {
      var winners = winners(threads, notes);
      if (winners.size() != 1) {
        return false;
      }
      var found = provider.get(folder + "race");
      return found.isPresent() && Arrays.equals(winners.get(0), found.get().bytes());
    } finally {
      threads.shutdownNow();
    }
  }

  private List<byte[]> winners(ExecutorService threads, List<byte[]> notes) {
    var races = notes.stream()
        .map(note ->
            threads.submit((Callable<Boolean>) () -> provider.create(folder + "race", note)))
        .toList();
    return IntStream.range(0, notes.size())
        .filter(n -> hasWon(races.get(n)))
        .mapToObj(notes::get)
        .toList();
  }

  private static boolean hasWon(Future<Boolean> race) {
    try {
      return ProviderGate.await(race);
    } catch (ProviderException e) {
      // Who is turned away for being one of many has not won.
      if (e.kind() == Kind.CROWDED) {
        return false;
      }
      throw e;
    }
  }

  private int documentBytesMax() {
    int bytes = ProviderLink.Traits.DOCUMENT_BYTES_MAX;
    while (!takes(bytes)) {
      bytes /= 2;
      if (bytes < ProviderLink.Traits.DOCUMENT_BYTES_MIN) {
        throw new ProviderException(Kind.TOO_LARGE, "no useful document fits");
      }
    }
    return bytes;
  }

  private boolean takes(int count) {
    byte[] bytes = secrets.bytes(count);
    try {
      provider.replace(folder + "size", bytes, Optional.empty());
    } catch (ProviderException e) {
      if (e.kind() == Kind.TOO_LARGE) {
        return false;
      }
      throw e;
    }
    requireSame(bytes, folder + "size");
    return true;
  }

  private void remove(String name) {
    try {
      provider.delete(folder + name);
    } catch (ProviderException e) {
      LOG.debug("what was written for the trial stays: {}", e.getMessage());
    }
  }
}
