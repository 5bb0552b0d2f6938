// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage;

import firefoxsync.people.Person;

/**
 * What a request that was let in is about.
 *
 * @param isByStranger whether it may be answered though nobody was asked who she is
 */
record StorageTarget(Person owner, DocumentPath path, boolean isByStranger) {}
