// SPDX-License-Identifier: MPL-2.0
package firefoxsync.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import firefoxsync.Services;
import firefoxsync.accounts.EmailAddress;
import firefoxsync.config.ConfigReader;
import firefoxsync.people.Person;
import firefoxsync.remotelog.LogKeys;
import firefoxsync.remotelog.ProviderLink.Mode;
import firefoxsync.remotelog.linking.Grant;
import firefoxsync.remotelog.linking.StorageLinks.Wish;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What it costs to have Sync data in a storage elsewhere: requests, bytes, and time. */
final class Elsewhere {
  private static final int UID = 7;
  private static final int NOBODY_ELSEWHERE = 8;
  private static final int HUNDRED = 100;
  private static final int BATCH_ITEMS = 5000;
  private static final int COMMITS = 1000;
  private static final int AWAY_MILLIS = 50;
  private static final long PATIENCE_NANOS = 180_000_000_000L;

  /** About what a visited page takes. */
  private static final int PAYLOAD_BYTES = 640;

  private static final int FIRST_UPLOAD_REQUESTS = 10;
  private static final int COLD_START_REQUESTS = 148;
  private static final double WRITTEN_FOR_EACH_BYTE = 5;
  private static final double ADDED_MILLIS = 65;

  private final Setting setting;
  private final Report report;

  Elsewhere(Measuring measuring) {
    this.setting = measuring.setting();
    this.report = measuring.report();
  }

  void measure() throws IOException {
    var folder = setting.work().resolve("elsewhere");
    try (var storage = new CountingStorage();
        var daemon = Daemon.start(setting, folder)) {
      link(daemon.config(), storage);
      await("the log is open", () -> storage.has("/c/") && storage.has("/r/"));
      awaitQuiet(storage);
      report.facts("A storage elsewhere, in mode through");
      try (var browser = new Browser(daemon.target())) {
        requests(browser, storage);
        latency(browser, storage);
        bytes(browser, storage);
        coldStart(browser, storage);
      }
    }
    Folders.delete(folder);
  }

  private static void link(Path config, CountingStorage storage) {
    try (var services = Services.open(ConfigReader.read(config, Map.of()), Clock.systemUTC())) {
      var account = services
          .accounts()
          .add(EmailAddress.parse("ann@example.org"), "a password for benches", false);
      var person = Person.local(account.id());
      var wish = new Wish(Mode.THROUGH, false);
      var unused = services
          .storageLinks()
          .link(person, storage.root(), Grant.lasting(CountingStorage.TOKEN), wish);
      services.logs().opened(person, UID, new LogKeys("1700000000000-AAAAAAAAAAAAAAAAAAAAAA", 1));
    }
  }

  private void requests(Browser browser, CountingStorage storage) throws IOException {
    var unused = storage.asked();
    upload(browser, 0, BATCH_ITEMS);
    fact("first upload of 5,000 items", storage.asked().requests(), FIRST_UPLOAD_REQUESTS);
    awaitQuiet(storage);
    unused = storage.asked();
    Workload.ok(browser.ask(Call.get(UID, "/info/collections"), false));
    Workload.ok(browser.ask(Call.get(UID, "/storage/history?full=1&newer=1.0"), false));
    fact("sync without a change", storage.asked().requests(), 0);
    for (var collection : new String[] {"bookmarks", "tabs", "forms"}) {
      var body = items(collection, 0, 3);
      Workload.ok(browser.ask(Call.post(UID, "/storage/" + collection, body), false));
    }
    fact("sync with 9 items in 3 collections", storage.asked().requests(), 3);
  }

  private void fact(String name, int requests, int most) {
    report.fact(
        name, requests + " requests", Goal.that("%d at most".formatted(most), requests <= most));
  }

  private static void upload(Browser browser, int first, int items) throws IOException {
    var batch = "true";
    for (int from = first; from < first + items; from += HUNDRED) {
      boolean isLast = from + HUNDRED >= first + items;
      var path = "/storage/history?batch=" + batch + (isLast ? "&commit=true" : "");
      var answer =
          Workload.ok(browser.ask(Call.post(UID, path, items("h", from, HUNDRED)), from == first));
      if (from == first) {
        batch = answer.batch();
      }
    }
  }

