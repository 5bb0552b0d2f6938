// SPDX-License-Identifier: MPL-2.0
// The card on which a person signs in or makes an account: e-mail first, then what fits it.

import { AuthClient } from "./auth-client.js";
import { Browser } from "./browser.js";
import { append, find, say } from "./card.js";
import { EngineChoice } from "./engine-choice.js";
import { PASSWORD_MIN, strength } from "./password.js";
import { SignIn } from "./sign-in.js";
import { refusal } from "./refusal.js";
import { NoAnswer, WebChannel } from "./webchannel.js";

const PATIENCE_MILLIS = 3000;
const LONGEST_MILLIS = 60000;

const card = find("#card");
const form = find("form");
const fields = find("#fields");
const button = find("button[type=submit]");
const progress = find("#status");
const trouble = find("#error");
const server = new AuthClient(card.dataset.api);
const query = new URLSearchParams(location.search);
const userAgent = navigator.userAgent;
const browser = new Browser(new WebChannel(window, userAgent), userAgent);

let signIn;
let engines;

/** Shows a step: email, sign-in, sign-up, away or done. Tests and styles read it from the card. */
function show(step, title = `${step}-title`) {
  card.dataset.step = step;
  say(find("h1"), title);
  for (const part of card.querySelectorAll("[data-steps]")) {
    part.hidden = !part.dataset.steps.split(" ").includes(step);
  }
  if (step in TASKS) {
    say(button, `${step}-button`);
  }
}

/** Forgets what was said of the last try. */
function clear() {
  say(progress);
  say(trouble);
  for (const input of fields.querySelectorAll("[aria-invalid]")) {
    input.removeAttribute("aria-invalid");
  }
}

function fail(key, values, field) {
  clear();
  say(trouble, key, values);
  field?.setAttribute("aria-invalid", "true");
  (field ?? trouble).focus();
  field?.select();
}

/** Runs what a press of the button starts, once at a time. */
async function work(task) {
  button.disabled = true;
  clear();
  try {
    await task();
  } catch (e) {
    const { key, values, field } = refusal(e);
    if (key === "account-exists") {
      showPassword("sign-in");
    }
    fail(key, values, field && find(`input[name=${field}]`));
  } finally {
    say(progress);
    button.disabled = false;
  }
}

function showEmail() {
  clear();
  for (const part of fields.querySelectorAll("[data-late]")) {
    part.remove();
  }
  email().readOnly = false;
  show("email");
  email().focus();
}

function showPassword(step, title) {
  showEmail();
  email().readOnly = true;
  append(fields, `${step}-fields`);
  show(step, title);
  find(".reveal").addEventListener("click", reveal);
  if (step === "sign-up") {
    password().addEventListener("input", () => {
      const { key, count } = strength(password().value);
      say(find("#strength"), password().value && key, { count });
    });
    engines.offer(fields);
  }
  password().focus();
}

function reveal({ target }) {
  const isShown = password().type === "text";
  for (const input of fields.querySelectorAll("[autocomplete$=password]")) {
    input.type = isShown ? "password" : "text";
  }
  target.setAttribute("aria-pressed", String(!isShown));
}

const email = () => find("input[name=email]");
const password = () => find("input[name=password]");
const confirmation = () => find("input[name=password-confirm]");

async function chooseStep() {
  email().value = email().value.trim();
  if (!/^[^\s@]+@[^\s@]+$/.test(email().value)) {
    fail("email-wrong", {}, email());
    return;
  }
  // Only an open server says who has an account.
  if (card.dataset.signUp !== "open") {
    showPassword("sign-in");
    return;
  }
  say(progress, "looking");
  showPassword((await server.accountExists(email().value)) ? "sign-in" : "sign-up");
}

async function enter() {
  if (!password().value) {
    fail("password-missing", {}, password());
    return;
  }
  say(progress, "keys");
  await signIn.signIn(email().value, password().value);
  finish();
}

async function make() {
  if ([...password().value].length < PASSWORD_MIN) {
    fail("password-short", {}, password());
    return;
  }
  if (password().value !== confirmation().value) {
    fail("password-differs", {}, confirmation());
    return;
  }
  say(progress, "keys");
  await signIn.signUp(email().value, password().value, engines.chosen(fields));
  finish();
}

function finish() {
  form.remove(); // tells password managers that the sign-in worked
  show("done");
  find("h1").focus();
}

const TASKS = { email: chooseStep, "sign-in": enter, "sign-up": make };

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (!button.disabled) {
    work(TASKS[card.dataset.step]);
  }
});
find("#change").addEventListener("click", showEmail);

/** Asks until Firefox answers; says so when it takes suspiciously long. */
async function status() {
  try {
    return await browser.status(PATIENCE_MILLIS);
  } catch (e) {
    if (!(e instanceof NoAnswer)) {
      throw e;
    }
    show("away");
    return browser.status(LONGEST_MILLIS);
  }
}

async function start() {
  if (!crypto.subtle) {
    fail("insecure");
    return;
  }
  const { signedInUser: known, capabilities } = await status();
  signIn = new SignIn({ browser, server, query, known });
  engines = new EngineChoice(capabilities);
  button.disabled = false;
  showEmail();
  const address = known?.email ?? query.get("email");
  if (address) {
    email().value = address;
    if (known) {
      showPassword("sign-in", "again-title");
    } else {
      await work(chooseStep);
    }
  }
}

start().catch(() => show("away"));
