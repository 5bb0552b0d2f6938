// SPDX-License-Identifier: MPL-2.0
package firefoxsync.metrics;

/** A part of the daemon that has numbers to tell. */
public interface Measured {
  /** Tells them as they are now. May be called from any thread, and may read the database. */
  void tell(MetricsText text);
}
