// SPDX-License-Identifier: MPL-2.0
// A password that somebody has just thought of: what of it does the server get?

import { toHex, xor } from "./bytes.js";
import { newSalt, stretch } from "./onepw.js";

/** Returns the secrets of the password, and what the server keeps of them: a proof, and kB wrapped. */
export async function credentials(newPassword, kB) {
  const clientSalt = newSalt();
  const secret = await stretch(newPassword, clientSalt);
  const proof = {
    authPWVersion2: toHex(secret.authPW),
    wrapKbVersion2: toHex(xor(kB, secret.unwrapBKey)),
    clientSalt,
  };
  return { secret, proof };
}
