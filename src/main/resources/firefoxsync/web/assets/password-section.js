// SPDX-License-Identifier: MPL-2.0
// Another password, under which the same keys open the same data.

import { find, say } from "./card.js";
import { credentials } from "./new-password.js";
import { passwordFault, tellStrength } from "./password.js";
import { onSave, WrongField } from "./section-form.js";

export function show(person) {
  const form = find("#password-form");
  // Password managers see by it whose password changes.
  form.elements.email.value = person.account.email;
  tellStrength(form.elements["new-password"], find("#strength"));
  onSave(form, async (fields, progress) => {
    const { password, "new-password": wanted, "new-password-again": again } = fields;
    const fault = passwordFault(wanted.value, again.value);
    if (fault) {
      const field = fault === "password-differs" ? "new-password-again" : "new-password";
      throw new WrongField(fault, field);
    }
    progress("keys");
    const { kB, passwordChangeToken } = await person.keys(password.value);
    const { proof } = await credentials(wanted.value, kB);
    const { sessionToken } = await person.server.changePassword(passwordChangeToken, proof);
    await person.renew(sessionToken);
    say(find("#strength"));
    return "password-changed";
  });
}
