// SPDX-License-Identifier: MPL-2.0
// Links to the parts of a page become tabs, of which one part shows; arrow keys go from one to the
// next. Without this script the links lead down the page.

import { find } from "./card.js";

const panel = (tab) => find(tab.hash);

/** Makes tabs of the links; the name is of the part that shows first. */
export function showTabs(list, name) {
  const tabs = [...list.querySelectorAll("a")];
  list.setAttribute("role", "tablist");
  for (const tab of tabs) {
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", tab.hash.slice(1));
    panel(tab).setAttribute("role", "tabpanel");
    panel(tab).setAttribute("aria-labelledby", tab.id);
    tab.addEventListener("click", (event) => {
      event.preventDefault();
      choose(tabs, tab);
    });
  }
  list.addEventListener("keydown", (event) => move(tabs, event));
  choose(tabs, tabs.find((tab) => tab.hash === `#${name}`) ?? tabs[0]);
}

function choose(tabs, chosen) {
  for (const tab of tabs) {
    tab.setAttribute("aria-selected", String(tab === chosen));
    tab.tabIndex = tab === chosen ? 0 : -1;
    panel(tab).hidden = tab !== chosen;
  }
}

function move(tabs, event) {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  const at = tabs.indexOf(event.target);
  const next = { Home: tabs[0], End: tabs.at(-1), " ": tabs[at] }[event.key]
    ?? (step && tabs.at((at + step) % tabs.length));
  if (next) {
    event.preventDefault();
    choose(tabs, next);
    next.focus();
  }
}
