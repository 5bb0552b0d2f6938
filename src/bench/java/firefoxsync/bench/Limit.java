// SPDX-License-Identifier: MPL-2.0
package firefoxsync.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;

/** {@link BareNetty} in a process of its own, answering what the daemon answers to a workload. */
final class Limit implements AutoCloseable {
  private final Program program;
  private final Target target;

  /** Asks the daemon once, to have its answer. */
  Limit(Setting setting, Target daemon, Reading workload) throws IOException {
    var answer = sample(daemon, workload);
    var headers = answer.headers().stream()
        .filter(line -> !line.toLowerCase(Locale.ROOT).startsWith("connection:"))
        .toList();
    var headerFile = Files.write(setting.work().resolve("headers"), headers);
    var bodyFile = Files.write(setting.work().resolve("body"), answer.body());
    this.program =
        Program.java(setting, BareNetty.class, List.of(headerFile.toString(), bodyFile.toString()));
    this.target = daemon.at(Integer.parseInt(program.line()));
  }

  private static Answer sample(Target daemon, Reading workload) throws IOException {
    try (var browser = new Browser(daemon)) {
      workload.prepare(browser, 0);
      return Workload.ok(browser.ask(workload.call(0), true));
    }
  }

  /** Returns browsers that ask it. */
  Side crowd(Workload workload, int browsers) throws IOException {
    return new Crowd(target, workload, browsers, program::processorMicros);
  }

  @Override
  public void close() {
    program.close();
  }
}
