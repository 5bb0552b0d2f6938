// SPDX-License-Identifier: MPL-2.0
// The frame of the settings: finds out who is there, then shows the section of this address.

import { AuthClient, AuthError, Errno } from "./auth-client.js";
import { Browser } from "./browser.js";
import { find, say } from "./card.js";
import "./copy.js";
import { Person } from "./person.js";
import { refusal } from "./refusal.js";
import { forgetSession, keptSession } from "./tab-session.js";
import { WebChannel } from "./webchannel.js";

const ASK_MILLIS = 1000;

const card = find("#card");
const name = card.dataset.section;
const server = new AuthClient(card.dataset.api);
const userAgent = navigator.userAgent;
const browser = new Browser(new WebChannel(window, userAgent), userAgent);

/** Returns the person of a session that still holds. */
async function personOf({ sessionToken, isOfBrowser }) {
  try {
    const person = new Person(server, browser, { sessionToken, isOfBrowser });
    return sessionToken && (await person.load());
  } catch (e) {
    if (e instanceof AuthError && e.errno === Errno.INVALID_TOKEN) {
      return undefined;
    }
    throw e;
  }
}

async function personOfTab() {
  const person = await personOf({ sessionToken: keptSession() });
  if (!person) {
    forgetSession();
  }
  return person;
}

async function show(person) {
  const section = await import(`./${name}-section.js`);
  await section.show(person);
  find("#leave").hidden = person.isOfBrowser;
  card.dataset.step = "open";
  find("#section").hidden = false;
}

/** Lets the person sign in on a page of its own, which leads back here. */
function askWho(address) {
  const query = new URLSearchParams(name === "overview" ? {} : { section: name });
  if (name === "consent") {
    query.set("back", location.pathname + location.search);
  }
  if (address) {
    query.set("email", address);
  }
  location.replace(`/settings/sign-in?${query}`);
}

async function leave() {
  await server.destroySession(keptSession()).catch(() => {}); // it ends by itself
  forgetSession();
  if (name === "consent") {
    // The app still waits for an answer, perhaps from somebody else.
    askWho();
    return;
  }
  location.assign("/settings");
}

async function start() {
  if (!crypto.subtle) {
    say(find("#error"), "insecure");
    return;
  }
  const ofTab = await personOfTab();
  if (ofTab) {
    await show(ofTab);
    return;
  }
  const { signedInUser: user } = await browser.status(ASK_MILLIS).catch(() => ({}));
  const ofBrowser = await personOf({ sessionToken: user?.sessionToken, isOfBrowser: true });
  if (ofBrowser) {
    await show(ofBrowser);
  } else {
    askWho(user?.email ?? new URLSearchParams(location.search).get("email"));
  }
}

find("#leave").addEventListener("click", leave);
start()
  .catch((e) => {
    const { key, values } = refusal(e);
    say(find("#error"), key, values);
  })
  .finally(() => say(find("#waiting")));
