// SPDX-License-Identifier: MPL-2.0
// From what went wrong to the words for it.

import { AuthError, Errno, LINK_SPENT, SIGN_UP_CLOSED, Unreachable } from "./auth-client.js";
import { NoRecoveryKey, NotLinked } from "./failures.js";
import { BrowserError, NoAnswer } from "./webchannel.js";

/** Returns the key of the words, values for them, and the name of the field at fault, if one is. */
export function refusal(error) {
  if (error instanceof AuthError) {
    return refusalOfServer(error);
  }
  if (error instanceof Unreachable) {
    return { key: "unreachable" };
  }
  if (error instanceof NotLinked) {
    return { key: "not-linked" };
  }
  if (error instanceof NoRecoveryKey) {
    return { key: "recovery-key-form", field: "recovery-key" };
  }
  if (error instanceof NoAnswer) {
    return { key: "browser-silent" };
  }
  if (error instanceof BrowserError) {
    return { key: "browser-failed", values: { reason: error.message } };
  }
  console.error(error);
  return { key: "server-failed" };
}

function refusalOfServer({ errno, status, retryAfterSeconds, reference }) {
  if (errno === Errno.TOO_MANY || status === 429) {
    const minutes = Math.ceil((retryAfterSeconds ?? 60) / 60);
    return minutes > 1
      ? { key: "too-many-minutes", values: { minutes } }
      : { key: "too-many-minute" };
  }
  if (status === LINK_SPENT) {
    return { key: "link-spent" };
  }
  if (status === SIGN_UP_CLOSED) {
    return { key: "sign-up-refused" };
  }
  switch (errno) {
    // Both in the same words: a server that is not open does not tell who has an account.
    case Errno.UNKNOWN_ACCOUNT:
    case Errno.WRONG_PASSWORD:
      return { key: "wrong-password", field: "password" };
    case Errno.ACCOUNT_EXISTS:
      return { key: "account-exists", field: "password" };
    case Errno.ACCOUNT_DISABLED:
      return { key: "account-disabled" };
    case Errno.INVALID_TOKEN:
      return { key: "link-spent" };
    case Errno.WRONG_CODE:
      return { key: "code-wrong", field: "code" };
    case Errno.WRONG_RECOVERY_CODE:
      return { key: "recovery-code-wrong", field: "code" };
    case Errno.WRONG_RECOVERY_KEY:
      return { key: "recovery-key-wrong", field: "recovery-key" };
    default:
      return reference
        ? { key: "server-failed-reference", values: { reference } }
        : { key: "server-failed" };
  }
}
