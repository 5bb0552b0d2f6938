// SPDX-License-Identifier: MPL-2.0
// The overview of the settings: who this is, and how things stand in each section.

import { find, say } from "./card.js";
import { ago, bytes } from "./numbers.js";

export async function show(person) {
  const { account } = person;
  find("#name").textContent = account.displayName ?? "";
  find("#address").textContent = account.email;
  find("#picture").src = account.avatar;
  for (const part of document.querySelectorAll("[data-owners]")) {
    part.hidden = !account.isOwner;
  }
  state("profile", "state-profile");
  state("language", "state-language", { name: find(".languages [aria-current]").textContent });
  state("invitations", "state-invitations");
  state("password", "state-password", { ago: ago(account.passwordChangedAt) });
  state("recovery-key", account.hasRecoveryKey ? "state-key" : "state-no-key");
  state("two-step", account.hasSecondStep ? "state-on" : "state-off");
  const [clients, storage] = await Promise.all([
    person.get("/account/attached_clients"), person.get("/account/storage"),
  ]);
  state("devices", clients.length === 1 ? "state-device" : "state-devices", { count: clients.length });
  state("storage", "state-storage", { size: bytes(storage.usedBytes) });
}

/** Says how it stands where the section's own sentence stood. */
function state(section, key, values) {
  const place = find(`[data-state="${section}"]`);
  if (place) {
    say(place, key, values);
  }
}
