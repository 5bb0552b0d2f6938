// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import firefoxsync.config.SyncLimits;
import firefoxsync.http.Request;
import firefoxsync.http.Response;
import firefoxsync.sync.SyncStorage.Dated;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** {@code /info/*}: the whole store at a glance. */
final class InfoHandlers {
  private static final double BYTES_PER_KB = 1024;

  private final SyncStorage storage;

  InfoHandlers(SyncStorage storage) {
    this.storage = storage;
  }

  /** Tells when each collection was last changed. */
  Response collections(Request request) {
    return view(request, UserBsos::timestamps, SyncTimestamp::seconds);
  }

  /** Tells how many items each collection has. */
  Response counts(Request request) {
    return view(request, UserBsos::counts, Function.identity());
  }

  /** Tells how many kilobytes each collection has. */
  Response usage(Request request) {
    return view(request, UserBsos::usage, bytes -> bytes / BYTES_PER_KB);
  }

  private <T> Response view(
      Request request,
      Function<UserBsos, ? extends Map<CollectionName, T>> what,
      Function<T, ?> wireForm) {
    var found = info(request, what);
    var body = new LinkedHashMap<String, Object>();
    found.value().forEach((name, value) -> body.put(name.value(), wireForm.apply(value)));
    return dated(Response.json(body), found.lastModified())
        .header(WeaveHeaders.RECORDS, Integer.toString(body.size()));
  }

  /** Tells how many kilobytes are used, and how many may be. */
  Response quota(Request request) {
    var used = info(request, UserBsos::usedBytes);
    long quotaBytes = storage.limits().quotaBytes();
    var body = Arrays.asList(
        used.value() / BYTES_PER_KB, quotaBytes > 0 ? (Double) (quotaBytes / BYTES_PER_KB) : null);
    return dated(Response.json(body), used.lastModified());
  }

  /** Tells the limits, which clients measure their uploads by. */
  Response configuration(Request request) {
    return dated(Response.json(limits(storage.limits())), SyncTimestamp.ZERO);
  }

  private static Map<String, Long> limits(SyncLimits limits) {
    var members = new LinkedHashMap<String, Long>();
    members.put("max_request_bytes", limits.maxRequestBytes());
    members.put("max_post_records", (long) limits.maxPostRecords());
    members.put("max_post_bytes", limits.maxPostBytes());
    members.put("max_record_payload_bytes", limits.maxRecordPayloadBytes());
    members.put("max_total_records", limits.maxTotalRecords());
    members.put("max_total_bytes", limits.maxTotalBytes());
    if (limits.quotaBytes() > 0) {
      members.put("max_quota_limit", limits.quotaBytes());
    }
    return members;
  }

  private <T> Dated<T> info(Request request, Function<UserBsos, T> what) {
    var head = request.head();
    return storage.info(SyncAuth.uid(head), Precondition.of(head), what);
  }

  private static Response dated(Response response, SyncTimestamp lastModified) {
    return response.header(WeaveHeaders.LAST_MODIFIED, lastModified.toString());
  }
}
