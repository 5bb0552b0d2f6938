// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import firefoxsync.http.JsonObject;
import java.util.Map;
import java.util.Optional;

/**
 * Which keys of the person's the data of a store are encrypted with.
 *
 * @param keyId as storage tokens tell it: a time, a hyphen, the client state
 * @param generation grows with each change of the password
 */
public record LogKeys(String keyId, long generation) {
  void put(Map<String, Object> members) {
    members.put("key_id", keyId);
    members.put("generation", generation);
  }

  static Optional<LogKeys> of(JsonObject json) {
    return json.string("key_id")
        .map(keyId -> new LogKeys(keyId, json.integer("generation").orElse(0)));
  }
}
