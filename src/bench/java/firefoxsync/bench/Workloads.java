// SPDX-License-Identifier: MPL-2.0
package firefoxsync.bench;

import java.io.IOException;
import java.util.Random;

/** What is measured: the requests that browsers send most. */
final class Workloads {
  private static final int PAYLOAD_BYTES = 1024;
  private static final int HUNDRED = 100;
  private static final int COLLECTIONS = 8;

  private Workloads() {}

  /** Asks when each of eight collections was changed, which every sync begins with. */
  static Reading info(long firstUid) {
    return new Reading("GET info/collections", "/info/collections", firstUid) {
      @Override
      void fill(Browser browser, int number) throws IOException {
        for (int i = 0; i < COLLECTIONS; i++) {
          var body = Items.many("i", 0, 1, PAYLOAD_BYTES);
          Workload.ok(browser.ask(Call.post(uid(number), "/storage/collection" + i, body), false));
        }
      }
    };
  }

  /** Asks for one item of 1 KiB. */
  static Reading item(long firstUid) {
    return new Reading("GET one item", "/storage/history/h-5", firstUid) {
      @Override
      void fill(Browser browser, int number) throws IOException {
        Workloads.fill(browser, uid(number), 1);
      }
    };
  }

  /** Asks for a thousand whole items of 1 KiB. */
  static Reading thousandItems(long firstUid) {
    return new Reading("GET 1,000 items", "/storage/history?full=1", firstUid) {
      @Override
      void fill(Browser browser, int number) throws IOException {
        Workloads.fill(browser, uid(number), 10);
      }
    };
  }

  /** Keeps one new item of 1 KiB. */
  static Workload put(long firstUid) {
    var body = Items.one(PAYLOAD_BYTES);
    return new Named("PUT one item") {
      @Override
      public void run(Browser browser, int number, int round) throws IOException {
        var path = "/storage/history/p" + round;
        Workload.ok(browser.ask(Call.put(firstUid + number, path, body), false));
      }
    };
  }

  /** Keeps a hundred new items of 1 KiB. */
  static Workload post(long firstUid) {
    return new Named("POST 100 items") {
      @Override
      public void run(Browser browser, int number, int round) throws IOException {
        var body = Items.many("q", (long) round * HUNDRED, HUNDRED, PAYLOAD_BYTES);
        Workload.ok(browser.ask(Call.post(firstUid + number, "/storage/history", body), false));
      }
    };
  }

  /** Uploads 10,000 history items as a new browser does: a batch of a hundred posts. */
  static Workload firstSync(long firstUid) {
    return new Named("first sync of 10,000") {
      @Override
      public void run(Browser browser, int number, int round) throws IOException {
        upload(browser, firstUid + number, "s" + round + "x", HUNDRED);
      }
    };
  }

  /** The mix of Mozilla's own load test: a look, some reads, some posts, a tenth in batches. */
  static Workload mix(long firstUid) {
    return new Named("mix of the load test") {
      @Override
      public void prepare(Browser browser, int number) throws IOException {
        fill(browser, firstUid + number, 2);
      }

      @Override
      public void run(Browser browser, int number, int round) throws IOException {
        long uid = firstUid + number;
        var random = new Random(31L * number + round);
        Workload.ok(browser.ask(Call.get(uid, "/info/collections"), false));
        for (int i = random.nextInt(5); i > 0; i--) {
          var newer = random.nextInt(3) == 0 ? "" : "&newer=1";
          var path = "/storage/history?full=1&limit=50" + newer;
          Workload.ok(browser.ask(Call.get(uid, path), false));
        }
        for (int i = random.nextInt(5); i > 0; i--) {
          if (random.nextInt(10) == 0) {
            upload(browser, uid, "b" + round, 3);
          } else {
            int items = 20 + random.nextInt(81);
            var body = Items.many("m" + i, round % 7 * 100L, items, 200);
            Workload.ok(browser.ask(Call.post(uid, "/storage/tabs", body), false));
          }
        }
      }
    };
  }

  private static void fill(Browser browser, long uid, int hundreds) throws IOException {
    for (int i = 0; i < hundreds; i++) {
      var body = Items.many("h", (long) i * HUNDRED, HUNDRED, PAYLOAD_BYTES);
      Workload.ok(browser.ask(Call.post(uid, "/storage/history", body), false));
    }
  }

  private static void upload(Browser browser, long uid, String prefix, int posts)
      throws IOException {
    var batch = "true";
    for (int i = 0; i < posts; i++) {
      var body = Items.many(prefix, (long) i * HUNDRED, HUNDRED, 300);
      var path = "/storage/history?batch=" + batch + (i == posts - 1 ? "&commit=true" : "");
      var answer = Workload.ok(browser.ask(Call.post(uid, path, body), i == 0));
      if (i == 0 && posts > 1) {
        batch = answer.batch();
      }
    }
  }

  /** A workload of that name. */
  private abstract static class Named implements Workload {
    private final String name;

    Named(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }
  }
}
