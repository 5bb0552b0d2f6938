// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import firefoxsync.config.CollectionLimits;
import firefoxsync.config.SyncLimits;
import firefoxsync.http.Request;
import firefoxsync.http.Response;
import firefoxsync.sync.SyncStorage.Dated;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code /info/*}: the whole store at a glance. */
final class InfoHandlers {
  private static final double BYTES_PER_KB = 1024;

  private record Usage(long usedBytes, OptionalLong quotaBytes) {}

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
    var found =
        info(request, data -> new Usage(data.usedBytes(), storage.quota().of(data)));
    var usage = found.value();
    var body = Arrays.asList(
        usage.usedBytes() / BYTES_PER_KB,
        usage.quotaBytes().isPresent()
            ? (Double) (usage.quotaBytes().getAsLong() / BYTES_PER_KB)
            : null);
    return dated(Response.json(body), found.lastModified());
  }

  /** Tells the limits, which clients measure their uploads by. */
  Response configuration(Request request) {
    return dated(Response.json(limits(storage.limits())), SyncTimestamp.ZERO);
  }

  private static Map<String, Object> limits(SyncLimits limits) {
    var members = new LinkedHashMap<String, Object>();
    members.put("max_request_bytes", limits.maxRequestBytes());
    members.put("max_post_records", limits.maxPostRecords());
    members.put("max_post_bytes", limits.maxPostBytes());
    members.put("max_record_payload_bytes", limits.maxRecordPayloadBytes());
    members.put("max_total_records", limits.maxTotalRecords());
    members.put("max_total_bytes", limits.maxTotalBytes());
    if (limits.quotaBytes() > 0) {
      members.put("max_quota_limit", limits.quotaBytes());
    }
    if (!limits.collections().isEmpty()) {
      var collections = new LinkedHashMap<String, Object>();
      limits.collections().forEach((name, own) -> collections.put(name, limits(own)));
      members.put("collections", collections);
    }
    return members;
  }

  private static Map<String, Object> limits(CollectionLimits own) {
    var members = new LinkedHashMap<String, Object>();
    put(members, "max_request_bytes", own.maxRequestBytes());
    put(members, "max_post_bytes", own.maxPostBytes());
    put(members, "max_record_payload_bytes", own.maxRecordPayloadBytes());
    return members;
  }

  private static void put(Map<String, Object> members, String name, @Nullable Long value) {
    if (value != null) {
      members.put(name, value);
    }
  }

  private <T> Dated<T> info(Request request, Function<UserBsos, T> what) {
    var head = request.head();
    return storage.info(SyncAuth.uid(head), Precondition.of(head), what);
  }

  private static Response dated(Response response, SyncTimestamp lastModified) {
    return response.header(WeaveHeaders.LAST_MODIFIED, lastModified.toString());
  }
}
