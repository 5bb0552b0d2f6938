// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts.devices;

import firefoxsync.push.Subscription;

/**
 * Where a device takes messages.
 *
 * @param isExpired whether the push service said that it knows the subscription no more
 */
record PushAddress(Subscription subscription, boolean isExpired) {}
