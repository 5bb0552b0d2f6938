// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage.access;

/** A person has as many connected apps and tokens as anybody may have. */
public final class TooManyGrantsException extends RuntimeException {
  private static final long serialVersionUID = 1;

  TooManyGrantsException() {
    super("more than " + AppGrants.PER_PERSON_MAX + " connected apps and tokens");
  }
}
