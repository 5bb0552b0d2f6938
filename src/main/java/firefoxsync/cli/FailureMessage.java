// SPDX-License-Identifier: MPL-2.0
package firefoxsync.cli;

import firefoxsync.accounts.AccountException;
import firefoxsync.config.ConfigException;
import firefoxsync.database.DatabaseException;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells an administrator in words what kept a command from its work. */
final class FailureMessage implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult arguments)
      throws Exception {
    if (failure instanceof ConfigException
        || failure instanceof DatabaseException
        || failure instanceof AccountException
        || failure instanceof UncheckedIOException
        || failure instanceof CommandFailedException) {
      command.getErr().println("firefox-sync: " + failure.getMessage());
      return FirefoxSync.FAILED;
    }
    throw failure;
  }
}
