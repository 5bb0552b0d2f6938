// SPDX-License-Identifier: MPL-2.0
package firefoxsync.bench;

import java.io.IOException;
import java.util.List;

/** What apps ask of documents most. Browsers share the owners that there are. */
final class DocumentWorkloads {
  private static final int SMALL_BYTES = 1024;

  private final List<DocumentOwner> owners;

  DocumentWorkloads(List<DocumentOwner> owners) {
    this.owners = owners;
  }

  private DocumentOwner owner(int number) {
    return owners.get(number % owners.size());
  }

  /** Reads one document of 1 KiB. */
  Reading get() {
    return new Reading("GET 1 KiB", "", 0) {
      @Override
      void fill(Browser browser, int number) throws IOException {
        var call =
            Call.putDocument(owner(number), "/bench/read/doc" + number, new byte[SMALL_BYTES]);
        Workload.ok(browser.ask(call, false));
      }

      @Override
      Call call(int number) {
        return Call.getDocument(owner(number), "/bench/read/doc" + number);
      }
    };
  }

  /** Lists a folder of 1,000 documents. */
  Reading list() {
    return new Reading("GET 1,000 items", "", 0) {
      @Override
      void fill(Browser browser, int number) throws IOException {
        if (number < owners.size()) {
          for (int i = 0; i < 1000; i++) {
            var call = Call.putDocument(owner(number), "/bench/list/doc" + i, new byte[10]);
            Workload.ok(browser.ask(call, false));
          }
        }
      }

      @Override
      Call call(int number) {
        return Call.getDocument(owner(number), "/bench/list/");
      }
    };
  }

  /** Keeps one new document of 1 KiB. */
  Workload put(String name) {
    return writing(name, SMALL_BYTES, "/bench/new/" + name.hashCode() + "-");
  }

  /** Keeps one new document of that many bytes. */
  Workload putLong(int bytes) {
    return writing("PUT %d MiB".formatted(bytes >> 20), bytes, "/bench/long/doc");
  }

  /** Reads what that has kept first. */
  Workload getLong(int bytes) {
    return new Named("GET %d MiB".formatted(bytes >> 20)) {
      @Override
      public void prepare(Browser browser, int number) throws IOException {
        putLong(bytes).run(browser, number, 0);
      }

      @Override
      public void run(Browser browser, int number, int round) throws IOException {
        var call = Call.getDocument(owner(number), "/bench/long/doc" + number + "-0");
        Workload.ok(browser.ask(call, false));
      }
    };
  }

  private Workload writing(String name, int bytes, String path) {
    var body = new byte[bytes];
    return new Named(name) {
      @Override
      public void run(Browser browser, int number, int round) throws IOException {
        var call = Call.putDocument(owner(number), path + number + "-" + round % 10_000, body);
        Workload.ok(browser.ask(call, false));
      }
    };
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
