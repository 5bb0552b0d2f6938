// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts.profile;

import firefoxsync.people.Holdings;

/**
 * What the server has of people's data, and how much each may have.
 *
 * @param quotaBytes 0 for no limit
 */
public record StoredData(Holdings holdings, long quotaBytes) {}
