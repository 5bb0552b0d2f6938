// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import java.util.Map;

/**
 * A browser as its owner sees it in lists.
 *
 * @param id 32 hexadecimal digits
 * @param sessionId the session that it uses
 * @param createdAt milliseconds
 * @param lastAccessAt milliseconds, of its session
 * @param commands what others may send it, each with an opaque text of the browser's own
 */
public record Device(
    String id,
    String sessionId,
    String name,
    DeviceType type,
    long createdAt,
    long lastAccessAt,
    Map<String, String> commands) {}
