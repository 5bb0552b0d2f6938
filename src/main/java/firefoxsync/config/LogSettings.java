// SPDX-License-Identifier: MPL-2.0
package firefoxsync.config;

/**
 * What the daemon says.
 *
 * @param level the least important that it says
 * @param requests whether each request gets a line
 */
public record LogSettings(LogLevel level, boolean requests) {}
