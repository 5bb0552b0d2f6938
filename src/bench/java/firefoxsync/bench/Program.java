// SPDX-License-Identifier: MPL-2.0
package firefoxsync.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process that we started, and end. */
final class Program implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;

  private final Process process;
  private final BufferedReader output;

  private Program(Process process) {
    this.process = process;
    this.output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Starts a command whose output we read; what it complains about goes to ours. */
  static Program start(List<String> command) throws IOException {
    return new Program(new ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start());
  }

  /** Starts a command whose output goes to a file. */
  static Program start(List<String> command, Path log) throws IOException {
    return new Program(new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start());
  }

  /** Starts one of our own classes under the Java options that the daemon is shipped with. */
  static Program java(Setting setting, Class<?> main, List<String> arguments) throws IOException {
    var command = setting.java();
    command.add(main.getName());
    command.addAll(arguments);
    return start(command);
  }

  /** Gives it a line of input. */
  void say(String line) throws IOException {
    process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  /** Returns the next line of output; empty at its end. */
  String line() throws IOException {
    var line = output.readLine();
    return line == null ? "" : line;
  }

  /** Tells whether it still runs. */
  boolean isAlive() {
    return process.isAlive();
  }

  /** Returns how many MiB of memory it has now ({@code VmRSS}) or had at most ({@code VmHWM}). */
  long memoryMiB(String field) {
    try {
      for (var line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
        if (line.startsWith(field + ":")) {
          return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024;
        }
      }
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Forgets how much memory it had at most before (Linux, proc_pid_clear_refs). */
  void forgetMostMemory() throws IOException {
    Files.writeString(Path.of("/proc/" + process.pid() + "/clear_refs"), "5");
  }

  /** Returns how much time it had on a processor so far, in microseconds. */
  long processorMicros() {
    return process
        .info()
        .totalCpuDuration()
        .map(duration -> duration.toNanos() / 1000)
        .orElse(0L);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
