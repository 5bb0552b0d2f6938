// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage.access;

import firefoxsync.people.Person;
import java.util.OptionalLong;

/**
 * What a person lets an app or a script do with her documents, until it ends.
 *
 * @param id 16 hexadecimal digits, no secret
 * @param createdAt milliseconds
 * @param lastUsedDay days since 1970, in UTC; empty when it was never used
 */
public record AppGrant(
    String id, Person person, GrantTerms terms, long createdAt, OptionalLong lastUsedDay) {}
