// SPDX-License-Identifier: MPL-2.0
// Choosing a user name, which is for good.

import { WrongField } from "./section-form.js";

/** Takes the name that stands in the field. */
export async function chooseName(person, field) {
  const name = field.value.trim().toLowerCase();
  const { outcome } = await person.post("/remotestorage/name", { name });
  if (outcome !== "chosen") {
    throw new WrongField(`name-${outcome}`, field.name);
  }
}
