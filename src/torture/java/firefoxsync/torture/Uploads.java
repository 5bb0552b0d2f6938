// SPDX-License-Identifier: MPL-2.0
package firefoxsync.torture;

import firefoxsync.Services;
import firefoxsync.accounts.EmailAddress;
import firefoxsync.config.ConfigReader;
import firefoxsync.people.Person;
import firefoxsync.people.UserName;
import firefoxsync.remotestorage.AccessMode;
import firefoxsync.remotestorage.AccessScope;
import firefoxsync.remotestorage.access.GrantTerms;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;

/** Several people, each with several writers of documents, until somebody ends it. */
final class Uploads {
  private static final int PEOPLE = 2;
  private static final int WRITERS = 3;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final ServedDirectory served;
  private final List<UploadLane> lanes;

  // Mutable state
  private volatile boolean isOver;
  private List<CompletableFuture<Void>> running = List.of();

  private Uploads(ServedDirectory served, List<UploadLane> lanes) {
    this.served = served;
    this.lanes = lanes;
  }

  /** Makes the people, as commands do beside the running daemon. */
  static Uploads of(ServedDirectory served, Random random) {
    var lanes = new ArrayList<UploadLane>();
    for (int person = 0; person < PEOPLE; person++) {
      var name = "person" + person;
      var token = token(served.config(), name);
      for (int writer = 0; writer < WRITERS; writer++) {
        var folder = served.url() + "/rs/" + name + "/t/deep/w" + writer + "/";
        lanes.add(new UploadLane(folder, token, new Random(random.nextLong())));
      }
    }
    return new Uploads(served, lanes);
  }

  private static String token(Path config, String name) {
    try (var services = Services.open(ConfigReader.read(config, Map.of()), Clock.systemUTC())) {
      var email = EmailAddress.parse(name + "@example.org");
      var account = services.accounts().add(email, "a password for torture", false);
      var person = Person.local(account.id());
      services.userNames().choose(person, new UserName(name));
      var terms = new GrantTerms(
          null,
          "torture",
          AccessScope.of("t", AccessMode.READ_WRITE),
          OptionalLong.empty(),
          OptionalLong.empty());
      return services.appGrants().grant(person, terms).text();
    }
  }

  /**
   * Lets everybody write, and read what others write, for so long, and then until something was
   * answered that must outlive the kill.
   */
  void runFor(Duration time) throws InterruptedException {
    isOver = false;
    long before = acknowledged();
    var threads = Executors.newFixedThreadPool(2 * lanes.size());
    running = lanes.stream()
        .flatMap(lane -> List.<Runnable>of(lane::write, lane::read).stream())
        .map(task -> CompletableFuture.runAsync(() -> repeat(task), threads))
        .toList();
    threads.shutdown();
    served.awaitFor(time);
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> acknowledged() > before || running.stream().anyMatch(Future::isDone));
  }

  private void repeat(Runnable task) {
    while (!isOver && served.isAlive()) {
      task.run();
    }
  }

  /** Lets everybody come to an end, and throws what anybody found. */
  void end() {
    isOver = true;
    running.forEach(CompletableFuture::join);
  }

  /** Holds everything against what was answered, and takes it as what is there. */
  void verify() {
    lanes.parallelStream().forEach(UploadLane::verify);
  }

  long acknowledged() {
    return lanes.stream().mapToLong(UploadLane::acknowledged).sum();
  }

  long unanswered() {
    return lanes.stream().mapToLong(UploadLane::unanswered).sum();
  }

  long readings() {
    return lanes.stream().mapToLong(UploadLane::readings).sum();
  }
}
