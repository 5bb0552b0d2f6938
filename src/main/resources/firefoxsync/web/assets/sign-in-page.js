// SPDX-License-Identifier: MPL-2.0
// The card on which a person signs in or makes an account: e-mail first, then what fits it.

import { AuthClient } from "./auth-client.js";
import { Browser } from "./browser.js";
import "./copy.js";
import { code, email, password, StepCard } from "./step-card.js";
import { NoAnswer, WebChannel } from "./webchannel.js";

const PATIENCE_MILLIS = 3000;
const LONGEST_MILLIS = 60000;

const card = new StepCard({
  email: chooseStep, "sign-in": enter, "sign-up": make,
  code: verify, "recovery-code": verify, "mail-code": verify,
});
const server = new AuthClient(card.data.api);
const query = new URLSearchParams(location.search);
const userAgent = navigator.userAgent;
const browser = new Browser(new WebChannel(window, userAgent), userAgent);

let known; // the account that the browser was signed in to before, if any
let capabilities;
let signIn;
let engines;

card.onRefusal = (key) => {
  if (key === "account-exists") {
    showPassword("sign-in");
  }
  if (key === "link-spent") {
    showEmail();
    card.fail("start-again");
    return true;
  }
  return false;
};

function showEmail() {
  card.reset();
  email().readOnly = false;
  card.show("email", "page-title");
  email().focus();
}

/** Loads what only one way on needs, so that the card itself is there at once. */
async function prepare(step) {
  const { SignIn } = await import("./sign-in.js");
  signIn ??= new SignIn({ browser, server, query, known });
  if (step === "sign-up") {
    const { EngineChoice } = await import("./engine-choice.js");
    engines ??= new EngineChoice(capabilities);
  }
}

/** Asks for the password, for which the page has been prepared. */
function showPassword(step, title) {
  card.ask(step, title);
  email().readOnly = true;
  if (step === "sign-up") {
    engines.offer(card.fields);
  }
  password().focus();
}

function showCode(step) {
  card.ask(step);
  code().focus();
}

async function chooseStep() {
  email().value = email().value.trim();
  if (!/^[^\s@]+@[^\s@]+$/.test(email().value)) {
    card.fail("email-wrong", {}, email());
    return;
  }
  const step = (await hasAccount(email().value)) ? "sign-in" : "sign-up";
  await prepare(step);
  showPassword(step);
}

/** Tells whether the address has an account; only an open server says so, others take it for granted. */
async function hasAccount(address) {
  if (card.data.signUp !== "open") {
    return true;
  }
  card.progress("looking");
  return server.accountExists(address);
}

async function enter() {
  if (!password().value) {
    card.fail("password-missing", {}, password());
    return;
  }
  card.progress("keys");
  await goOn(await signIn.prove(email().value, password().value));
}

/** Asks for the code that is due, or connects Firefox when none is. */
async function goOn(step) {
  if (step) {
    showCode(step);
    return;
  }
  await signIn.connect();
  card.finish("done");
}

async function verify() {
  const typed = card.typedCode();
  if (!typed) {
    return;
  }
  card.progress("connecting");
  await signIn.verify(card.data.step, typed);
  await startOverIfRefused(() => signIn.connect());
  card.finish("done");
}

/** The code is spent by now: after a no, the sign-in begins anew. */
async function startOverIfRefused(task) {
  try {
    await task();
  } catch (e) {
    showPassword("sign-in");
    throw e;
  }
}

async function make() {
  if (!card.hasGoodPassword()) {
    return;
  }
  card.progress("keys");
  await goOn(await signIn.signUp({
    email: email().value,
    password: password().value,
    engines: engines.chosen(card.fields),
  }));
}

card.offer("#change", () => {
  signIn.abandon();
  showEmail();
});
card.offer("#use-recovery-code", () => showCode("recovery-code"));
card.offer("#use-code", () => showCode("code"));
card.offerLetter(() => signIn.resendCode());

/** Asks until Firefox answers; says so when it takes suspiciously long. */
async function status() {
  try {
    return await browser.status(PATIENCE_MILLIS);
  } catch (e) {
    if (!(e instanceof NoAnswer)) {
      throw e;
    }
    card.show("away");
    return browser.status(LONGEST_MILLIS);
  }
}

async function start() {
  if (!crypto.subtle) {
    card.fail("insecure");
    return;
  }
  ({ signedInUser: known, capabilities } = await status());
  if (known) {
    email().value = known.email;
    await prepare("sign-in");
    showPassword("sign-in", "again-title");
    card.open();
    return;
  }
  showEmail();
  card.open();
  if (query.get("email")) {
    email().value = query.get("email");
    await card.work(chooseStep);
  }
}

start().catch(() => card.show("away"));
