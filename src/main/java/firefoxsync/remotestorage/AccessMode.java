// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage;

/** What may be done to a module. */
public enum AccessMode {
  /** Documents and listings may be read. */
  READ("r"),
  /** Documents may be written and deleted as well. */
  READ_WRITE("rw");

  private final String wireForm;

  AccessMode(String wireForm) {
    this.wireForm = wireForm;
  }

  /** Returns the part of a scope after the colon. */
  public String wireForm() {
    return wireForm;
  }

  /** Tells whether whoever has this may do the other. */
  public boolean includes(AccessMode other) {
    return compareTo(other) >= 0;
  }

  static AccessMode parse(String wireForm) {
    for (var mode : values()) {
      if (mode.wireForm.equals(wireForm)) {
        return mode;
      }
    }
    throw new IllegalArgumentException("neither r nor rw: " + wireForm);
  }
}
