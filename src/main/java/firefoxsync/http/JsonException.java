// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

/** A text is no JSON, or not the JSON that was asked for; the message names the member at fault. */
public final class JsonException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** The reason may be shown to the client: it holds names of members, never values. */
  public JsonException(String reason) {
    super(reason);
  }
}
