// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import firefoxsync.TestClock;
import firefoxsync.config.SyncLimits;
import firefoxsync.crypto.Secrets;
import firefoxsync.database.TestDatabases;
import firefoxsync.http.ErrorFormat;
import firefoxsync.http.HttpFault;
import firefoxsync.http.HttpLimits;
import firefoxsync.http.HttpServer;
import firefoxsync.http.Spool;
import firefoxsync.remotelog.FaultyProvider;
import firefoxsync.remotelog.FaultyProvider.Fault;
import firefoxsync.remotelog.LogSite;
import firefoxsync.sync.SyncAuth;
import firefoxsync.sync.SyncRoutes;
import firefoxsync.sync.SyncStorage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sync storage 1.5 of a person whose data live in a remoteStorage elsewhere: what browsers are told. */
@Timeout(60)
final class Sync15ElsewhereTest {
  private static final String TABS = "/storage/tabs";

  private final TestClock clock = new TestClock();
  private FaultyProvider provider;
  private LogSite site;
  private HttpServer http;
  private SigningClient client;

  @BeforeEach
  void start(@TempDir Path directory) throws IOException {
    provider = new FaultyProvider();
    site = new LogSite(TestDatabases.open(directory), clock);
    site.link(provider);
    var table = SyncRoutes.table(
        new SyncStorage(site.store(), SyncLimits.DEFAULT),
        new SyncAuth(SyncServer.MASTER, SyncServer.PUBLIC_URL),
        new Spool(directory, 1024 * 1024, 64 * 1024 * 1024),
        new Secrets());
    http = HttpServer.start(
        new HttpServer.Settings(
            List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
            SyncServer.PUBLIC_URL.prefix(),
            List.of(),
            HttpLimits.standard(),
            false),
        new HttpServer.Site(List.of(table), ErrorFormat.PLAIN, thrown -> HttpFault.FAILURE),
        clock);
    client = new SigningClient(
        http.addresses().get(0), SyncServer.PUBLIC_URL, SyncServer.MASTER, clock, LogSite.UID);
    client.put(TABS + "/a", payload("first"));
    provider.asked();
  }

  @AfterEach
  void stop() {
    http.stop();
    site.close();
    provider.close();
  }

  private static String payload(String text) {
    return "{\"payload\":\"" + text + "\"}";
  }

  @Test
  void writeIsOneRequestToTheProvider() {
    assertThat(client.put(TABS + "/b", payload("second")).status()).isEqualTo(200);

    assertThat(provider.asked()).hasSize(1);
    assertThat(client.get(TABS).texts()).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void readingAsksTheProviderNothing() {
    client.get("/info/collections");
    client.get(TABS + "?full=1");

    assertThat(provider.asked()).isEmpty();
  }

  @Test
  void uploadInPartsIsOneCommit() {
    var batch = client
        .post(TABS + "?batch=true", "[{\"id\":\"b\",\"payload\":\"x\"}]")
        .json()
        .get("batch")
        .asText();
    client.post(TABS + "?batch=" + batch, "[{\"id\":\"c\",\"payload\":\"y\"}]");
    assertThat(provider.asked()).isEmpty();

    var answer =
        client.post(TABS + "?commit=true&batch=" + batch, "[{\"id\":\"d\",\"payload\":\"z\"}]");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(provider.asked()).hasSize(1);
    assertThat(client.get(TABS).texts()).containsExactlyInAnyOrder("a", "b", "c", "d");
  }

  @Test
  void firstUploadOfFiveThousandItemsIsTenRequestsAtMost() {
    var batch = "true";
    for (int from = 0; from < 5000; from += 100) {
      var commit = from == 4900 ? "&commit=true" : "";
      var answer = client.post("/storage/history?batch=" + batch + commit, items(from, 100));
      assertThat(answer.status()).isIn(200, 202);
      batch = answer.status() == 202 ? answer.json().get("batch").asText() : batch;
    }

    assertThat(provider.asked()).hasSizeLessThanOrEqualTo(10);
    assertThat(client.get("/info/collection_counts").json().get("history").asInt())
        .isEqualTo(5000);
  }

  private static String items(int from, int count) {
    return IntStream.range(from, from + count)
        .mapToObj(i -> "{\"id\":\"i%d\",\"payload\":\"%s\"}".formatted(i, ciphertext(i)))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String ciphertext(int seed) {
    var bytes = new byte[480];
    new Random(seed).nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  @Test
  void providerThatIsDownIs503AndReadingGoesOn() {
    provider.always(Fault.DROPPED_REQUEST);

    var answer = client.put(TABS + "/b", payload("second"));

    assertThat(answer.status()).isEqualTo(503);
    assertThat(Long.parseLong(answer.header("Retry-After"))).isPositive();
    assertThat(client.get(TABS).texts()).containsExactly("a");
  }

  @Test
  void deadTokenIs503ForLongAndNot401() {
    provider.always(Fault.STATUS_401);

    var answer = client.put(TABS + "/b", payload("second"));

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isEqualTo("1800");
  }

  @Test
  void fullProviderIs403WithCode14() {
    provider.always(Fault.STATUS_507);

    var answer = client.put(TABS + "/b", payload("second"));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body()).isEqualTo("14");
  }

  @Test
  void crowdedProviderIs503WithItsOwnTimeAndABackoff() {
    provider.always(Fault.STATUS_429);

    var answer = client.put(TABS + "/b", payload("second"));

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isEqualTo("7");
    assertThat(answer.header("X-Weave-Backoff")).isEqualTo("7");
  }

  @Test
  void preconditionThatFailsIs412WhateverTheProviderDoes() {
    provider.always(Fault.DROPPED_REQUEST);

    var answer = client.put(TABS + "/a", payload("second"), "X-If-Unmodified-Since", "1.00");

    assertThat(answer.status()).isEqualTo(412);
  }
}
