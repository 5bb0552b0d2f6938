// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What came of deciding a write: a change set, or why there is none. */
public final class Decision {
  private final @Nullable ChangeSet set;
  private final @Nullable RuntimeException refusal;

  private Decision(@Nullable ChangeSet set, @Nullable RuntimeException refusal) {
    this.set = set;
    this.refusal = refusal;
  }

  /** Decides the write on the snapshot; a change set of the past is refused like any other. */
  static Decision of(Function<UserBsos, ChangeSet> write, SqlUserBsos data) {
    try {
      var set = write.apply(data);
      if (set.movesTime() && !set.timestamp().isAfter(data.lastGiven())) {
        throw new IllegalArgumentException(
            "a write at " + set.timestamp() + " follows " + data.lastGiven());
      }
      return new Decision(set, null);
    } catch (RuntimeException e) {
      return new Decision(null, e);
    }
  }

  /** Returns what is to be kept; empty when the write was refused. */
  public Optional<ChangeSet> set() {
    return Optional.ofNullable(set);
  }

  /** Returns why the write was refused. */
  public Optional<RuntimeException> refusal() {
    return Optional.ofNullable(refusal);
  }
}
