// SPDX-License-Identifier: MPL-2.0
// What makes a password good: length first, no rules of composition.

import { say } from "./card.js";

const PASSWORD_MIN = 10;

/** Returns the key of what is wrong with a new password that was typed twice; nothing when it is good. */
export function passwordFault(password, again) {
  if ([...password].length < PASSWORD_MIN) {
    return "password-short";
  }
  return password === again ? undefined : "password-differs";
}

/** Tells at each key how good the password is that somebody types. */
export function tellStrength(input, place) {
  input.addEventListener("input", () => {
    const { key, count } = strength(input.value);
    say(place, input.value && key, { count });
  });
}

/** Returns the key of the words for a password, and how long it is. */
function strength(password) {
  const characters = [...password];
  const count = characters.length;
  if (count < PASSWORD_MIN) {
    return { key: "strength-short", count };
  }
  if (new Set(characters).size < 5) {
    return { key: "strength-weak", count };
  }
  if (count < 14) {
    return { key: "strength-fair", count };
  }
  return { key: count < 20 ? "strength-good" : "strength-strong", count };
}
