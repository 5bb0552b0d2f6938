// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage;

import firefoxsync.people.Person;

/**
 * A document that somebody wants to put.
 *
 * @param owner whose it is
 */
record NewDocument(
    Person owner, DocumentPath path, String contentType, Preconditions preconditions) {}
