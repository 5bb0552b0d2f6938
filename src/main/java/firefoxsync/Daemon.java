// SPDX-License-Identifier: MPL-2.0
package firefoxsync;

import firefoxsync.accounts.devices.DeviceCommands;
import firefoxsync.config.Config;
import firefoxsync.http.outgoing.OutgoingHttp;
import firefoxsync.ops.Housekeeping;
import firefoxsync.ops.SystemdNotifier;
import firefoxsync.sync.SyncPurge;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running whole: built by hand in order, stopped in reverse. */
public final class Daemon implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Daemon.class);

  /** How long a probe of the watchdog may take before the daemon counts as stuck. */
  private static final Duration PROBE_PATIENCE = Duration.ofSeconds(20);

  private final SystemdNotifier systemd;
  private final Services services;
  private final Http http;
  private final Housekeeping housekeeping;
  private final AtomicBoolean isClosed = new AtomicBoolean();

  /** Who asks us, and whom we ask. */
  private record Http(Listeners listeners, OutgoingHttp outgoing) {
    void stop() {
      listeners.close();
      outgoing.close();
    }
  }

  private Daemon(SystemdNotifier systemd, Services services, Http http, Housekeeping housekeeping) {
    this.systemd = systemd;
    this.services = services;
    this.http = http;
    this.housekeeping = housekeeping;
  }

  /**
   * Starts everything and returns once requests are answered.
   *
   * @param version as {@code /__version__} tells it
   * @param environment where systemd says what it hands over
   */
  public static Daemon start(
      Config config, Clock clock, String version, Map<String, String> environment) {
    var systemd = new SystemdNotifier(environment);
    var outgoing = new OutgoingHttp(MozillaParts.reach(config), version);
    var services = open(systemd, () -> Services.open(config, clock, outgoing));
    try {
      var routes = new Routes(config, services, outgoing, version);
      var http = new Http(Listeners.start(config, services, routes, environment), outgoing);
      var housekeeping = new Housekeeping(services.database(), clock, jobs(services));
      var daemon = new Daemon(systemd, services, http, housekeeping);
      daemon.announce(config);
      return daemon;
    } catch (RuntimeException e) {
      services.close();
      systemd.close();
      throw e;
    }
  }

  /** Returns where requests are answered, with the ports that were found. */
  public List<InetSocketAddress> addresses() {
    return http.listeners().addresses();
  }

  /** Returns where numbers are told, with the ports that were found; nowhere when not wanted. */
  public List<InetSocketAddress> metricsAddresses() {
    return http.listeners().metricsAddresses();
  }

  /** Finishes what was begun and stops; a second call does nothing. */
  @Override
  public void close() {
    if (isClosed.getAndSet(true)) {
      return;
    }
    systemd.stopping();
    http.stop();
    housekeeping.close();
    services.close();
    log.info("stopped");
    systemd.close();
  }

  /** Opens the database; a migration may take longer than systemd allows a start. */
  private static Services open(SystemdNotifier systemd, Supplier<Services> opening) {
    var opened = new AtomicReference<Services>();
    try {
      systemd.extendDuring(() -> opened.set(opening.get()));
    } catch (RuntimeException e) {
      systemd.close();
      throw e;
    }
    return Objects.requireNonNull(opened.get());
  }

  private static List<Housekeeping.Job> jobs(Services services) {
    var unseen = new SyncPurge(services.bsos());
    return List.of(
        new Housekeeping.Job(
            "expired items and batches", Duration.ofMinutes(1), unseen::purge, unseen::removed),
        new Housekeeping.Job("logs elsewhere", Duration.ofSeconds(30), services.logs()::upkeep),
        new Housekeeping.Job("marks of writes", Duration.ofHours(1), services.database()::tidy),
        new Housekeeping.Job("replaced stores", Duration.ofHours(1), services.stores()::purge),
        new Housekeeping.Job("dead grants", Duration.ofHours(1), services.grants()::purge),
        new Housekeeping.Job(
            "uploads that broke off", Duration.ofMinutes(1), services.documents()::purge),
        new Housekeeping.Job(
            "dead tokens of apps", Duration.ofHours(1), services.appGrants()::purge),
        new Housekeeping.Job(
            "commands that nobody fetched",
            Duration.ofHours(1),
            new DeviceCommands(services.ground())::purge),
        new Housekeeping.Job(
            "dead invitations", Duration.ofHours(1), services.people().invitations()::purge),
        new Housekeeping.Job(
            "dead reset links", Duration.ofHours(1), services.people().passwords()::purge),
        new Housekeeping.Job(
            "dead codes", Duration.ofHours(1), services.people().mailedCodes()::purge),
        new Housekeeping.Job(
            "accounts that nobody proved",
            Duration.ofHours(1),
            services.people().proofs()::purge));
  }

  private void announce(Config config) {
    var status = "answering for " + config.publicUrl().base();
    log.info("{} on {}", status, addresses());
    if (!config.accounts().enabled() && !config.mozilla().enabled()) {
      log.warn("nobody gets a token for Sync here:"
          + " accounts.enabled and mozilla_accounts.enabled are both false");
    }
    if (config.accounts().enabled() && !services.accounts().hasOwner()) {
      log.info(
          "nobody owns this server yet: `firefox-sync invite --owner` prints the one-time link that"
              + " claims it");
    }
    systemd.ready(status);
    systemd.watch(List.of(
        () -> http.listeners().awaitEventLoops(PROBE_PATIENCE),
        () -> services.database().checkProgress(PROBE_PATIENCE)));
  }
}
