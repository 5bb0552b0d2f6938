// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import firefoxsync.remotelog.ProviderException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Brings one commit to the provider: its parts first, then itself, the same bytes under the same name
 * as often as it takes. For one commit alone.
 */
final class Publisher {
  private final Provider provider;
  private final StorePaths paths;
  private final RemoteLogLimits limits;
  private final boolean isAtomic;

  /** Parts that are there for sure. */
  private final Set<String> there = ConcurrentHashMap.newKeySet();

  // Mutable state
  private boolean isInDoubt;

  /** What became of a commit. */
  enum Outcome {
    /** It is there. */
    LANDED,
    /** Another stands in its place. */
    FOREIGN
  }

  Publisher(Provider provider, StorePaths paths, RemoteLogLimits limits, boolean isAtomic) {
    this.provider = provider;
    this.paths = paths;
    this.limits = limits;
    this.isAtomic = isAtomic;
  }

  /** Tells whether the commit may be there although {@link #publish} threw. */
  boolean isInDoubt() {
    return isInDoubt;
  }

  /**
   * Tries for as long as the limits say.
   *
   * @param parts the digests of what the commit consists of besides itself
   * @param part finds one of them
   */
  Outcome publish(
      long number, LogDocument commit, List<String> parts, Function<String, LogDocument> part) {
    long end = System.nanoTime() + limits.commit().toNanos();
    var pause = limits.pause();
    while (true) {
      try {
        uploadParts(parts, part);
        var outcome = put(paths.commit(number), commit);
        provider.gate().worked();
        return outcome;
      } catch (ProviderException e) {
        var wait =
            e.retryAfter().filter(told -> told.compareTo(Duration.ZERO) > 0).orElse(pause);
        if (!e.isPassing() || System.nanoTime() + wait.toNanos() > end) {
          throw e;
        }
        sleep(wait);
        pause = pause.multipliedBy(2);
      }
    }
  }

  private static void sleep(Duration pause) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProviderException(Kind.UNREACHABLE, "this server is stopping", e);
    }
  }

  /** Uploads several at a time; throws when one of them failed, once none is under way. */
  void uploadParts(List<String> digests, Function<String, LogDocument> part) {
    var running = new ArrayList<Future<Boolean>>();
    ProviderException failure = null;
    for (var digest : digests) {
      if (running.size() == ProviderGate.PARTS_MAX) {
        failure = first(failure, running.remove(0));
      }
      if (failure == null && !there.contains(digest)) {
        running.add(provider.gate().beside(() -> upload(part.apply(digest))));
      }
    }
    for (var last : running) {
      failure = first(failure, last);
    }
    if (failure != null) {
      throw failure;
    }
  }

  private static @Nullable ProviderException first(
      @Nullable ProviderException failure, Future<Boolean> work) {
    try {
      ProviderGate.await(work);
      return failure;
    } catch (ProviderException e) {
      return failure == null ? e : failure;
    }
  }

  private boolean upload(LogDocument part) {
    var path = paths.part(part.digest());
    if (!provider.create(path, part.bytes())) {
      var found = provider.get(path);
      if (found.isEmpty() || !Arrays.equals(found.get().bytes(), part.bytes())) {
        // Left by an upload that broke off.
        provider.replace(path, part.bytes(), found.flatMap(Provider.Fetched::etag));
      }
    }
    return there.add(part.digest());
  }

  private Outcome put(String path, LogDocument commit) {
    try {
      if (provider.create(path, commit.bytes())) {
        return isAtomic ? Outcome.LANDED : look(path, commit);
      }
      return look(path, commit);
    } catch (ProviderException e) {
      isInDoubt |= e.leavesDoubt();
      throw e;
    }
  }

  private Outcome look(String path, LogDocument commit) {
    var found = provider.get(path);
    if (found.isEmpty()) {
      throw new ProviderException(
          Kind.UNREACHABLE, "a document is there and is not there", (Duration) null);
    }
    var digest = digest(found.get().bytes());
    if (digest.isPresent()) {
      return digest.get().equals(commit.digest()) ? Outcome.LANDED : Outcome.FOREIGN;
    }
    // The one overwrite ever made: what stands there is nobody's whole commit.
    boolean isReplaced = provider.replace(path, commit.bytes(), found.get().etag());
    if (isReplaced
        && provider
            .get(path)
            .flatMap(now -> digest(now.bytes()))
            .equals(Optional.of(commit.digest()))) {
      return Outcome.LANDED;
    }
    throw new ProviderException(
        Kind.UNREACHABLE, "a torn document was torn again", (Duration) null);
  }

  private static Optional<String> digest(byte[] bytes) {
    try {
      return Optional.of(LogDocument.whole(bytes).digest());
    } catch (LogException e) {
      return Optional.empty();
    }
  }
}
