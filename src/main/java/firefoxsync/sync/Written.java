// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

/** A change set was kept; tells its timestamp. */
record Written(SyncTimestamp timestamp) {}
