// SPDX-License-Identifier: MPL-2.0
// A card with one form whose steps follow each other. Tests and styles read the step from the card.

import { append, find, say } from "./card.js";
import { passwordFault, tellStrength } from "./password.js";
import { refusal } from "./refusal.js";
import "./reveal.js";

export const email = () => find("input[name=email]");
export const password = () => find("input[name=password]");
export const confirmation = () => find("input[name=password-confirm]");
export const code = () => find("input[name=code]");

export class StepCard {
  #card = find("#card");
  #form = find("form");
  #fields = find("#fields");
  #button = find("button[type=submit]");
  #progress = find("#status");
  #trouble = find("#error");
  #tasks;

  /** Told the key of a refusal before it is said; true when the page has said it in its own way. */
  onRefusal;

  /** Takes what a press of the button does at each step that has a button. */
  constructor(tasks) {
    this.#tasks = tasks;
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.work(this.#tasks[this.#card.dataset.step]);
    });
  }

  get data() {
    return this.#card.dataset;
  }

  get fields() {
    return this.#fields;
  }

  /** Takes the person's input from now on. */
  open() {
    this.#button.disabled = false;
  }

  show(step, title = `${step}-title`) {
    this.#card.dataset.step = step;
    say(find("h1"), title);
    for (const part of this.#card.querySelectorAll("[data-steps]")) {
      part.hidden = !part.dataset.steps.split(" ").includes(step);
    }
    if (step in this.#tasks) {
      say(this.#button, `${step}-button`);
    }
  }

  /** Puts the step's own fields in the place of those of the step before. */
  ask(step, title) {
    this.reset();
    append(this.#fields, `${step}-fields`);
    this.show(step, title);
    if (find("#strength")) {
      tellStrength(password(), find("#strength"));
    }
  }

  /** Takes away the fields of the step and what was said of the last try. */
  reset() {
    this.#clear();
    for (const part of this.#fields.querySelectorAll("[data-late]")) {
      part.remove();
    }
  }

  /** Returns the code that was typed; nothing, and says so, when it has not the form of the step's. */
  typedCode() {
    const typed = code().value.replace(/\s/g, "");
    const { digits } = code().dataset;
    const isDigits = /^[0-9]+$/.test(typed);
    if (digits ? isDigits && typed.length === Number(digits) : typed && !isDigits) {
      return typed;
    }
    this.fail(`${this.data.step}-form`, {}, code());
    return undefined;
  }

  progress(key) {
    say(this.#progress, key);
  }

  fail(key, values, field) {
    this.#clear();
    say(this.#trouble, key, values);
    field?.setAttribute("aria-invalid", "true");
    (field ?? this.#trouble).focus();
    field?.select();
  }

  /** Tells whether both fields hold the same good password; says on the card what is wrong. */
  hasGoodPassword() {
    const fault = passwordFault(password().value, confirmation().value);
    if (fault) {
      this.fail(fault, {}, fault === "password-differs" ? confirmation() : password());
    }
    return !fault;
  }

  /** Has a button beside the form's do the task, on the pages that have one. */
  offer(selector, task) {
    find(selector)?.addEventListener("click", () => this.work(task));
  }

  /**
   * Runs what a press of a button starts. Before the card is open, and while it is at work, a press
   * does nothing. Returns whether it worked.
   */
  async work(task) {
    if (this.#button.disabled) {
      return false;
    }
    this.#button.disabled = true;
    this.#clear();
    try {
      await task();
      return true;
    } catch (e) {
      const { key, values, field } = refusal(e);
      if (!this.onRefusal?.(key)) {
        // Each step that takes a code has its own words for a wrong one.
        const words = key === "code-wrong" ? `${this.data.step}-wrong` : key;
        this.fail(words, values, field && find(`input[name=${field}]`));
      }
      return false;
    } finally {
      say(this.#progress);
      this.#button.disabled = false;
    }
  }

  /** Binds the button that has a code mailed once more, where there is one. */
  offerLetter(send) {
    find("#send-again")?.addEventListener("click", async () => {
      if (await this.work(send)) {
        this.progress("mail-again");
      }
    });
  }

  finish(step, title) {
    this.#form.remove(); // tells password managers that the sign-in worked
    this.show(step, title);
    find("h1").focus();
  }

  #clear() {
    say(this.#progress);
    say(this.#trouble);
    for (const input of this.#fields.querySelectorAll("[aria-invalid]")) {
      input.removeAttribute("aria-invalid");
    }
  }
}
