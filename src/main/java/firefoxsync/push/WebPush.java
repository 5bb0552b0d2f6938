// SPDX-License-Identifier: MPL-2.0
package firefoxsync.push;

import firefoxsync.config.PublicUrl;
import firefoxsync.config.PushHost;
import firefoxsync.crypto.MasterSecret;
import firefoxsync.crypto.Seal;
import firefoxsync.crypto.Secrets;
import firefoxsync.database.Database;
import firefoxsync.errands.Errands;
import firefoxsync.http.outgoing.OutgoingHttp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Sends messages through the push services that the administrator allows. What is lost is only a
 * hint: browsers ask by themselves, later.
 */
public final class WebPush implements PushChannel {
  private static final int UNDER_WAY_MAX = 1000;
  private static final int THREADS_MAX = 2;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);

  private final List<PushHost> hosts;
  private final PushSender sender;
  private final Errands errands;

  WebPush(List<PushHost> hosts, PushSender sender, Errands errands) {
    this.hosts = List.copyOf(hosts);
    this.sender = sender;
    this.errands = errands;
  }

  /** What the key of this server is kept and sealed with. */
  public record Safe(Database database, MasterSecret master, Secrets secrets, Clock clock) {}

  /** Returns the channel through these hosts; it asks nobody before the first message. */
  public static WebPush through(
      List<PushHost> hosts, OutgoingHttp outgoing, Safe safe, PublicUrl publicUrl) {
    var seal = new Seal(safe.master(), MasterSecret.Use.VAPID_KEY, safe.secrets());
    var contact = Optional.of(publicUrl.base()).filter(url -> publicUrl.isSecure());
    var sender = new PushSender(
        outgoing,
        new VapidKeys(safe.database(), seal),
        safe.secrets(),
        safe.clock(),
        contact,
        FIRST_PAUSE);
    return new WebPush(hosts, sender, new Errands("push", THREADS_MAX, UNDER_WAY_MAX));
  }

  @Override
  public boolean reaches(Subscription subscription) {
    return hosts.stream().anyMatch(host -> host.accepts(subscription.uri()));
  }

  @Override
  public boolean send(PushMessage message, Subscription to, Runnable onGone) {
    return reaches(to) && errands.take(new PushDelivery(message, to, onGone, sender));
  }

  @Override
  public void close() {
    errands.close();
  }
}
