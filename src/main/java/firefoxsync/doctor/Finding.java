// SPDX-License-Identifier: MPL-2.0
package firefoxsync.doctor;

/** One line of the doctor's: what was found and, when it is not fine, what to do. */
public record Finding(Grade grade, String text) {
  /** How bad it is. */
  public enum Grade {
    /** As it should be. */
    FINE("ok"),
    /** Worth knowing. */
    NOTE("note"),
    /** Needs mending. */
    WRONG("WRONG");

    private final String word;

    Grade(String word) {
      this.word = word;
    }
  }

  static Finding fine(String text) {
    return new Finding(Grade.FINE, text);
  }

  static Finding note(String text) {
    return new Finding(Grade.NOTE, text);
  }

  static Finding wrong(String text) {
    return new Finding(Grade.WRONG, text);
  }

  /** Tells whether it needs mending. */
  public boolean isWrong() {
    return grade == Grade.WRONG;
  }

  @Override
  public String toString() {
    return String.format("%-5s  %s", grade.word, text);
  }
}
