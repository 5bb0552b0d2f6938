// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts.devices;

import firefoxsync.accounts.Fields;
import firefoxsync.http.JsonObject;
import firefoxsync.push.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * What a browser says of where it takes messages.
 *
 * @param isSaid false when it says nothing, and all stays as it was
 * @param subscription null when it takes none, or none that could be sealed for it
 */
record PushWish(boolean isSaid, @Nullable Subscription subscription) {
  static final PushWish UNSAID = new PushWish(false, null);
  private static final PushWish NONE = new PushWish(true, null);

  /** Reads what a body says. */
  static PushWish of(JsonObject body) {
    if (!body.names().contains("pushCallback")) {
      return UNSAID;
    }
    var callback = text(body, "pushCallback");
    var publicKey = text(body, "pushPublicKey");
    var authKey = text(body, "pushAuthKey");
    if (callback.isEmpty() || publicKey.isEmpty() || authKey.isEmpty()) {
      return NONE;
    }
    try {
      return new PushWish(true, new Subscription(callback, publicKey, authKey));
    } catch (IllegalArgumentException e) {
      throw Fields.invalid("pushCallback, pushPublicKey or pushAuthKey");
    }
  }

  private static String text(JsonObject body, String name) {
    return body.string(name).orElse("");
  }

  /** Returns where messages go from now on. */
  @Nullable PushAddress over(@Nullable PushAddress before) {
    if (!isSaid) {
      return before;
    }
    if (subscription == null) {
      return null;
    }
    // One that has expired does not come back: browsers subscribe anew.
    return before != null && before.subscription().equals(subscription)
        ? before
        : new PushAddress(subscription, false);
  }
}
