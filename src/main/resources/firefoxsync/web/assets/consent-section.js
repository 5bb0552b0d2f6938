// SPDX-License-Identifier: MPL-2.0
// A person answers an app. The page acts with her session, so there is nothing that others could forge.

import { find, say } from "./card.js";
import { explain, onSave, WrongField } from "./section-form.js";
import { chooseName } from "./user-name.js";

const consent = find("#consent");
const form = find("form", consent);
const request = location.search.slice(1);

export async function show(person) {
  const { name } = await person.get("/remotestorage/name");
  const asked = consent.dataset.user;
  const { email } = person.account;
  if (asked && name !== asked) {
    form.hidden = true;
    say(find("#whom"), "other-person", { email, asked });
    return;
  }
  say(find("#whom"), name ? "known" : "nameless", { email, name, host: location.host });
  find("#choice").hidden = Boolean(name);
  onSave(form, async ({ "user-name": field }) => {
    if (!name) {
      await chooseName(person, field);
    }
    return answer(person, true);
  });
  find("#deny").addEventListener("click", () =>
    answer(person, false).catch((e) => explain(find("[role=alert]", form), e)));
}

async function answer(person, allow) {
  const user = consent.dataset.user || undefined;
  const { redirect } = await person.post("/remotestorage/answer", { request, allow, user });
  if (!redirect) {
    throw new WrongField("gone");
  }
  location.assign(redirect);
  return "going";
}
