// SPDX-License-Identifier: MPL-2.0
// The language of these pages in this browser.

import { find, say } from "./card.js";
import { keepLanguage, speak } from "./language.js";
import { onSave } from "./section-form.js";

const SAVED = "saved";

export function show() {
  const form = find("#language-form");
  form.elements.language.value = document.documentElement.lang;
  onSave(form, ({ language }) => {
    keepLanguage(language.value);
    sessionStorage.setItem(SAVED, "language"); // said in the new language
    speak(language.value);
  });
  if (sessionStorage.getItem(SAVED) === "language") {
    sessionStorage.removeItem(SAVED);
    say(find(".status", form), "saved");
  }
}
