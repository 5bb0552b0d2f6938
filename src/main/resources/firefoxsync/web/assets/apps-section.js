// SPDX-License-Identifier: MPL-2.0
// The apps that a person connected, what each may do, and a way to end it.

import { find, say } from "./card.js";
import { date } from "./numbers.js";
import { explain } from "./section-form.js";

const DAY_MILLIS = 86400000;

export async function show(person) {
  const { apps } = await person.get("/remotestorage/apps");
  find("#apps").replaceChildren(...apps.map((app) => row(person, app)));
  showWhetherAny();
}

function showWhetherAny() {
  const isEmpty = find("#apps").childElementCount === 0;
  find("#apps").hidden = isEmpty;
  find("#nothing").hidden = !isEmpty;
}

function row(person, app) {
  const item = find("#app").content.firstElementChild.cloneNode(true);
  const name = app.client ?? app.label;
  find("h2", item).textContent = name;
  find(".may", item).append(...Object.entries(app.scopes).map(permission));
  const used = app.lastUsedDay === undefined ? "unused" : "used";
  const values = { since: date(app.createdAt), day: date((app.lastUsedDay ?? 0) * DAY_MILLIS) };
  say(find(".used", item), app.expiresAt ? `${used}-until` : used, {
    ...values, until: date(app.expiresAt ?? 0),
  });
  const ask = find(".ask", item);
  const sure = find(".sure", item);
  say(find(".question", item), "sure", { name });
  ask.setAttribute("aria-label", `${ask.textContent}: ${name}`);
  ask.addEventListener("click", () => {
    ask.hidden = true;
    sure.hidden = false;
    find(".no", item).focus();
  });
  find(".no", item).addEventListener("click", () => {
    sure.hidden = true;
    ask.hidden = false;
    ask.focus();
  });
  find(".yes", item).addEventListener("click", () => disconnect(person, app, item, name));
  return item;
}

function permission([module, mode]) {
  const line = document.createElement("li");
  const key = module === "*" ? `everything-${mode}` : mode === "rw" ? "write" : "read";
  say(line, key, { module });
  return line;
}

async function disconnect(person, app, item, name) {
  const yes = find(".yes", item);
  yes.disabled = true;
  try {
    await person.post("/remotestorage/apps/revoke", { id: app.id });
  } catch (e) {
    explain(find("[role=alert]", item), e);
    yes.disabled = false;
    return;
  }
  item.remove();
  showWhetherAny();
  say(find("#result"), "disconnected", { name });
  find("h1").focus();
}
