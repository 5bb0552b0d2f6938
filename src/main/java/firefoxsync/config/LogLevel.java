// SPDX-License-Identifier: MPL-2.0
package firefoxsync.config;

/** How much the daemon says; each level includes those before it. */
public enum LogLevel {
  /** What we did wrong. */
  ERROR,
  /** What an administrator should look at. */
  WARN,
  /** What happens now and then. */
  INFO,
  /** Everything, client mistakes included. */
  DEBUG
}
