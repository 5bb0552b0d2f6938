// SPDX-License-Identifier: MPL-2.0
package firefoxsync.bench;

/**
 * What a figure was to be, and whether it is.
 *
 * @param text the goal in words
 */
record Goal(String text, boolean isReached) {
  /** At least such a share of what the limit does in the same time. */
  static Goal share(double reached, double wanted) {
    return new Goal("%.0f %%".formatted(100 * wanted), reached >= wanted);
  }

  /** As {@link #share(double, double)}, of requests. */
  static Goal share(Rounds times, Rounds limit, double wanted) {
    return share(times.share(limit), wanted);
  }

  /** A p99 of no more than so many times the other's. */
  static Goal p99(Rounds times, Rounds other, double factor) {
    return new Goal(
        "p99 within %.1f times".formatted(factor), times.p99Millis() <= factor * other.p99Millis());
  }

  /** Less than so many of the unit. */
  static Goal below(double reached, double limit, String unit) {
    return new Goal("below %.0f %s".formatted(limit, unit), reached < limit);
  }

  /** At least so many of the unit. */
  static Goal atLeast(double reached, double wanted, String unit) {
    return new Goal("at least %,.0f %s".formatted(wanted, unit), reached >= wanted);
  }

  /** No slower than the other by more than the factor. */
  static Goal costs(Rounds times, Rounds other, double factor) {
    return new Goal(
        "costs less than %.1f times".formatted(factor), other.aSecond() < factor * times.aSecond());
  }

  static Goal that(String text, boolean isReached) {
    return new Goal(text, isReached);
  }
}
