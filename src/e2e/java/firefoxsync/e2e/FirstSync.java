// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

import java.util.List;

/** What the first Firefox of a person asks of an empty storage, as observed with ESR 153. */
final class FirstSync {
  /** In this order, with others between them. */
  static final List<String> STORAGE_REQUESTS = List.of(
      "GET info/collections",
      "GET info/configuration",
      "GET storage/meta/global",
      "DELETE storage",
      "PUT storage/meta/global",
      "PUT storage/crypto/keys",
      "GET info/collections",
      "GET storage/crypto/keys",
      "GET info/configuration",
      "DELETE storage/clients",
      "POST storage/clients",
      "DELETE storage/prefs",
      "DELETE storage/passwords",
      "DELETE storage/tabs",
      "DELETE storage/bookmarks",
      "POST storage/bookmarks",
      "DELETE storage/addons",
      "DELETE storage/forms",
      "DELETE storage/history",
      "DELETE storage/extension-storage",
      "PUT storage/meta/global");

  private FirstSync() {}
}
