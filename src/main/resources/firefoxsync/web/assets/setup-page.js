// SPDX-License-Identifier: MPL-2.0
// Copy buttons, and a word at the top when this browser is set up already.

import { Browser } from "./browser.js";
import { find, say } from "./card.js";
import { WebChannel } from "./webchannel.js";

const LONGEST_MILLIS = 10000;

if (navigator.clipboard) {
  for (const copy of document.querySelectorAll("button[data-copy]")) {
    copy.hidden = false;
    copy.addEventListener("click", async () => {
      await navigator.clipboard.writeText(copy.dataset.copy);
      say(copy, "copied");
      setTimeout(() => say(copy, "copy"), 2000);
    });
  }
}

const browser = new Browser(new WebChannel(window, navigator.userAgent), navigator.userAgent);
try {
  const { signedInUser } = await browser.status(LONGEST_MILLIS);
  const key = signedInUser?.sessionToken ? "signed-in" : "ready";
  say(find("#ready"), key, { email: signedInUser?.email });
} catch {
  // Another browser, or one that does not know this server yet: the steps below are for it.
}
