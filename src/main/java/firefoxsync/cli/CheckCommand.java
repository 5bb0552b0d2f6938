// SPDX-License-Identifier: MPL-2.0
package firefoxsync.cli;

import firefoxsync.config.Config;
import firefoxsync.doctor.BuildDate;
import firefoxsync.doctor.TimeServer;
import firefoxsync.mozilla.AccountEvents;
import firefoxsync.tls.CertificateFiles;
import firefoxsync.tls.CertificateRemarks;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code firefox-sync check}: names every mistake of the configuration. */
@Command(name = "check", description = "Reads the configuration and names every mistake in it.")
final class CheckCommand implements Callable<Integer> {
  @ParentCommand
  private FirefoxSync root = new FirefoxSync();

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    var config = root.config();
    if (config.mozilla().events() != null) {
      AccountEvents.check(config.mozilla().events());
    }
    var remarks = new ArrayList<>(certificate(config));
    BuildDate.complaint(Clock.systemUTC()).ifPresent(remarks::add);
    var out = spec.commandLine().getOut();
    out.println(root.configFile() + ": no mistakes");
    remarks.forEach(remark -> out.println(root.configFile() + ": but " + remark));
    TimeServer.ofThisMachine()
        .complaint()
        .ifPresent(remark -> out.println("worth knowing: " + remark));
    out.println("People reach this server at " + config.publicUrl().base());
    return remarks.isEmpty() ? 0 : FirefoxSync.FAILED;
  }

  /** The daemon would start with such a certificate, but browsers would not come. */
  private static List<String> certificate(Config config) {
    return config.tls() == null
        ? List.of()
        : CertificateRemarks.on(
            CertificateFiles.of(config.tls()).read(),
            config.publicUrl().host(),
            Clock.systemUTC().instant());
  }
}
