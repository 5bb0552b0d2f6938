// SPDX-License-Identifier: MPL-2.0
// The account API as this page needs it.

import { derive, openBundle } from "./tokens.js";

const TIMEOUT_MILLIS = 30000;

export const Errno = {
  ACCOUNT_EXISTS: 101,
  UNKNOWN_ACCOUNT: 102,
  WRONG_PASSWORD: 103,
  INVALID_TOKEN: 110,
  TOO_MANY: 114,
  ACCOUNT_DISABLED: 121,
  WRONG_RECOVERY_CODE: 156,
  WRONG_RECOVERY_KEY: 158,
  WRONG_CODE: 183,
};
const VERIFY = {
  code: "/session/verify/totp",
  "recovery-code": "/session/verify/recoveryCode",
  "mail-code": "/session/verify_code",
};
export const SIGN_UP_CLOSED = 403;
export const LINK_SPENT = 410;

/** The server refused; errno says why. */
export class AuthError extends Error {
  constructor(status, { errno = 999, message = `HTTP ${status}`, retryAfter, reference } = {}) {
    super(message);
    Object.assign(this, { status, errno, retryAfterSeconds: retryAfter, reference });
  }
}

/** The server could not be reached. */
export class Unreachable extends Error {}

export class AuthClient {
  #base;

  constructor(base) {
    this.#base = base;
  }

  async accountExists(email) {
    return (await this.post("/account/status", { email })).exists;
  }

  /** Returns the version and salt to stretch the password with. */
  credentialsStatus(email) {
    return this.post("/account/credentials/status", { email });
  }

  createAccount(credentials) {
    return this.post("/account/create?keys=true", credentials);
  }

  login(credentials) {
    return this.post("/account/login?keys=true", credentials);
  }

  /** Exchanges a key-fetch token, once, for kA and the wrapped kB. */
  async keys(keyFetchToken) {
    const { id, extra } = await derive(keyFetchToken, "keyFetchToken");
    const { bundle } = await this.get("/account/keys", bearer("fxk", id));
    return openBundle(bundle, extra);
  }

  async scopedKeyData(sessionToken, client_id, scope) {
    return this.post("/account/scoped-key-data", { client_id, scope }, await session(sessionToken));
  }

  /** Asks for the code that the browser exchanges for its tokens. */
  async authorize(sessionToken, request) {
    return this.post("/oauth/authorization", request, await session(sessionToken));
  }

  /** Takes the code of a step: of an app, of a letter, or one on paper. */
  async verify(step, sessionToken, code) {
    const { success } = await this.post(VERIFY[step], { code }, await session(sessionToken));
    if (success === false) {
      throw new AuthError(400, { errno: Errno.WRONG_CODE });
    }
  }

  /** Has another letter sent to a new account's address. */
  async resendCode(sessionToken) {
    return this.post("/session/resend_code", {}, await session(sessionToken));
  }

  /** Tells what an invitation is for; refused when its link was used, revoked, or has expired. */
  invitationStatus(invitation) {
    return this.post("/invitation/status", { invitation });
  }

  /** Mails a code to the person whose address it is, if there is one: nobody learns which. */
  sendResetCode(email) {
    return this.post("/password/forgot/send_otp", { email });
  }

  /** Exchanges a mailed code for what a reset link holds. */
  async redeemResetCode(email, code) {
    return (await this.post("/password/forgot/verify_otp", { email, code })).accountResetToken;
  }

  /** Tells whose password a reset link changes, and whether a recovery key could keep the data. */
  async resetStatus(resetToken) {
    return this.get("/account/reset/status", await reset(resetToken));
  }

  async recoveryData(resetToken, recoveryKeyId) {
    const path = `/recoveryKey/${recoveryKeyId}`;
    return (await this.get(path, await reset(resetToken))).recoveryData;
  }

  async resetAccount(resetToken, credentials) {
    return this.post("/account/reset", credentials, await reset(resetToken));
  }

  /** Sets another password, with kB wrapped under it; returns the session that goes on. */
  async changePassword(passwordChangeToken, credentials) {
    const { id } = await derive(passwordChangeToken, "passwordChangeToken");
    return this.post("/password/change/finish", credentials, bearer("fxpc", id));
  }

  async destroySession(sessionToken) {
    return this.post("/session/destroy", {}, await session(sessionToken));
  }

  /** Asks with the headers that show who asks; refused or unreachable is an error. */
  get(path, headers = {}) {
    return this.#fetch(path, { headers });
  }

  /** Sends JSON, or a file as it is. */
  post(path, body, headers = {}) {
    const isFile = body instanceof Blob;
    const type = isFile ? body.type : "application/json";
    return this.#fetch(path, {
      method: "POST",
      headers: { ...headers, "Content-Type": type },
      body: isFile ? body : JSON.stringify(body),
    });
  }

  async #fetch(path, how) {
    let response;
    let body;
    try {
      response = await fetch(this.#base + path, {
        ...how,
        credentials: "omit",
        signal: AbortSignal.timeout(TIMEOUT_MILLIS),
      });
      body = await response.json();
    } catch (e) {
      if (response && !response.ok) {
        throw new AuthError(response.status);
      }
      throw new Unreachable(path, { cause: e });
    }
    if (!response.ok) {
      throw new AuthError(response.status, body);
    }
    return body;
  }
}

const bearer = (prefix, id) => ({ Authorization: `Bearer ${prefix}_${id}` });

/** Returns the step that an answer to a password asks for; nothing when that was enough. */
export function due({ verified, verificationMethod }) {
  if (verified !== false) {
    return undefined;
  }
  return verificationMethod === "email-otp" ? "mail-code" : "code";
}

/** The headers of a request with a session. */
export const session = async (token) => bearer("fxs", (await derive(token, "sessionToken")).id);

const reset = async (token) => bearer("fxar", (await derive(token, "accountResetToken")).id);
