// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

import static firefoxsync.e2e.PageState.fill;
import static firefoxsync.e2e.PageState.press;
import static firefoxsync.e2e.PageState.seen;

import java.util.List;

/**
 * The settings page of a storage elsewhere, from nobody linked to a provider in every kind of trouble.
 * What the server says of a link is played: the page is looked at, and no provider need be in trouble.
 */
final class ElsewhereStates {
  private static final String PATH = "/settings/storage-elsewhere";
  private static final String COME = seen("#card[data-step=open] #section");
  private static final String CONNECTED = seen("#connect .status:not(:empty)") + seen("#linked");
  private static final String LINK =
      """
      isLinked: true, host: 'storage.example', mode: 'through', isEncrypted: false, isAtomic: true,
      provider: 'active', log: 'open', documentBytesMax: 524288, waiting: 0, waitingSince: 0,
      isPending: false, checkedAt: Date.now() - 90000,
      """;

  private ElsewhereStates() {}

  /** Returns them in a language for somebody who is signed in. */
  static List<PageState> all(String language) {
    return all().stream()
        .map(state -> new PageState(state.name(), state.path() + "?lang=" + language, state.use()))
        .toList();
  }

  /** Returns them for somebody who is signed in. */
  static List<PageState> all() {
    return List.of(
        state("not linked", seen("#address")),
        state("more choices", press("#connect summary") + seen("#token")),
        state(
            "wrong address", fill("#address", "ada") + press("#connect [type=submit]") + trouble()),
        state("going there", held("#connect [type=submit]", fill("#address", "ada@example.org"))),
        state("trying", held("#connect [type=submit]", pasted())),
        state("linked, going up", told("log: 'filling'") + seen("#linked")),
        state("linked, a part is there", told("log: 'filling', percentSent: 40") + seen("#linked")),
        state("linked and current", told("") + seen("#disconnect")),
        state("encrypted once more", told("isEncrypted: true") + seen("#linked")),
        state(
            "behind",
            told("mode: 'behind', waiting: 12, waitingSince: Date.now() - 130000")
                + seen("#behind")),
        state("does not answer", told("isPending: true") + seen("#behind")),
        state("provider refuses", told("provider: 'refused'") + seen("#provider")),
        state("provider is full", told("provider: 'full'") + seen("#provider")),
        state("provider is of no use", told("provider: 'unusable'") + seen("#provider")),
        state("taken over", told("log: 'taken'") + seen("#take-over")),
        state("not ours any more", told("log: 'forked'") + seen("#take-over")),
        state("emptied by hand", told("emptiedAt: Date.now() - 7200000") + seen("#wipe")),
        state("moving", told("") + held("#connect [type=submit]", pasted())),
        state("trial result", answering("") + moved() + CONNECTED),
        state(
            "trial result: one server alone", answering("isAtomic: false") + moved() + CONNECTED));
  }

  private static PageState state(String name, String use) {
    return new PageState("settings: storage elsewhere: " + name, PATH, COME + use);
  }

  private static String pasted() {
    return fill("#address", "ada@storage.example")
        + press("#connect summary")
        + fill("#token", "a-token");
  }

  private static String moved() {
    return pasted() + press("#connect [type=submit]");
  }

  /** Has the server say that of the link, and the page look again. */
  private static String told(String members) {
    return answering(members) + "document.dispatchEvent(new window.Event('visibilitychange'));";
  }

  private static String answering(String members) {
    return """
        const real = window.fetch;
        window.fetch = (where, how) => String(where).includes('/storage_link')
          ? window.Promise.resolve(new window.Response(
              JSON.stringify({ %s %s }), { headers: { 'Content-Type': 'application/json' } }))
          : real(where, how);
        """
        .formatted(LINK, members);
  }

  /** Presses when no answer ever comes. */
  private static String held(String button, String before) {
    return before
        + "window.fetch = () => new window.Promise(() => {});"
        + press(button)
        + seen("#connect .status:not(:empty)");
  }

  private static String trouble() {
    return seen("#section [role=alert]:not([hidden])");
  }
}
