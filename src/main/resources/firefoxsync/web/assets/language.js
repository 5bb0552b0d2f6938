// SPDX-License-Identifier: MPL-2.0
// The language that a person chose, kept in this browser without a cookie.

const NAME = "language";
const root = document.documentElement;
const links = [...document.querySelectorAll(".languages a")];

/** Opens the page again in the language; what else is in its address stays. */
export function speak(tag) {
  const address = new URL(location.href);
  address.searchParams.set("lang", tag);
  location.replace(address);
}

/** Remembers the language for every page that this browser opens here. */
export function keepLanguage(tag) {
  try {
    localStorage.setItem(NAME, tag);
  } catch {
    // holds for this page alone
  }
}

function kept() {
  try {
    return localStorage.getItem(NAME);
  } catch {
    return null; // this browser keeps nothing: what it asks for holds
  }
}

for (const link of links) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    keepLanguage(link.hreflang);
    speak(link.hreflang);
  });
}

const choice = kept();
const isAsked = new URLSearchParams(location.search).has("lang");
if (!isAsked && choice !== root.lang && links.some((link) => link.hreflang === choice)) {
  speak(choice);
}
