// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import firefoxsync.config.SyncLimits;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The items of one POST, sorted into those that can be kept and those that cannot.
 *
 * @param failed why, by id; clients try again with those whose reason starts with {@code retry}
 */
record Upload(List<BsoUpdate> accepted, Map<String, String> failed) {
  /**
   * One item as it was sent: an update, or the reason why it is none.
   *
   * @param update null when there is a problem
   */
  record Element(String id, @Nullable BsoUpdate update, @Nullable String problem) {}

  Upload {
    accepted = List.copyOf(accepted);
    failed = Collections.unmodifiableMap(new LinkedHashMap<>(failed));
  }

  /** Sorts the items in their order. */
  static Upload sort(List<Element> elements, SyncLimits limits) {
    var accepted = new ArrayList<BsoUpdate>();
    var failed = new LinkedHashMap<String, String>();
    long bytes = 0;
    for (var element : elements) {
      var update = element.update();
      if (update == null) {
        failed.put(element.id(), String.valueOf(element.problem()));
        continue;
      }
      long size = update.payloadBytes();
      // Items that are about to be refused count too, so that a POST that is too large ends early.
      bytes += size;
      if (size > limits.maxRecordPayloadBytes() || bytes > limits.maxPostBytes()) {
        failed.put(element.id(), "retry bytes");
      } else if (accepted.size() == limits.maxPostRecords()) {
        failed.put(element.id(), "retry bso");
      } else {
        accepted.add(update);
      }
    }
    return new Upload(accepted, failed);
  }

  List<String> ids() {
    return accepted.stream().map(BsoUpdate::id).toList();
  }
}
