// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts.profile;

import firefoxsync.people.Holdings;
import firefoxsync.people.Person;
import java.util.function.ToLongFunction;

/**
 * What the server has of people's data, and how much each may have.
 *
 * @param quotaBytes in bytes; 0 for no limit
 */
public record StoredData(Holdings holdings, ToLongFunction<Person> quotaBytes) {}
