// SPDX-License-Identifier: MPL-2.0
// Where a person's Sync data live. This page is also where a storage's dialog leads back to: what it
// answers stands in the address, is taken from there at once, and is bound to what this tab asked.

import { AuthError } from "./auth-client.js";
import { random, sha256, toBase64Url, toHex, utf8 } from "./bytes.js";
import { find, say } from "./card.js";
import { ago, number } from "./numbers.js";
import { explain, onSave, WrongField } from "./section-form.js";

const ASKED = "storage-elsewhere";
// While something is under way the page looks again by itself, for ten minutes at most.
const LOOK_MILLIS = 5000;
const LOOKS_MAX = 120;
const CODES_ARE_OF_NO_USE = 912;
const answered = takeAnswer();

const REFUSALS = {
  901: ["not-an-address", "address"],
  902: ["no-storage", "address"],
  903: ["storage-silent"],
  904: ["storage-refuses"],
  905: ["storage-full"],
  906: ["storage-small"],
  907: ["storage-odd"],
  908: ["storage-busy"],
  910: ["no-dialog", "token"],
  911: ["short-lived", "token"],
};

/** Runs the task; what the storage does not do is told in words of this page. */
async function asking(task) {
  try {
    return await task();
  } catch (e) {
    if (e instanceof AuthError && REFUSALS[e.errno]) {
      throw new WrongField(...REFUSALS[e.errno]);
    }
    throw e;
  }
}

export async function show(person) {
  onSave(find("#connect"), (fields) => asking(() => connect(person, fields)));
  onSave(find("#disconnect"), () =>
    asking(async () => showLink(await person.post("/storage_link/destroy"), "disconnected")));
  onSave(find("#take-over"), () =>
    asking(async () => showLink(await person.post("/storage_link/take_over"))));
  onSave(find("#keep"), () =>
    asking(async () => showLink(await settle(person, false), "kept")));
  onSave(find("#wipe"), () =>
    asking(async () => showLink(await settle(person, true), "wiped")));
  watch(person, await person.get("/storage_link"));
  if (answered) {
    await finish(person);
  }
}

const settle = (person, isMeant) => person.post("/storage_link/emptied", { isMeant });

/** Shows how it stands, and again while something changes or whenever the page is looked at. */
function watch(person, first) {
  let looks = 0;
  let timer;
  const look = async () => {
    clearTimeout(timer);
    try {
      show(await person.get("/storage_link"));
    } catch {
      // What is shown stays; the next look tells.
    }
  };
  const show = (link) => {
    showState(link);
    if (isUnderWay(link) && looks < LOOKS_MAX) {
      looks++;
      timer = setTimeout(look, LOOK_MILLIS);
    }
  };
  document.addEventListener("visibilitychange", () => document.hidden || look());
  find("#section").addEventListener("submit", () => setTimeout(look, LOOK_MILLIS));
  show(first);
}

const isGoingUp = (link) => link.log === "new" || link.log === "filling";
const isUnderWay = (link) => link.isLinked && (isGoingUp(link) || link.waiting > 0 || link.isPending);

async function connect(person, { address, token, behind, encrypted }) {
  const wish = { address: address.value, isBehind: behind.checked, isEncrypted: encrypted.checked };
  if (token.value) {
    const link = await person.post("/storage_link", { ...wish, token: token.value.trim() });
    token.value = "";
    return connected(link);
  }
  return goAsk(person, wish, false);
}

/** Leads to the storage's dialog; the other one once its codes were of no use. */
async function goAsk(person, wish, isTokenWanted) {
  const state = toHex(random(16));
  const codeVerifier = toBase64Url(random(32));
  const codeChallenge = toBase64Url(await sha256(utf8(codeVerifier)));
  const { dialog } = await person.post("/storage_link/dialog", {
    address: wish.address, state, codeChallenge, isTokenWanted,
  });
  const asked = { ...wish, state, codeVerifier, uid: person.account.uid };
  sessionStorage.setItem(ASKED, JSON.stringify(asked));
  location.assign(dialog);
  return "going";
}

/** Takes what a dialog answered out of the address, where it must not stay. */
function takeAnswer() {
  const fragment = new URLSearchParams(location.hash.slice(1));
  const answer = fragment.has("state") ? fragment : new URLSearchParams(location.search);
  if (!answer.has("state")) {
    return undefined;
  }
  history.replaceState(null, "", location.pathname);
  return Object.fromEntries(answer);
}

async function finish(person) {
  const trouble = find("#trouble");
  say(find("#result"), "trying");
  try {
    await asking(() => link(person));
  } catch (e) {
    say(find("#result"));
    explain(trouble, e);
    trouble.focus();
  }
}

async function link(person) {
  const asked = JSON.parse(sessionStorage.getItem(ASKED) ?? "{}");
  sessionStorage.removeItem(ASKED);
  if (!asked.state || asked.state !== answered.state || asked.uid !== person.account.uid) {
    throw new WrongField("answer-stale");
  }
  if (answered.error) {
    throw new WrongField(answered.error === "access_denied" ? "answer-denied" : "storage-refuses");
  }
  const { address, isBehind, isEncrypted, codeVerifier } = asked;
  const key = answered.access_token
    ? { token: answered.access_token }
    : { code: answered.code, codeVerifier };
  const wish = { address, isBehind, isEncrypted };
  try {
    say(find("#result"), connected(await person.post("/storage_link", { ...wish, ...key })));
  } catch (e) {
    if (!(e instanceof AuthError) || e.errno !== CODES_ARE_OF_NO_USE) {
      throw e;
    }
    say(find("#result"), await goAsk(person, wish, true));
  }
}

/** Shows how it stands, and returns the key of what to say. */
function connected(link) {
  showLink(link);
  // Two servers that write at once are told apart by the storage, or not.
  return link.isAtomic ? "connected" : "connected-alone";
}

/** Shows how it stands; says the key's words above, as the form that asked is gone. */
function showLink(link, result) {
  showState(link);
  say(find("#result"), result);
  return result;
}

function showState(link) {
  find("#linked").hidden = find("#disconnect").hidden = !link.isLinked;
  say(find("#connect-title"), link.isLinked ? "connect-again" : "connect-first");
  if (link.isLinked) {
    say(find("#where"), link.isEncrypted ? "where-encrypted" : "where", { host: link.host });
    say(find("#behind"), progress(link), {
      count: number(link.waiting), ago: ago(link.waitingSince || Date.now()),
      percent: number(link.percentSent ?? 0),
    });
    say(find("#checked"), link.checkedAt ? "checked" : undefined, since(link.checkedAt));
    say(find("#provider"), link.provider === "active" ? undefined : `provider-${link.provider}`);
    const isOurs = link.log !== "taken" && link.log !== "forked";
    say(find("#log"), isOurs ? undefined : `log-${link.log}`);
    find("#take-over").hidden = isOurs;
  }
  find("#emptied").hidden = !link.emptiedAt;
  say(find("#emptied-lead"), link.emptiedAt ? "emptied" : undefined, since(link.emptiedAt));
}

const since = (millis) => (millis ? { ago: ago(millis) } : {});

function progress(link) {
  if (link.log === "none") {
    return "first-sync";
  }
  if (isGoingUp(link)) {
    return link.percentSent === undefined ? "going-up" : "going-up-percent";
  }
  if (link.waiting) {
    return "waiting";
  }
  return link.isPending ? "pending" : "complete";
}
