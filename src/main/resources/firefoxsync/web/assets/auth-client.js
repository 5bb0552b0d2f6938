// SPDX-License-Identifier: MPL-2.0
// The account API as this page needs it.

import { derive, openBundle } from "./tokens.js";

const TIMEOUT_MILLIS = 30000;

export const Errno = { ACCOUNT_EXISTS: 101, UNKNOWN_ACCOUNT: 102, WRONG_PASSWORD: 103, TOO_MANY: 114 };
export const SIGN_UP_CLOSED = 403;

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
    return (await this.#post("/account/status", { email })).exists;
  }

  /** Returns the version and salt to stretch the password with. */
  credentialsStatus(email) {
    return this.#post("/account/credentials/status", { email });
  }

  createAccount(credentials) {
    return this.#post("/account/create?keys=true", credentials);
  }

  login(credentials) {
    return this.#post("/account/login?keys=true", credentials);
  }

  /** Exchanges a key-fetch token, once, for kA and the wrapped kB. */
  async keys(keyFetchToken) {
    const { id, extra } = await derive(keyFetchToken, "keyFetchToken");
    const { bundle } = await this.#fetch("/account/keys", { headers: bearer("fxk", id) });
    return openBundle(bundle, extra);
  }

  async scopedKeyData(sessionToken, client_id, scope) {
    return this.#post("/account/scoped-key-data", { client_id, scope }, await session(sessionToken));
  }

  /** Asks for the code that the browser exchanges for its tokens. */
  async authorize(sessionToken, request) {
    return this.#post("/oauth/authorization", request, await session(sessionToken));
  }

  async destroySession(sessionToken) {
    return this.#post("/session/destroy", {}, await session(sessionToken));
  }

  #post(path, body, headers = {}) {
    return this.#fetch(path, {
      method: "POST",
      headers: { ...headers, "Content-Type": "application/json" },
      body: JSON.stringify(body),
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

const session = async (token) => bearer("fxs", (await derive(token, "sessionToken")).id);
