// SPDX-License-Identifier: MPL-2.0
// The password never leaves this page: it is stretched here into a proof for the server (authPW)
// and a key that the server never sees (unwrapBKey).

import { hkdf, keyWord, random, toHex, utf8 } from "./bytes.js";

const ROUNDS_V1 = 1000;
const ROUNDS_V2 = 650000;
const SALT_V2 = /^identity\.mozilla\.com\/picl\/v1\/quickStretchV2:[0-9a-f]{32}$/;

/** Makes the salt of a new account or of a new password. */
export const newSalt = () => keyWord(`quickStretchV2:${toHex(random(16))}`);

/** Stretches with the account's own salt. The server names the salt, so its form is checked. */
export function stretch(password, salt) {
  if (!SALT_V2.test(salt)) {
    throw new TypeError("the server sent a salt of another form");
  }
  return credentials(password, salt, ROUNDS_V2);
}

/** The older form, for command-line clients alone: 1,000 rounds, salted with the address as typed. */
export const stretchV1 = (password, email) =>
  credentials(password, keyWord(`quickStretch:${email}`), ROUNDS_V1);

async function credentials(password, salt, iterations) {
  const key = await crypto.subtle.importKey("raw", utf8(password), "PBKDF2", false, ["deriveBits"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt: utf8(salt), iterations };
  const quickStretchedPW = new Uint8Array(await crypto.subtle.deriveBits(how, key, 256));
  return {
    quickStretchedPW,
    authPW: await hkdf(quickStretchedPW, "authPW", 32),
    unwrapBKey: await hkdf(quickStretchedPW, "unwrapBkey", 32),
  };
}
