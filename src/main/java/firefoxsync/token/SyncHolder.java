// SPDX-License-Identifier: MPL-2.0
package firefoxsync.token;

import firefoxsync.people.Person;

/**
 * Who uses a uid now.
 *
 * @param generation of the password under which she was last given a storage token, in milliseconds
 */
public record SyncHolder(Person person, long generation) {}
