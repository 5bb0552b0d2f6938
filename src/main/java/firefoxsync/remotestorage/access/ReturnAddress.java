// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage.access;

import firefoxsync.http.Query;
import java.util.Optional;

/**
 * Where and how an app is answered. What is wrong here is told to the person, never to the address: it
 * may be anybody's.
 *
 * @param state what the app wants back, to the letter; null when it sent none
 */
record ReturnAddress(RedirectUri redirect, ResponseType type, Optional<String> state) {
  /** Apps put the page that they were at into it, and what they found of this server. */
  private static final int STATE_CHARACTERS_MAX = 6000;

  /** Reads it from a request for the dialog; empty when there is none that may be answered. */
  static Optional<ReturnAddress> of(Query request) {
    var addresses = request.all("redirect_uri");
    var states = request.all("state");
    boolean isReadable = addresses.size() == 1
        && states.size() <= 1
        && states.stream().allMatch(state -> state.length() <= STATE_CHARACTERS_MAX);
    if (!isReadable) {
      return Optional.empty();
    }
    // For an unknown type, too, an app looks into the fragment.
    var type =
        request.first("response_type").flatMap(ResponseType::parse).orElse(ResponseType.TOKEN);
    return RedirectUri.parse(addresses.get(0))
        .map(redirect -> new ReturnAddress(redirect, type, request.first("state")));
  }

  /** Returns the address with an answer, in the place where the app looks for it. */
  String with(FormText answer) {
    state.ifPresent(text -> answer.with("state", text));
    return switch (type) {
      case TOKEN -> redirect.withFragment(answer);
      case CODE -> redirect.withQuery(answer);
    };
  }

  /** Returns the address that tells the app why it gets nothing (RFC 6749, 4.1.2.1 and 4.2.2.1). */
  String with(GrantException refusal) {
    return with(new FormText()
        .with("error", refusal.error().wireForm())
        .with("error_description", refusal.description()));
  }
}
