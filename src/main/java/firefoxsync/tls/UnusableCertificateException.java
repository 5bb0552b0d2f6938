// SPDX-License-Identifier: MPL-2.0
package firefoxsync.tls;

import org.jspecify.annotations.Nullable;

/** A certificate file or key file with which no TLS is possible; the message says which and why. */
public final class UnusableCertificateException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnusableCertificateException(String reason) {
    super(reason);
  }

  UnusableCertificateException(String reason, @Nullable Throwable cause) {
    super(reason, cause);
  }
}
