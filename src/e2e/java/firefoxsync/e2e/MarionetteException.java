// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

import com.fasterxml.jackson.databind.JsonNode;

/** A command that Firefox refused, or a script that threw. */
final class MarionetteException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String error;

  MarionetteException(String command, JsonNode error) {
    super(command
        + ": "
        + error.path("error").asText()
        + ": "
        + error.path("message").asText()
        + "\n"
        + error.path("stacktrace").asText());
    this.error = error.path("error").asText();
  }

  /** Tells whether the page changed under the command, so that it may be tried again. */
  boolean isStale() {
    return error.equals("stale element reference")
        || error.equals("no such element")
        || error.equals("no such window")
        || error.equals("element not interactable")
        || error.equals("element click intercepted");
  }
}
