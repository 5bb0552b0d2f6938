// SPDX-License-Identifier: MPL-2.0
package firefoxsync.cli;

import firefoxsync.accounts.AccountException;
import firefoxsync.backup.BackupException;
import firefoxsync.config.ConfigException;
import firefoxsync.database.DatabaseException;
import firefoxsync.tls.UnusableCertificateException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells an administrator in words what kept a command from its work. */
final class FailureMessage implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult arguments)
      throws Exception {
    if (!hasWords(failure)) {
      throw failure;
    }
    return tell(failure, command.getErr());
  }

  /** Tells a failure, with all that is known when nobody has words for it; returns the exit code. */
  static int tell(Exception failure, PrintWriter out) {
    if (hasWords(failure)) {
      out.println("firefox-sync: " + failure.getMessage());
    } else {
      failure.printStackTrace(out);
    }
    out.flush();
    return FirefoxSync.FAILED;
  }

  private static boolean hasWords(Exception failure) {
    return failure instanceof ConfigException
        || failure instanceof DatabaseException
        || failure instanceof AccountException
        || failure instanceof BackupException
        || failure instanceof UncheckedIOException
        || failure instanceof UnusableCertificateException
        || failure instanceof CommandFailedException;
  }
}
