// SPDX-License-Identifier: MPL-2.0
package firefoxsync.push;

import firefoxsync.crypto.Secrets;
import firefoxsync.http.outgoing.OutgoingHttp;
import firefoxsync.http.outgoing.OutgoingLimits;
import firefoxsync.http.outgoing.OutgoingRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Speaks to push services (RFC 8030): each request is sealed with a key of its own, and signed.
 *
 * @param contact where the people of a service find whoever runs this server, when they can
 * @param firstPause before a message is tried again; later pauses grow
 */
record PushSender(
    OutgoingHttp outgoing,
    VapidKeys keys,
    Secrets secrets,
    Clock clock,
    Optional<String> contact,
    Duration firstPause) {
  private static final OutgoingLimits LIMITS =
      new OutgoingLimits(Duration.ofSeconds(10), 16 * 1024, 0);

  Instant now() {
    return clock.instant();
  }

  /** Sends a message once, and returns what the service says. */
  PushOutcome send(PushMessage message, Subscription to) {
    var encryption =
        new MessageEncryption(P256.generate(), secrets.bytes(MessageEncryption.SALT_BYTES));
    var body = encryption.seal(message.text(), to);
    var request = OutgoingRequest.post(to.uri(), "application/octet-stream", body)
        .header("Content-Encoding", "aes128gcm")
        .header("TTL", Long.toString(message.life().toSeconds()))
        .header("Authorization", keys.key().authorization(to.uri(), contact, now()));
    return PushOutcome.of(outgoing.send(request, LIMITS));
  }
}
