// SPDX-License-Identifier: MPL-2.0
// The card behind a reset link or a mailed code: a new password, with the recovery key and the data,
// or without both.

import { AuthClient } from "./auth-client.js";
import { random } from "./bytes.js";
import { find } from "./card.js";
import "./copy.js";
import { forgetLinkSecret, linkSecret } from "./link.js";
import { credentials } from "./new-password.js";
import { openKb, openRecoveryKey } from "./recovery-key.js";
import { code, email, password, StepCard } from "./step-card.js";

const card = new StepCard({
  mail: sendCode, "mail-code": redeemCode,
  "recovery-key": useKey, "new-password": change, "kept-password": change,
});
const server = new AuthClient(card.data.api);
let token = linkSecret(); // of the link, or bought with a mailed code
const address = () => find("input[name=address]");
const recoveryKey = () => find("input[name=recovery-key]");

let kept; // id of the recovery key and the kB that it opened

card.onRefusal = (key) => {
  const isSpent = key === "link-spent";
  if (isSpent) {
    card.show("link-spent");
  }
  return isSpent;
};

async function sendCode() {
  const typed = address().value.trim();
  if (!/^[^\s@]+@[^\s@]+$/.test(typed)) {
    card.fail("email-wrong", {}, address());
    return;
  }
  card.progress("looking");
  await server.sendResetCode(typed);
  nameAccount(typed);
  card.ask("mail-code");
  code().focus();
}

async function redeemCode() {
  const typed = card.typedCode();
  if (!typed) {
    return;
  }
  card.progress("looking");
  token = await server.redeemResetCode(email().value, typed);
  await begin();
}

function nameAccount(name) {
  email().value = name;
  find(".who").textContent = name;
}

function showKey() {
  card.ask("recovery-key");
  recoveryKey().focus();
}

function showPassword(step) {
  card.ask(step);
  password().focus();
}

/** Opens kB with the paper. The server is asked for the sealed kB by the id of the key alone. */
async function useKey() {
  card.progress("looking");
  const key = await openRecoveryKey(recoveryKey().value);
  const kB = await openKb(key, await server.recoveryData(token, key.id));
  kept = { kB, recoveryKeyId: key.id };
  showPassword("kept-password");
}

async function change() {
  if (!card.hasGoodPassword()) {
    return;
  }
  card.progress("keys");
  const isKept = card.data.step === "kept-password";
  const { proof } = await credentials(password().value, isKept ? kept.kB : random(32));
  const recoveryKeyId = isKept ? kept.recoveryKeyId : undefined;
  const { sessionToken } = await server.resetAccount(token, { ...proof, recoveryKeyId });
  await server.destroySession(sessionToken).catch(() => {}); // Firefox will have one of its own
  forgetLinkSecret();
  card.finish(isKept ? "reset-kept" : "reset-done");
}

card.offer("#no-key", () => showPassword("new-password"));
card.offer("#have-key", showKey);

/** Goes on with a token: by the recovery key, when there is one. */
async function begin() {
  const status = await server.resetStatus(token);
  nameAccount(status.email);
  find("#have-key").hidden = !status.hasRecoveryKey;
  if (status.hasRecoveryKey) {
    showKey();
  } else {
    showPassword("new-password");
  }
}

async function start() {
  const isMailed = card.data.step === "mail";
  if (!location.hash && !isMailed) {
    return; // opened without a link: the page says whom to ask for one
  }
  if (!crypto.subtle) {
    card.fail("insecure");
    return;
  }
  if (!location.hash) {
    card.open();
    card.ask("mail");
    return;
  }
  if (!token) {
    card.show("link-missing");
    return;
  }
  card.open();
  await card.work(begin);
}

start();
