// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage.access;

/** What a code is bound to beside its grant. */
record PendingCode(String redirectUri, String challenge) {}
