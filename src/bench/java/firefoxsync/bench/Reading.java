// SPDX-License-Identifier: MPL-2.0
package firefoxsync.bench;

import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;

/** The same question again and again, of the user of each browser. */
abstract class Reading implements Workload {
  private final String name;
  private final String path;
  private final long firstUid;
  private final ConcurrentHashMap<Integer, Boolean> filled = new ConcurrentHashMap<>();

  Reading(String name, String path, long firstUid) {
    this.name = name;
    this.path = path;
    this.firstUid = firstUid;
  }

  /** Puts there what is read. */
  abstract void fill(Browser browser, int number) throws IOException;

  /** Returns what is asked. */
  Call call(int number) {
    return Call.get(uid(number), path);
  }

  long uid(int number) {
    return firstUid + number;
  }

  @Override
  public String name() {
    return name;
  }

  /** Fills once only: the limit that is measured next keeps nothing. */
  @Override
  public void prepare(Browser browser, int number) throws IOException {
    if (filled.putIfAbsent(number, true) == null) {
      fill(browser, number);
    }
  }

  @Override
  public void run(Browser browser, int number, int round) throws IOException {
    Workload.ok(browser.ask(call(number), false));
  }
}
