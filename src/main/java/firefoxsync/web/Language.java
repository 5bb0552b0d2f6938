// SPDX-License-Identifier: MPL-2.0
package firefoxsync.web;

/** A language that the pages speak: its tag, and its name as its own speakers say it. */
public record Language(String tag, String name) {}
