// SPDX-License-Identifier: MPL-2.0
// What is signed in to the account: each browser with its kind and last visit, and a way to end it.

import { find, say } from "./card.js";
import { ago } from "./numbers.js";
import { explain } from "./section-form.js";

const KINDS = { desktop: "kind-desktop", mobile: "kind-mobile", tablet: "kind-tablet" };

export async function show(person) {
  const clients = await person.get("/account/attached_clients");
  const list = find("#devices");
  clients.sort((a, b) => b.isCurrentSession - a.isCurrentSession
    || b.lastAccessTime - a.lastAccessTime);
  list.replaceChildren(...clients.map((client) => row(person, client)));
}

function row(person, client) {
  const item = find("#device").content.firstElementChild.cloneNode(true);
  const name = client.name ?? browserName(client.userAgent);
  find("h2", item).textContent = name;
  say(find(".kind", item), KINDS[client.deviceType] ?? "kind-page", {
    ago: ago(client.lastAccessTime),
  });
  find(".mark", item).hidden = !client.isCurrentSession;
  const ask = find(".ask", item);
  const sure = find(".sure", item);
  const answers = { yes: find(".yes", item), no: find(".no", item) };
  say(find(".question", item), client.isCurrentSession ? "sure-this" : "sure", { name });
  // Read aloud one by one, the buttons of the list must not all sound alike.
  ask.setAttribute("aria-label", `${ask.textContent}: ${name}`);
  ask.addEventListener("click", () => {
    ask.hidden = true;
    sure.hidden = false;
    answers.no.focus();
  });
  answers.no.addEventListener("click", () => {
    sure.hidden = true;
    ask.hidden = false;
    ask.focus();
  });
  answers.yes.addEventListener("click", () => disconnect(person, client, item, name));
  return item;
}

async function disconnect(person, client, item, name) {
  const { sessionTokenId, refreshTokenId } = client;
  const id = sessionTokenId ? { sessionTokenId } : { refreshTokenId };
  const yes = find(".yes", item);
  yes.disabled = true;
  try {
    await person.post("/account/attached_client/destroy", id);
  } catch (e) {
    explain(find("[role=alert]", item), e);
    yes.disabled = false;
    return;
  }
  if (client.isCurrentSession) {
    location.assign("/settings");
    return;
  }
  item.remove();
  say(find("#result"), "disconnected", { name });
  find("h1").focus();
}

/** A browser without a device, such as one that shows only these pages, is known by its own words. */
function browserName(userAgent) {
  const [, name] = /(Firefox|FxiOS|Edg|Chrome|Safari)\//.exec(userAgent) ?? [];
  return { FxiOS: "Firefox", Edg: "Edge" }[name] ?? name ?? "Browser";
}
