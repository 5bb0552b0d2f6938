// SPDX-License-Identifier: MPL-2.0
package firefoxsync.config;

import java.util.List;

/** The configuration has mistakes. Tells all of them, each as {@code file:line: reason}. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final List<String> problems;

  /** Takes one line for each mistake, which says where it is. */
  public ConfigException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** Returns one line for each mistake. */
  public List<String> problems() {
    return problems;
  }
}
