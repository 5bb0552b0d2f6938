// SPDX-License-Identifier: MPL-2.0
package firefoxsync.doctor;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Whether the clock can be right: browsers take their time from this server. */
final class ClockExam {
  private final Clock clock;

  ClockExam(Clock clock) {
    this.clock = clock;
  }

  List<Finding> examine() {
    var findings = new ArrayList<Finding>();
    BuildDate.complaint(clock).ifPresent(text -> findings.add(Finding.wrong("clock: " + text)));
    findings.add(synchronisation());
    return findings;
  }

  private static Finding synchronisation() {
    return TimeServer.ofThisMachine()
        .keepsTheClock()
        .map(isKept -> isKept
            ? Finding.fine("clock: kept right by a time server")
            : Finding.note("clock: no time server keeps it right; timedatectl set-ntp true"))
        .orElseGet(
            () -> Finding.note("clock: nobody tells whether it is kept right; see timedatectl(1)"));
  }
}
