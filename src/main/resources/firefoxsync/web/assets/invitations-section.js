// SPDX-License-Identifier: MPL-2.0
// Links that let people in: an owner makes them, sees what became of them, and takes them back.

import { find, say } from "./card.js";
import { offerCopy } from "./copy.js";
import { ago, until } from "./numbers.js";
import { explain, onSave } from "./section-form.js";

export async function show(person) {
  if (!person.account.isOwner) {
    find("#not-owner").hidden = false;
    find("#owner").hidden = true;
    return;
  }
  onSave(find("#invite-form"), async ({ days }) => {
    const { link } = await person.post("/invitations", { days: Number(days.value) });
    find("#link code").textContent = link;
    offerCopy(find("#copy-link"), link);
    find("#link").hidden = false;
    await list(person);
    return "invited";
  });
  await list(person);
}

async function list(person) {
  const { invitations } = await person.get("/invitations");
  invitations.sort((a, b) => b.createdAt - a.createdAt);
  find("#invitations").replaceChildren(...invitations.map((one) => row(person, one)));
  find("#none").hidden = invitations.length > 0;
}

function row(person, { id, isOwner, isUsed, createdAt, expiresAt }) {
  const item = find("#invitation").content.firstElementChild.cloneNode(true);
  const isOver = !isUsed && expiresAt <= Date.now();
  say(find(".what", item), isOwner ? "for-owner" : "for-somebody", { ago: ago(createdAt) });
  say(find(".state", item), isUsed ? "used" : isOver ? "over" : "open", {
    until: until(expiresAt),
  });
  const revoke = find(".revoke", item);
  revoke.hidden = isUsed || isOver;
  revoke.addEventListener("click", async () => {
    revoke.disabled = true;
    try {
      await person.post("/invitations/revoke", { id });
      await list(person);
      say(find("#result"), "revoked");
      find("h1").focus();
    } catch (e) {
      explain(find("[role=alert]", item), e);
      revoke.disabled = false;
    }
  });
  return item;
}
