// SPDX-License-Identifier: MPL-2.0
package firefoxsync.bench;

import firefoxsync.crypto.MasterSecret;
import firefoxsync.token.SyncToken;
import java.net.URI;
import java.time.Instant;

/**
 * A Sync 1.5 server under measurement: any one, as long as its master secret is known.
 *
 * @param base the URL below which {@code /1.5/UID} lies, without a slash at its end
 */
record Target(URI base, MasterSecret master) {
  private static final long TOKEN_SECONDS = 24 * 3600;

  String host() {
    return base.getHost();
  }

  int port() {
    return base.getPort() > 0 ? base.getPort() : 80;
  }

  /** Returns the path of the user's storage. */
  String storage(long uid) {
    return base.getPath() + "/1.5/" + uid;
  }

  /** Returns the same secrets at another port of this machine. */
  Target at(int port) {
    return new Target(URI.create("http://localhost:" + port), master);
  }

  /** Returns a storage token, as the token server would give it to the user. */
  SyncToken.Signed token(long uid) {
    return new SyncToken(
            uid,
            base.toString(),
            Instant.now().getEpochSecond() + TOKEN_SECONDS,
            "b1b2b3",
            "%032x".formatted(uid),
            "1700000000000-AAAAAAAAAAAAAAAAAAAAAA",
            new SyncToken.MetricsIds("%032x".formatted(uid), "%032x".formatted(uid + 1)))
        .sign(master);
  }
}
