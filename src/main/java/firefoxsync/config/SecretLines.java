// SPDX-License-Identifier: MPL-2.0
package firefoxsync.config;

import java.util.List;

/** Secrets from a file, one a line. Never printed. */
public final class SecretLines {
  private final List<String> newestFirst;

  /** Takes the secrets, newest first; there is at least one. */
  public SecretLines(List<String> newestFirst) {
    if (newestFirst.isEmpty()) {
      throw new IllegalArgumentException("there is no secret");
    }
    this.newestFirst = List.copyOf(newestFirst);
  }

  /** Returns the secrets, newest first. */
  public List<String> newestFirst() {
    return newestFirst;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SecretLines lines && lines.newestFirst.equals(newestFirst);
  }

  @Override
  public int hashCode() {
    return newestFirst.hashCode();
  }

  @Override
  public String toString() {
    return "SecretLines[" + newestFirst.size() + "]";
  }
}
