// SPDX-License-Identifier: MPL-2.0
// The card behind an invitation: an account, made in whatever browser opened the link.

import { AuthClient } from "./auth-client.js";
import { Browser } from "./browser.js";
import "./copy.js";
import { EngineChoice } from "./engine-choice.js";
import { forgetLinkSecret, linkEmail, linkSecret } from "./link.js";
import { SignIn } from "./sign-in.js";
import { code, email, password, StepCard } from "./step-card.js";
import { WebChannel } from "./webchannel.js";

const ASK_MILLIS = 1500;

// Where there is no Firefox to connect, nobody has to be asked.
const NO_FIREFOX = { canLink: async () => true };

const card = new StepCard({ "sign-up": make, "mail-code": verify });
const server = new AuthClient(card.data.api);
const query = new URLSearchParams(location.search);
const userAgent = navigator.userAgent;
const browser = new Browser(new WebChannel(window, userAgent), userAgent);
const invitation = linkSecret();

let known; // what the browser said, when it is a Firefox set up for this server
let engines;
let signIn;

card.onRefusal = (key) => {
  const isSpent = key === "link-spent";
  if (isSpent && card.data.step === "mail-code") {
    ask();
    card.fail("start-again");
  } else if (isSpent) {
    card.show("link-spent");
  }
  return isSpent;
};

async function make() {
  email().value = email().value.trim();
  if (!/^[^\s@]+@[^\s@]+$/.test(email().value)) {
    card.fail("email-wrong", {}, email());
    return;
  }
  if (!card.hasGoodPassword()) {
    return;
  }
  card.progress("keys");
  signIn ??= new SignIn({
    browser: known ? browser : NO_FIREFOX, server, query, known: known?.signedInUser,
  });
  const step = await signIn.signUp({
    email: email().value,
    password: password().value,
    engines: known && engines.chosen(card.fields),
    invitation,
  });
  if (step) {
    email().readOnly = true;
    card.ask(step);
    code().focus();
  } else {
    await finish();
  }
}

async function verify() {
  const typed = card.typedCode();
  if (typed) {
    card.progress("looking");
    await signIn.verify(card.data.step, typed);
    await finish();
  }
}

/** The account is ready. Without a Firefox to connect, nobody needs the session that came with it. */
async function finish() {
  forgetLinkSecret();
  try {
    await (known ? signIn.connect() : signIn.abandon());
    card.finish(known ? "done" : "made");
  } catch (e) {
    card.finish("made");
    throw e;
  }
}

function ask() {
  card.ask("sign-up", "claim-title");
  email().readOnly = false;
  engines.offer(card.fields);
  (email().value ? password() : email()).focus();
}

async function start() {
  if (!crypto.subtle) {
    card.fail("insecure");
    return;
  }
  if (!invitation) {
    card.show("link-missing");
    return;
  }
  card.open();
  await card.work(async () => {
    await server.invitationStatus(invitation);
    known = await browser.status(ASK_MILLIS).catch(() => undefined);
    engines = new EngineChoice(known?.capabilities);
    email().value ||= linkEmail();
    ask();
  });
}

card.offer("#change", async () => {
  await signIn.abandon();
  ask();
});
card.offerLetter(() => signIn.resendCode());
start();
