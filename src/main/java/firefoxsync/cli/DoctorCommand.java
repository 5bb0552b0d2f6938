// SPDX-License-Identifier: MPL-2.0
package firefoxsync.cli;

import firefoxsync.doctor.Doctor;
import firefoxsync.doctor.Finding;
import firefoxsync.http.outgoing.OutgoingHttp;
import firefoxsync.http.outgoing.Reach;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code firefox-sync doctor}: says what is wrong, and what to do. */
@Command(
    name = "doctor",
    description = "Looks at configuration, files, database, clock and public URL; changes nothing.")
final class DoctorCommand implements Callable<Integer> {
  @ParentCommand
  private FirefoxSync root = new FirefoxSync();

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Option(names = "--full", description = "Checks every page and index of the database.")
  private boolean full;

  @Override
  public Integer call() {
    var config = root.config();
    var named = List.of(URI.create(config.publicUrl().base()));
    var reach =
        new Reach(config.outgoing().allowHosts(), named, config.outgoing().proxy());
    try (var outgoing = new OutgoingHttp(reach, Version.text())) {
      var findings =
          new Doctor(config, root.configFile(), Clock.systemUTC(), outgoing).examine(full);
      findings.forEach(finding -> spec.commandLine().getOut().println(finding));
      return findings.stream().anyMatch(Finding::isWrong) ? FirefoxSync.FAILED : 0;
    }
  }
}
