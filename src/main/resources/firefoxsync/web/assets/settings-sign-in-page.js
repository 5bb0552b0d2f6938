// SPDX-License-Identifier: MPL-2.0
// Signing in to the settings where no browser does it: password and second step, for this tab alone.

import { AuthClient, due } from "./auth-client.js";
import { toHex } from "./bytes.js";
import { find } from "./card.js";
import { stretch } from "./onepw.js";
import { email, password, StepCard } from "./step-card.js";
import { keepSession } from "./tab-session.js";

const card = new StepCard({
  "sign-in": enter, code: verify, "recovery-code": verify, "mail-code": verify,
});
const server = new AuthClient(card.data.api);
const query = new URLSearchParams(location.search);

let sessionToken;

card.onRefusal = (key) => {
  const isOver = key === "link-spent";
  if (isOver) {
    ask("sign-in");
    card.fail("start-again");
  }
  return isOver;
};

function ask(step) {
  card.ask(step);
  find("input", card.fields).focus();
}

async function enter() {
  const address = email().value.trim();
  if (!address || !password().value) {
    card.fail(address ? "password-missing" : "email-wrong", {}, address ? password() : email());
    return;
  }
  card.progress("keys");
  const { clientSalt } = await server.credentialsStatus(address);
  const { authPW } = await stretch(password().value, clientSalt);
  const answer = await server.login({ email: address, authPWVersion2: toHex(authPW) });
  sessionToken = answer.sessionToken;
  const step = due(answer);
  if (step) {
    ask(step);
  } else {
    goOn();
  }
}

async function verify() {
  const typed = card.typedCode();
  if (typed) {
    await server.verify(card.data.step, sessionToken, typed);
    goOn();
  }
}

/** Goes to the section that she wanted to see, or to the app that asked her. */
function goOn() {
  keepSession(sessionToken);
  const back = query.get("back") ?? "";
  if (/^\/rs-oauth\/authorize[/?]/.test(back)) {
    location.replace(back);
    return;
  }
  const section = query.get("section") ?? "";
  location.replace(/^[a-z-]+$/.test(section) ? `/settings/${section}` : "/settings");
}

function start() {
  if (!crypto.subtle) {
    card.fail("insecure");
    return;
  }
  card.open();
  ask("sign-in");
  if (query.get("email")) {
    email().value = query.get("email");
    password().focus();
  }
}

card.offer("#use-recovery-code", () => ask("recovery-code"));
card.offer("#use-code", () => ask("code"));
card.offerLetter(() => server.resendCode(sessionToken));
start();
