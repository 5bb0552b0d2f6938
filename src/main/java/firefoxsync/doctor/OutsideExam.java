// SPDX-License-Identifier: MPL-2.0
package firefoxsync.doctor;

import firefoxsync.config.PublicUrl;
import firefoxsync.crypto.Secrets;
import firefoxsync.http.Json;
import firefoxsync.http.JsonException;
import firefoxsync.http.outgoing.OutgoingException;
import firefoxsync.http.outgoing.OutgoingHttp;
import firefoxsync.http.outgoing.OutgoingLimits;
import firefoxsync.http.outgoing.OutgoingRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Set;

/** Whether an address of this server leads here, and what a request by it looks like on arrival. */
final class OutsideExam {
  private static final OutgoingLimits LIMITS = new OutgoingLimits(Duration.ofSeconds(10), 8192, 0);
  private static final Set<String> THIS_MACHINE =
      Set.of("127.0.0.1", "::1", "0:0:0:0:0:0:0:1", "localhost", "[::1]");
  private static final int NONCE_BYTES = 16;

  private final String setting;
  private final PublicUrl address;
  private final OutgoingHttp outgoing;

  OutsideExam(String setting, PublicUrl address, OutgoingHttp outgoing) {
    this.setting = setting;
    this.address = address;
    this.outgoing = outgoing;
  }

  Finding examine() {
    var nonce = new Secrets().hex(NONCE_BYTES);
    var url = address.base() + "/__arrival__?nonce=" + nonce;
    try {
      var answer = outgoing.send(OutgoingRequest.get(URI.create(url)), LIMITS);
      if (answer.status() != 200) {
        return wrong("answers " + answer.status() + "; does the web server pass every path on?");
      }
      var arrival = Json.object(answer.body());
      if (!arrival.string("nonce").orElse("").equals(nonce)) {
        return wrong("is answered by something else");
      }
      return judge(arrival.string("client").orElse(""));
    } catch (OutgoingException e) {
      return wrong("does not lead here (" + e.getMessage()
          + "); does the service run, is a web server in front?");
    } catch (JsonException e) {
      return wrong("is answered by something else");
    }
  }

  private Finding judge(String client) {
    var told =
        "%s: %s leads here, requests come from %s".formatted(setting, address.base(), client);
    boolean isProxyUnseen = THIS_MACHINE.contains(client) && !THIS_MACHINE.contains(address.host());
    return isProxyUnseen
        ? Finding.note(told + "; if that is a proxy, it should send X-Forwarded-For")
        : Finding.fine(told);
  }

  private Finding wrong(String how) {
    return Finding.wrong(setting + ": " + address.base() + " " + how);
  }
}
