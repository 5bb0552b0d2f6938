// SPDX-License-Identifier: MPL-2.0
// The recovery key: 32 characters for paper that open kB when the password is forgotten.
// The server keeps kB sealed under it, and a hash of its id; the characters it never sees.

import { fromBase64Url, hkdf, random, toBase64Url, toHex, utf8 } from "./bytes.js";
import { NoRecoveryKey } from "./failures.js";

// Crockford's digits: none is taken for another.
const DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 32;
const HEADER = { alg: "dir", enc: "A256GCM" };

/** Makes a new key, in groups of four as it is written down. */
export function newRecoveryKey() {
  // Each byte has 256 values, a multiple of the 32 digits: none is likelier than another.
  const digits = Array.from(random(LENGTH), (byte) => DIGITS[byte % DIGITS.length]).join("");
  return digits.match(/.{4}/g).join(" ");
}

/** Derives from the characters what the server knows the key by (id) and what opens kB (key). */
export async function openRecoveryKey(text) {
  const digits = text.toUpperCase().replace(/[\s-]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");
  if (digits.length !== LENGTH || [...digits].some((digit) => !DIGITS.includes(digit))) {
    throw new NoRecoveryKey();
  }
  const secret = utf8(digits);
  return {
    id: toHex(await hkdf(secret, "recoveryKeyId", 16)),
    key: await hkdf(secret, "recoveryKey", 32),
  };
}

/** Seals kB for the server to keep: a compact JWE under the key itself, bound to its id. */
export async function sealKb({ id, key }, kB) {
  const first = toBase64Url(utf8(JSON.stringify({ ...HEADER, kid: id })));
  const iv = random(12);
  const cipher = { name: "AES-GCM", iv, additionalData: utf8(first), tagLength: 128 };
  const sealed = new Uint8Array(await crypto.subtle.encrypt(cipher, await aes(key), kB));
  return [first, "", ...[iv, sealed.slice(0, -16), sealed.slice(-16)].map(toBase64Url)].join(".");
}

/** Opens what sealKb made. */
export async function openKb({ key }, recoveryData) {
  const [first, , ...parts] = recoveryData.split(".");
  const [iv, text, tag] = parts.map(fromBase64Url);
  const cipher = { name: "AES-GCM", iv, additionalData: utf8(first), tagLength: 128 };
  const sealed = new Uint8Array([...text, ...tag]);
  return new Uint8Array(await crypto.subtle.decrypt(cipher, await aes(key), sealed));
}

const aes = (key) => crypto.subtle.importKey("raw", key, "AES-GCM", false, ["encrypt", "decrypt"]);
