// SPDX-License-Identifier: MPL-2.0
// A form of a settings section: it saves alone, and says beside its button that it has.

import { AuthError, Errno } from "./auth-client.js";
import { find, say } from "./card.js";
import { refusal } from "./refusal.js";
import "./reveal.js";

/** What a form's fields hold is not what they ask for: the words for it, and the field at fault. */
export class WrongField extends Error {
  constructor(key, field, values) {
    super(key);
    Object.assign(this, { key, field, values });
  }
}

/**
 * Runs the task when the form is sent, once at a time. The task gets the form's fields, may tell how
 * far it is by the key of words, and returns the key of what to say at its end; "saved" when nothing.
 */
export function onSave(form, task) {
  const button = find("button[type=submit]", form);
  const status = find(".status", form);
  const trouble = find("[role=alert]", form);

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (button.disabled) {
      return;
    }
    button.disabled = true;
    say(trouble);
    for (const field of form.querySelectorAll("[aria-invalid]")) {
      field.removeAttribute("aria-invalid");
    }
    say(status, "saving");
    try {
      if (form.elements.password?.value === "") {
        throw new WrongField("password-missing", "password");
      }
      const key = await task(form.elements, (progress) => say(status, progress));
      empty(form);
      say(status, key ?? "saved");
    } catch (e) {
      say(status);
      fail(form, trouble, e);
    } finally {
      button.disabled = false;
    }
  });
  button.disabled = false;
}

/** Tells what went wrong, where it went wrong. */
export function explain(trouble, error) {
  const { key, values, field } = reason(error);
  say(trouble, key, values);
  return field;
}

function fail(form, trouble, error) {
  const name = explain(trouble, error);
  const field = name && form.elements[name];
  field?.setAttribute("aria-invalid", "true");
  (field || trouble).focus();
  field?.select?.();
}

function reason(error) {
  if (error instanceof WrongField) {
    return error;
  }
  const hasEnded = error instanceof AuthError && error.errno === Errno.INVALID_TOKEN;
  return hasEnded ? { key: "session-ended" } : refusal(error);
}

/** No password stays behind on a page that may stay open. */
function empty(form) {
  for (const field of form.querySelectorAll("[autocomplete$=password]")) {
    field.value = "";
  }
}
