// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

import static firefoxsync.e2e.PageState.fill;
import static firefoxsync.e2e.PageState.press;
import static firefoxsync.e2e.PageState.seen;

import java.util.List;
import java.util.UUID;

/** What apps bring: the question whether they may, what they keep, and which of them are connected. */
final class AppStates {
  private static final String COME = seen("#card[data-step=open] #section");
  private static final String ASK =
      "/rs-oauth/authorize?client_id=x&redirect_uri=https%3A%2F%2Fxn--mller-kva.example%2F"
          + "&response_type=token&scope=";

  /** Its user name is for good, so each has another. */
  private final String name = "ada-" + UUID.randomUUID().toString().substring(0, 8);

  /** Returns the pages as they meet somebody who has no user name. */
  List<PageState> nameless() {
    return List.of(
        new PageState("consent: refused", "/rs-oauth/authorize", ""),
        new PageState("files: no name", "/settings/files", COME),
        new PageState("consent: a name is asked for", ASK + "notes:rw", COME),
        new PageState(
            "consent: wrong name",
            ASK + "notes:rw",
            COME
                + fill("#user-name", "No name")
                + press(".answer[type=submit]")
                + seen("#section [role=alert]")));
  }

  /** Chooses the user name. */
  void choose(Viewer viewer, String server) {
    viewer.open(server + "/settings/files");
    viewer.page(Resources.text("use-page.js")
        + COME
        + fill("#user-name", name)
        + press("#naming [type=submit]"));
    Patience.until("the name is chosen", () -> viewer
        .page("return document.querySelector('#rs-address')?.textContent ?? ''")
        .asText()
        .startsWith(name));
  }

  /** Returns the pages as they meet somebody who has chosen. */
  List<PageState> named() {
    return List.of(
        new PageState("files: empty", "/settings/files", COME),
        new PageState("apps: none", "/settings/apps", COME),
        new PageState("consent", ASK + "notes:rw%20photos:r", COME),
        new PageState("consent: everything", ASK + "*:rw", COME),
        new PageState(
            "consent: somebody else is asked", ASK.replace("?", "/somebody?") + "notes:rw", COME));
  }
}
