// SPDX-License-Identifier: MPL-2.0
// Tokens of the account protocol: each is 32 bytes from which an id and two keys are derived.

import { fromHex, hkdf, hmacIsValid, toHex, xor } from "./bytes.js";

/** Derives what a token of the kind (sessionToken, keyFetchToken ...) stands for. */
export async function derive(tokenHex, kind) {
  const out = await hkdf(fromHex(tokenHex), kind, 96);
  return { id: toHex(out.slice(0, 32)), key: out.slice(32, 64), extra: out.slice(64) };
}

/** Opens the bundle that a key-fetch token was exchanged for: kA and the wrapped kB. */
export async function openBundle(bundleHex, extra) {
  const bundle = fromHex(bundleHex);
  if (bundle.length !== 96) {
    throw new TypeError("a key bundle has 96 bytes");
  }
  const keys = await hkdf(extra, "account/keys", 96);
  const sealed = bundle.slice(0, 64);
  if (!(await hmacIsValid(keys.slice(0, 32), bundle.slice(64), sealed))) {
    throw new TypeError("the key bundle was changed on its way");
  }
  const open = xor(sealed, keys.slice(32));
  return { kA: open.slice(0, 32), wrapKb: open.slice(32) };
}