  private void latency(Browser browser, CountingStorage storage) throws IOException {
    double here = medianMillis(browser, NOBODY_ELSEWHERE);
    storage.away(AWAY_MILLIS);
    double there = medianMillis(browser, UID);
    storage.away(0);
    double added = there - here;
    report.fact(
        "added to a write by a storage %d ms away, median of %d".formatted(AWAY_MILLIS, HUNDRED),
        "%.1f ms".formatted(added),
        Goal.below(added, ADDED_MILLIS, "ms"));
  }

  private static double medianMillis(Browser browser, long uid) throws IOException {
    var nanos = new long[HUNDRED];
    for (int i = 0; i < HUNDRED; i++) {
      long begun = System.nanoTime();
      put(browser, uid, "l" + i);
      nanos[i] = System.nanoTime() - begun;
    }
    Arrays.sort(nanos);
    return nanos[HUNDRED / 2] / 1e6;
  }

  private static void put(Browser browser, long uid, String id) throws IOException {
    var body = "{\"payload\":\"%s\"}".formatted(noise(id.hashCode())).getBytes(UTF_8);
    Workload.ok(browser.ask(Call.put(uid, "/storage/bookmarks/" + id, body), false));
  }

  private void bytes(Browser browser, CountingStorage storage) throws IOException {
    awaitQuiet(storage);
    var unused = storage.asked();
    for (int i = 0; i < COMMITS; i++) {
      put(browser, UID, "b" + i % 700);
    }
    awaitQuiet(storage);
    var asked = storage.asked();
    double factor = (double) asked.received() / (COMMITS * PAYLOAD_BYTES);
    report.fact(
        "bytes sent for each byte of change, 1,000 commits",
        "%.2f".formatted(factor),
        Goal.below(factor, WRITTEN_FOR_EACH_BYTE, "bytes"));
    report.fact("requests for them, checkpoints and what they delete", "" + asked.requests());
  }

  private void coldStart(Browser browser, CountingStorage storage) throws IOException {
    for (int batch = 0; batch < 3; batch++) {
      upload(browser, batch * BATCH_ITEMS, BATCH_ITEMS);
    }
    await("the account is kept", () -> storage.has("/a/"));
    awaitQuiet(storage);
    var unused = storage.asked();
    storage.away(AWAY_MILLIS);
    var folder = setting.work().resolve("cold");
    Daemon.start(setting, folder).close();
    var config = folder.resolve("firefox-sync.toml");
    long begun = System.nanoTime();
    try (var services = Services.open(ConfigReader.read(config, Map.of()), Clock.systemUTC())) {
      var person =
          services.storageLinks().restore(storage.root(), CountingStorage.TOKEN, Mode.THROUGH);
      double seconds = (System.nanoTime() - begun) / 1e9;
      int requests = storage.asked().requests();
      report.fact(
          "cold start of 10 MB, %d ms away".formatted(AWAY_MILLIS),
          "%d requests, %.1f s".formatted(requests, seconds),
          Goal.that(
              "whole, %d at most".formatted(COLD_START_REQUESTS),
              person.isPresent() && requests <= COLD_START_REQUESTS));
    }
    Folders.delete(folder);
  }

  private static byte[] items(String prefix, int first, int count) {
    return IntStream.range(first, first + count)
        .mapToObj(i -> "{\"id\":\"%s%d\",\"payload\":\"%s\"}".formatted(prefix, i, noise(i)))
        .collect(Collectors.joining(",", "[", "]"))
        .getBytes(UTF_8);
  }

  /** Ciphertext in base64 does not compress well, either. */
  private static String noise(long seed) {
    var bytes = new byte[PAYLOAD_BYTES * 3 / 4];
    new Random(seed).nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** Waits until nothing was asked for a while: checkpoints follow what made them due. */
  private static void awaitQuiet(CountingStorage storage) {
    int before = -1;
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (before != storage.requests() && System.nanoTime() < end) {
      before = storage.requests();
      pause(3000);
    }
  }

  private static void await(String what, BooleanSupplier isSo) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!isSo.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("never: " + what);
      }
      pause(100);
    }
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
