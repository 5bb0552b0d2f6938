// SPDX-License-Identifier: MPL-2.0
// What a new account syncs: the browser says what it offers, the person what of it.

import { find, words } from "./card.js";

// Firefox itself keeps these off until somebody asks for them.
const OFF_AT_FIRST = ["addresses", "creditcards"];

export class EngineChoice {
  #offered;

  constructor({ choose_what_to_sync: mayChoose, engines = [] } = {}) {
    this.#offered = mayChoose ? engines : [];
  }

  /** Fills the folded list, or takes it away when the browser offers nothing. */
  offer(fields) {
    const list = find("#engines", fields);
    for (const engine of this.#offered) {
      const row = find("#engine").content.cloneNode(true);
      const box = find("input", row);
      box.value = engine;
      box.checked = !OFF_AT_FIRST.includes(engine);
      find("span", row).replaceChildren(...words(`engine-${engine}`, {}, engine));
      list.append(row);
    }
    if (this.#offered.length === 0) {
      list.closest("details").remove();
    }
  }

  /** Returns what was offered and what of it was declined; nothing when there was no choice. */
  chosen(fields) {
    if (this.#offered.length === 0) {
      return undefined;
    }
    const declined = Array.from(fields.querySelectorAll("#engines input:not(:checked)"), (b) => b.value);
    return { offered: this.#offered, declined };
  }
}
