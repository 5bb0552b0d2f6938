// SPDX-License-Identifier: MPL-2.0
// The setup page: the steps of one device at a time, and whether it works already.

import { AuthClient, session } from "./auth-client.js";
import { Browser } from "./browser.js";
import { find, say } from "./card.js";
import "./copy.js";
import { ago, number } from "./numbers.js";
import { showTabs } from "./tabs.js";
import { WebChannel } from "./webchannel.js";

const LONGEST_MILLIS = 10000;
const PAUSE_MILLIS = 5000;
const LOOKS_MAX = 240;

const devices = find("#devices");
showTabs(devices, location.hash.slice(1) || devices.dataset.guess);

const browser = new Browser(new WebChannel(window, navigator.userAgent), navigator.userAgent);
const server = new AuthClient(find("main").dataset.api);
const working = find("#working");

/** Shows what the server has of the person; tells whether that is anything. */
async function look(sessionToken) {
  const who = await session(sessionToken);
  const { collections } = await server.get("/account/storage", who);
  const clients = await server.get("/account/attached_clients", who);
  const records = collections.reduce((sum, { items }) => sum + items, 0);
  const last = Math.max(0, ...collections.map(({ modifiedAt }) => modifiedAt));
  if (records === 0) {
    say(working, "waiting");
    return;
  }
  const device = clients.find((client) => client.isCurrentSession)?.name ?? "Firefox";
  working.className = "good";
  say(working, "synced", { device, ago: ago(last), records: number(records) });
}

/** Looks again and again, for as long as a person may wait for it. */
async function watch(sessionToken) {
  for (let looks = 0; looks < LOOKS_MAX; looks++) {
    if (!document.hidden) {
      await look(sessionToken);
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLIS));
  }
}

async function start() {
  const { signedInUser } = await browser.status(LONGEST_MILLIS);
  const isSignedIn = Boolean(signedInUser?.sessionToken);
  say(find("#ready"), isSignedIn ? "signed-in" : "ready", { email: signedInUser?.email });
  if (isSignedIn) {
    say(working, "waiting");
    await watch(signedInUser.sessionToken);
  }
}

start().catch(() => {
  // Another browser, one that does not know this server yet, or a session that has ended: the
  // steps are for it.
});
