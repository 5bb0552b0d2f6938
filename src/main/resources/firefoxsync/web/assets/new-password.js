// SPDX-License-Identifier: MPL-2.0
// A password that somebody has just thought of: what of it does the server get?

import { toHex, xor } from "./bytes.js";
import { newSalt, stretch, stretchV1 } from "./onepw.js";

/**
 * Returns the secrets of the password, and what the server keeps of them: a proof, and kB wrapped.
 * With an address the same goes along for command-line clients, whose stretching it salts.
 */
export async function credentials(newPassword, kB, emailForV1) {
  const clientSalt = newSalt();
  const secret = await stretch(newPassword, clientSalt);
  const proof = {
    authPWVersion2: toHex(secret.authPW),
    wrapKbVersion2: wrapped(kB, secret),
    clientSalt,
  };
  if (emailForV1) {
    const secretV1 = await stretchV1(newPassword, emailForV1);
    proof.authPW = toHex(secretV1.authPW);
    proof.wrapKb = wrapped(kB, secretV1);
  }
  return { secret, proof };
}

const wrapped = (kB, { unwrapBKey }) => toHex(xor(kB, unwrapBKey));
