// SPDX-License-Identifier: MPL-2.0
package firefoxsync.config;

import java.net.InetSocketAddress;
import java.util.List;

/** What no single value shows: values that cannot stand together. */
final class ConfigRules {
  private ConfigRules() {}

  static void checkPublicUrl(ConfigValues values, PublicUrl publicUrl) {
    if (!publicUrl.isTrusted()) {
      values.refuse(
          ConfigReader.PUBLIC_URL,
          "must start with https://: browsers let only secure pages, and those of localhost,"
              + " compute the keys");
    }
    for (var key : List.of(ConfigReader.ACCOUNTS_ENABLED, ConfigReader.REMOTE_STORAGE_ENABLED)) {
      if (!publicUrl.prefix().isEmpty() && values.of(key)) {
        values.refuse(
            ConfigReader.PUBLIC_URL,
            "cannot have the path %s together with %s: pages and discovery need the root of their origin"
                .formatted(publicUrl.prefix(), key));
      }
    }
  }

  static void checkListen(ConfigValues values, List<InetSocketAddress> listen) {
    if (listen.isEmpty()) {
      values.refuse(ConfigReader.LISTEN, "must name at least one address");
    }
  }

  static void checkLimits(ConfigValues values) {
    atMost(values, ConfigReader.MAX_POST_BYTES, ConfigReader.MAX_REQUEST_BYTES);
    atMost(values, ConfigReader.MAX_RECORD_PAYLOAD_BYTES, ConfigReader.MAX_REQUEST_BYTES);
    atMost(values, ConfigReader.MAX_POST_BYTES, ConfigReader.MAX_TOTAL_BYTES);
    atMost(values, ConfigReader.MAX_POST_RECORDS, ConfigReader.MAX_TOTAL_RECORDS);
  }

  static void checkMozillaEvents(ConfigValues values) {
    boolean hasClientId = !values.of(ConfigReader.MOZILLA_EVENTS_CLIENT_ID).isEmpty();
    boolean hasKeys = !values.of(ConfigReader.MOZILLA_EVENTS_KEYS_FILE).isEmpty();
    if (hasClientId && !hasKeys) {
      values.refuse(
          ConfigReader.MOZILLA_EVENTS_CLIENT_ID,
          "needs " + ConfigReader.MOZILLA_EVENTS_KEYS_FILE + ": events are signed");
    }
    if (hasKeys && !hasClientId) {
      values.refuse(
          ConfigReader.MOZILLA_EVENTS_KEYS_FILE,
          "needs " + ConfigReader.MOZILLA_EVENTS_CLIENT_ID + ": events are meant for somebody");
    }
  }

  static void checkTls(ConfigValues values, PublicUrl publicUrl) {
    boolean hasCertificate = !values.of(ConfigReader.TLS_CERTIFICATE_FILE).isEmpty();
    boolean hasKey = !values.of(ConfigReader.TLS_KEY_FILE).isEmpty();
    if (hasCertificate && !hasKey) {
      values.refuse(
          ConfigReader.TLS_CERTIFICATE_FILE,
          "needs " + ConfigReader.TLS_KEY_FILE + ", even when both are in one file");
    }
    if (hasKey && !hasCertificate) {
      values.refuse(ConfigReader.TLS_KEY_FILE, "needs " + ConfigReader.TLS_CERTIFICATE_FILE);
    }
    if (hasCertificate && hasKey && !publicUrl.isSecure()) {
      values.refuse(
          ConfigReader.TLS_CERTIFICATE_FILE,
          "needs a public_url that starts with https://: every address of listen speaks TLS then");
    }
  }

  private static void atMost(ConfigValues values, Key<Long> part, Key<Long> whole) {
    long limit = values.of(whole);
    if (values.of(part) > limit) {
      values.refuse(part, "must be at most %s, which is %d".formatted(whole, limit));
    }
  }

  static boolean isLoopback(String host) {
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || host.matches("127(\\.[0-9]+){3}")
        || host.equals("[::1]");
  }
}
