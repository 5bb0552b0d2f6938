// SPDX-License-Identifier: MPL-2.0
// Another password, under which the same keys open the same data.

import { find, say } from "./card.js";
import { credentials } from "./new-password.js";
import { passwordFault, tellStrength } from "./password.js";
import { onSave, WrongField } from "./section-form.js";

export function show(person) {
  const form = find("#password-form");
  const { email, takesVersion1, hasVersion1 } = person.account;
  // Password managers see by it whose password changes.
  form.elements.email.value = email;
  find("#command-line").hidden = !takesVersion1;
  form.elements.version1.checked = takesVersion1 && hasVersion1;
  say(find("#command-line-hint"), "command-line-hint", { email });
  tellStrength(form.elements["new-password"], find("#strength"));
  onSave(form, async (fields, progress) => {
    const { password, "new-password": wanted, "new-password-again": again, version1 } = fields;
    const fault = passwordFault(wanted.value, again.value);
    if (fault) {
      const field = fault === "password-differs" ? "new-password-again" : "new-password";
      throw new WrongField(fault, field);
    }
    progress("keys");
    const { kB, passwordChangeToken } = await person.keys(password.value);
    const emailForV1 = version1.checked ? email : undefined;
    const { proof } = await credentials(wanted.value, kB, emailForV1);
    const { sessionToken } = await person.server.changePassword(passwordChangeToken, proof);
    await person.renew(sessionToken);
    say(find("#strength"));
    return "password-changed";
  });
}
