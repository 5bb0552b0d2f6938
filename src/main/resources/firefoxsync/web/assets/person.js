// SPDX-License-Identifier: MPL-2.0
// Who uses the settings, and what she asks of the server with her session.

import { session } from "./auth-client.js";
import { toHex, xor } from "./bytes.js";
import { stretch } from "./onepw.js";
import { keepSession } from "./tab-session.js";

export class Person {
  #token;
  #isOfBrowser;

  /** What the server says of her: uid, email, displayName, isOwner, hasSecondStep … */
  account;

  /** The session is this tab's own, or that of the browser around the page. */
  constructor(server, browser, { sessionToken, isOfBrowser = false }) {
    Object.assign(this, { server, browser });
    this.#token = sessionToken;
    this.#isOfBrowser = isOfBrowser;
  }

  get isOfBrowser() {
    return this.#isOfBrowser;
  }

  /** Asks the server about the account; refused when the session has ended. */
  async load() {
    this.account = await this.get("/account/profile");
    return this;
  }

  /** Returns the headers of a request with her session. */
  headers() {
    return session(this.#token);
  }

  async get(path) {
    return this.server.get(path, await this.headers());
  }

  /** Sends JSON, or a file as it is. */
  async post(path, body = {}) {
    return this.server.post(path, body, await this.headers());
  }

  /** Returns what the password yields: authPW proves it to the server, unwrapBKey opens kB. */
  async secret(password) {
    const { clientSalt } = await this.server.credentialsStatus(this.account.email);
    return stretch(password, clientSalt);
  }

  /** Returns the member of a request that proves the password once more. */
  async proof(password) {
    return { authPWVersion2: toHex((await this.secret(password)).authPW) };
  }

  /** Opens kB with the password; with it come its proof, and what allows another password. */
  async keys(password) {
    const { authPW, unwrapBKey } = await this.secret(password);
    const start = { oldAuthPWVersion2: toHex(authPW) };
    const answer = await this.post("/password/change/start", start);
    const { wrapKb } = await this.server.keys(answer.keyFetchToken);
    return {
      kB: xor(wrapKb, unwrapBKey),
      proof: { authPWVersion2: toHex(authPW) },
      passwordChangeToken: answer.passwordChangeToken,
    };
  }

  /** Goes on with another session: a change of the password ended the one before. */
  async renew(sessionToken) {
    this.#token = sessionToken;
    if (this.#isOfBrowser) {
      const { uid, email } = this.account;
      await this.browser.renewDevice({ email, uid, sessionToken });
    } else {
      keepSession(sessionToken);
    }
  }
}
