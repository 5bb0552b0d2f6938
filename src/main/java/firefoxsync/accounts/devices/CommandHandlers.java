// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts.devices;

import static java.nio.charset.StandardCharsets.UTF_8;

import firefoxsync.accounts.Fields;
import firefoxsync.http.Json;
import firefoxsync.http.Request;
import firefoxsync.http.Response;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one device sends another: Send Tab, Close Tab. */
final class CommandHandlers {
  /** Bodies of {@link #invoke}: the payload, and JSON around it. */
  static final long INVOCATION_BYTES_MAX = 48 * 1024;

  private final DeviceCommands commands;
  private final DeviceNotices notices;

  CommandHandlers(DeviceCommands commands, DeviceNotices notices) {
    this.commands = commands;
    this.notices = notices;
  }

  Response invoke(Request request) {
    var fields = Fields.of(request);
    var payload = fields.json().object("payload").orElseThrow(() -> Fields.missing("payload"));
    long seconds = fields.json().integer("ttl").orElse(Invocation.LIFE_MAX.toSeconds());
    var sender = DeviceAuth.owner(request);
    var wanted = new Invocation(
        fields.json().requireString("command"),
        fields.json().requireString("target"),
        new String(Json.write(payload), UTF_8),
        Duration.ofSeconds(seconds));
    var kept = commands.invoke(sender, wanted);
    boolean isNotified =
        notices.commandReceived(sender, kept.target(), kept.command(), wanted.life());
    return Response.json(
        isNotified
            ? Map.of("enqueued", true, "notified", true)
            : Map.of("enqueued", true, "notified", false, "notifyError", "no push callback"));
  }

  Response waiting(Request request) {
    long from = DeviceHandlers.number(request, "index").orElse(0);
    long limit = DeviceHandlers.number(request, "limit").orElse(DeviceCommands.PAGE_MAX);
    int most = (int) Math.min(limit, DeviceCommands.PAGE_MAX);
    var waiting = commands.waiting(DeviceAuth.owner(request), from, most);
    var last = waiting.commands().stream().mapToLong(SentCommand::index).max().orElse(from);
    return Response.json(Map.of(
        "index",
        last,
        "last",
        waiting.areAll(),
        "messages",
        waiting.commands().stream().map(CommandHandlers::members).toList()));
  }

  private static Map<String, Object> members(SentCommand sent) {
    var data = new LinkedHashMap<String, @Nullable Object>();
    data.put("command", sent.command());
    data.put("payload", Json.object(sent.payload().getBytes(UTF_8)));
    data.put("sender", sent.senderId());
    return Map.of("index", sent.index(), "data", data);
  }
}
