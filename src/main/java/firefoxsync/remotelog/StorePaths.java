// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Where the documents of one store are, below the module. */
record StorePaths(String storeId) {
  /** The folder of all stores. */
  static final String STORES = "v1/";

  private static final Pattern STORE_ID = Pattern.compile("[a-z0-9-]{1,64}");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{10}");

  StorePaths {
    if (!isStoreId(storeId)) {
      throw new IllegalArgumentException("not the name of a store");
    }
  }

  static boolean isStoreId(String name) {
    return STORE_ID.matcher(name).matches();
  }

  String commit(long number) {
    return commits() + digits(number);
  }

  String commits() {
    return folder() + "j/";
  }

  String part(String digest) {
    return parts() + digest;
  }

  String parts() {
    return folder() + "p/";
  }

  String checkpoint(long number) {
    return checkpoints() + digits(number);
  }

  String checkpoints() {
    return folder() + "c/";
  }

  String account(long number) {
    return accounts() + digits(number);
  }

  String accounts() {
    return folder() + "a/";
  }

  /** A document that is deleted when there is no room for what frees some. */
  String reserve(int n) {
    return reserves() + n;
  }

  String reserves() {
    return folder() + "r/";
  }

  /** Returns a folder's name in the store's own. */
  String name(String path) {
    return path.substring(folder().length());
  }

  String folder() {
    return STORES + storeId + "/";
  }

  /** Returns the numbers among the names of a folder, highest first. */
  static List<Long> numbers(List<String> names) {
    return names.stream()
        .map(StorePaths::number)
        .filter(OptionalLong::isPresent)
        .map(OptionalLong::getAsLong)
        .sorted((one, other) -> Long.compare(other, one))
        .toList();
  }

  private static OptionalLong number(String name) {
    return NUMBER.matcher(name).matches()
        ? OptionalLong.of(Long.parseLong(name))
        : OptionalLong.empty();
  }

  private static String digits(long number) {
    return String.format(Locale.ROOT, "%010d", number);
  }
}
