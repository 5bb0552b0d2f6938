// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts.devices;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A browser as its owner sees it in lists.
 *
 * @param id 32 hexadecimal digits
 * @param ownerId the session or refresh token that it speaks with
 * @param createdAt milliseconds
 * @param lastAccessAt milliseconds, up to a quarter of an hour late
 * @param commands what others may send it, each with an opaque text of the browser's own
 * @param push where it takes messages, when it said so and they may be sent there
 */
public record Device(
    String id,
    String ownerId,
    String name,
    DeviceType type,
    long createdAt,
    long lastAccessAt,
    Map<String, String> commands,
    @Nullable PushAddress push) {}
