// SPDX-License-Identifier: MPL-2.0
// What makes a password good: length first, no rules of composition.

export const PASSWORD_MIN = 10;

/** Returns the key of the words for a password, and how long it is. */
export function strength(password) {
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
