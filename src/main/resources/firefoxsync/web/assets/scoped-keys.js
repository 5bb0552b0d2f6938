// SPDX-License-Identifier: MPL-2.0
// The key of Sync, derived from kB as every Firefox derives it.

import { hkdf, sha256, toBase64Url } from "./bytes.js";

export const SYNC_SCOPE = "https://identity.mozilla.com/apps/oldsync";

/** Returns the Sync key as a JSON Web Key; the time is when kB last changed, in milliseconds. */
export async function syncKey(kB, keyRotationTimestamp) {
  if (!Number.isSafeInteger(keyRotationTimestamp) || keyRotationTimestamp <= 0) {
    throw new TypeError("the server did not say since when the keys are what they are");
  }
  const fingerprint = (await sha256(kB)).slice(0, 16);
  return {
    kty: "oct",
    scope: SYNC_SCOPE,
    k: toBase64Url(await hkdf(kB, "oldsync", 64)),
    kid: `${keyRotationTimestamp}-${toBase64Url(fingerprint)}`,
  };
}
