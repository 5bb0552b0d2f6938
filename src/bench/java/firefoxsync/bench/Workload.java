// SPDX-License-Identifier: MPL-2.0
package firefoxsync.bench;

import java.io.IOException;

/** What each browser of a crowd does again and again. */
interface Workload {
  /** Returns the name in the table. */
  String name();

  /** Puts there what the workload reads; called once a browser, unmeasured. */
  default void prepare(Browser browser, int number) throws IOException {}

  /** Does one unit of work, whose time is measured. */
  void run(Browser browser, int number, int round) throws IOException;

  /** Fails when the answer is none that a browser could go on with. */
  static Answer ok(Answer answer) throws IOException {
    if (!answer.isSuccess()) {
      throw new IOException("the server answers " + answer.status());
    }
    return answer;
  }
}
