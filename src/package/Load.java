// SPDX-License-Identifier: MPL-2.0

import firefoxsync.config.PublicUrl;
import firefoxsync.conformance.SigningClient;
import firefoxsync.crypto.MasterSecret;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A browser that stores one item after another until a file appears, whatever happens to the server
 * meanwhile, and then asks for all of them: whatever was acknowledged must be there.
 */
final class Load {
  private static final long UID = 4242;
  private static final long PAUSE_MILLIS = 50;
  private static final int REFUSED_MAX = 2000;

  private final SigningClient client;
  private final Set<String> kept = new HashSet<>();
  private int refused;

  private Load(SigningClient client) {
    this.client = client;
  }

  /** Takes the public URL, the file of the master secret, and the file that ends it. */
  public static void main(String[] args) throws Exception {
    var url = URI.create(args[0]);
    var secrets = Files.readString(Path.of(args[1])).lines().toList();
    var load = new Load(new SigningClient(
        new InetSocketAddress("127.0.0.1", url.getPort()),
        PublicUrl.parse(args[0]),
        MasterSecret.of(List.copyOf(secrets)),
        Clock.systemUTC(),
        UID));
    var end = Path.of(args[2]);
    for (int i = 0; !Files.exists(end) || load.kept.isEmpty(); i++) {
      load.store("item" + i);
    }
    load.check();
  }

  private void store(String id) throws InterruptedException {
    if (status(() -> client.put("/storage/bookmarks/" + id, "{\"payload\":\"" + id + "\"}")) == 200) {
      kept.add(id);
      return;
    }
    refused++;
    if (refused > REFUSED_MAX) {
      throw new IllegalStateException("refused too often");
    }
    Thread.sleep(PAUSE_MILLIS);
  }

  private void check() {
    var there = new HashSet<>(client.get("/storage/bookmarks").texts());
    var lost = new HashSet<>(kept);
    lost.removeAll(there);
    System.out.printf(
        "%d acknowledged, %d tries refused or unanswered, %d lost%n",
        kept.size(), refused, lost.size());
    System.exit(lost.isEmpty() ? 0 : 1);
  }

  private interface Call {
    SigningClient.Answer send();
  }

  private static int status(Call call) {
    try {
      return call.send().status();
    } catch (UncheckedIOException | IllegalStateException e) {
      return 0;
    }
  }
}
