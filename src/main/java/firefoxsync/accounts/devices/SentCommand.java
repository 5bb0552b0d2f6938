// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts.devices;

import org.jspecify.annotations.Nullable;

/**
 * What one device told another to do.
 *
 * @param index grows from one command of a device to the next
 * @param payload JSON, sealed by the sender for the target
 * @param senderId the sender's device; absent when it has not registered one
 */
record SentCommand(long index, String command, String payload, @Nullable String senderId) {}
