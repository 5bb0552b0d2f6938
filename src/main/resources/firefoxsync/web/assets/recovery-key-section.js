// SPDX-License-Identifier: MPL-2.0
// The recovery key: made here, shown once, kept on paper by the person.

import { find } from "./card.js";
import { offerCopy } from "./copy.js";
import { newRecoveryKey, openRecoveryKey, sealKb } from "./recovery-key.js";
import { onSave } from "./section-form.js";

export function show(person) {
  const key = find("#key");

  function showState(hasKey) {
    find("#without").hidden = hasKey;
    find("#with").hidden = !hasKey;
  }

  onSave(find("#make-form"), async ({ password }, progress) => {
    progress("keys");
    const { kB, proof } = await person.keys(password.value);
    const characters = newRecoveryKey();
    const opened = await openRecoveryKey(characters);
    await person.post("/recoveryKey", {
      recoveryKeyId: opened.id, recoveryData: await sealKb(opened, kB), ...proof,
    });
    find("#characters").textContent = characters;
    find("#owner").textContent = person.account.email;
    offerCopy(find("#copy-key"), characters);
    key.hidden = false;
    find("#without").hidden = true;
    find("h2", key).focus();
  });

  find("#print-key").addEventListener("click", () => print());

  find("#written").addEventListener("click", () => {
    key.hidden = true;
    find("#characters").textContent = "";
    showState(true);
    find("h1").focus();
  });

  onSave(find("#revoke-form"), async ({ password }) => {
    await person.post("/recoveryKey/destroy", await person.proof(password.value));
    showState(false);
    find("h1").focus();
  });

  showState(person.account.hasRecoveryKey);
}
