// SPDX-License-Identifier: MPL-2.0
package firefoxsync.bench;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;

/** One small request after another, each for a user taken at random out of many. */
final class Scattered implements Workload {
  private final String name;
  private final int users;
  private final BiFunction<Long, SplittableRandom, Call> call;

  private Scattered(String name, int users, BiFunction<Long, SplittableRandom, Call> call) {
    this.name = name;
    this.users = users;
    this.call = call;
  }

  /** Returns the requests that are compared between small and large databases. */
  static List<Workload> all(int users) {
    var body = Items.one(200);
    return List.of(
        new Scattered("GET info", users, (uid, random) -> Call.get(uid, "/info/collections")),
        new Scattered("GET item", users, (uid, random) -> Call.get(uid, item(random))),
        new Scattered("PUT item", users, (uid, random) -> Call.put(uid, item(random), body)));
  }

  private static String item(SplittableRandom random) {
    return "/storage/history/h-" + random.nextInt(Fill.ITEMS);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void run(Browser browser, int number, int round) throws IOException {
    var random = new SplittableRandom(1_000_003L * number + round);
    long uid = 1 + random.nextInt(users);
    Workload.ok(browser.ask(call.apply(uid, random), false));
  }
}
