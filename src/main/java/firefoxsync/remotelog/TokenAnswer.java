// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import firefoxsync.http.Json;
import firefoxsync.http.JsonException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a token endpoint answers (RFC 6749, 5.1).
 *
 * @param lifeSeconds empty when it is not told
 */
public record TokenAnswer(
    String accessToken, Optional<String> refreshToken, OptionalLong lifeSeconds) {
  /**
   * Reads one.
   *
   * @throws JsonException when it is none
   */
  public static TokenAnswer parse(byte[] body) {
    var json = Json.object(body);
    return new TokenAnswer(
        json.requireString("access_token"),
        json.string("refresh_token"),
        json.integer("expires_in"));
  }

  @Override
  public String toString() {
    return "TokenAnswer[]";
  }
}
