// SPDX-License-Identifier: MPL-2.0
// Bytes and their spellings, and the two hashes that everything else is built from.

const TEXT = new TextEncoder();

export const utf8 = (text) => TEXT.encode(text);

export const random = (length) => crypto.getRandomValues(new Uint8Array(length));

export const toHex = (bytes) => Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");

export function fromHex(hex) {
  if (!/^([0-9a-f]{2})*$/i.test(hex)) {
    throw new TypeError("not hexadecimal");
  }
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

/** base64url without padding, the only form that Firefox takes. */
export const toBase64Url = (bytes) =>
  btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");

export const fromBase64Url = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));

export function concat(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export function xor(a, b) {
  if (a.length !== b.length) {
    throw new TypeError("lengths differ");
  }
  return a.map((byte, i) => byte ^ b[i]);
}

export const sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));

/** The prefix that the account protocol puts before every salt and info text. */
export const keyWord = (name) => `identity.mozilla.com/picl/v1/${name}`;

/** HKDF-SHA-256 with an empty salt; the info is a key word. */
export async function hkdf(secret, name, length) {
  const key = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveBits"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(32), info: utf8(keyWord(name)) };
  return new Uint8Array(await crypto.subtle.deriveBits(how, key, length * 8));
}

export async function hmacIsValid(secret, signature, bytes) {
  const how = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", secret, how, false, ["verify"]);
  return crypto.subtle.verify("HMAC", key, signature, bytes);
}
