// SPDX-License-Identifier: MPL-2.0
// The end of an account: its data on the server go; what the devices hold stays there.

import { find } from "./card.js";
import { onSave } from "./section-form.js";
import { forgetSession } from "./tab-session.js";

export function show(person) {
  const { uid, email } = person.account;
  find("#address").textContent = email;
  onSave(find("#delete-form"), async ({ password }) => {
    await person.post("/account/destroy", { email, ...(await person.proof(password.value)) });
    forgetSession();
    person.browser.deleted(uid);
    find("#delete").remove();
    find("#leave").hidden = true;
    find("#gone").hidden = false;
    find("#gone h2").focus();
  });
}
