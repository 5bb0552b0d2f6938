// SPDX-License-Identifier: MPL-2.0
package firefoxsync.hawk;

/** A HAWK header was refused; every refusal is a 401. */
public final class HawkException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Why. */
  public enum Refusal {
    /** No header, another scheme, or attributes that do not parse. */
    MALFORMED,
    /** The MAC does not fit: another key, URL or method than ours. */
    MAC,
    /** The client's clock is further off than allowed. */
    TIMESTAMP,
    /** The body is not the one that was signed. */
    PAYLOAD
  }

  private final Refusal refusal;

  /** Keeps the kind and a reason for the log. */
  public HawkException(Refusal refusal, String reason) {
    super(reason);
    this.refusal = refusal;
  }

  /** Returns the kind. */
  public Refusal refusal() {
    return refusal;
  }
}
