// SPDX-License-Identifier: MPL-2.0
// Buttons that copy what stands beside them.

import { say } from "./card.js";

const SHOWN_MILLIS = 2000;

/** Makes the button copy the text, where the browser lets pages copy. */
export function offerCopy(button, text) {
  button.dataset.copy = text;
  button.hidden = !navigator.clipboard;
}

for (const button of document.querySelectorAll("button[data-copy]")) {
  offerCopy(button, button.dataset.copy);
}

document.addEventListener("click", async ({ target }) => {
  const button = target.closest("button[data-copy]");
  if (button) {
    await navigator.clipboard.writeText(button.dataset.copy);
    say(button, "copied");
    setTimeout(() => say(button, "copy"), SHOWN_MILLIS);
  }
});
