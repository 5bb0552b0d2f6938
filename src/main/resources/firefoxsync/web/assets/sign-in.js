// SPDX-License-Identifier: MPL-2.0
// Sign-up and sign-in from password to a syncing browser. Knows no page: what it needs is handed in.

import { due } from "./auth-client.js";
import { fromBase64Url, random, toHex, utf8, xor } from "./bytes.js";
import { NotLinked } from "./failures.js";
import { seal } from "./jwe.js";
import { credentials } from "./new-password.js";
import { stretch } from "./onepw.js";
import { SYNC_SCOPE, syncKey } from "./scoped-keys.js";

export class SignIn {
  #browser;
  #server;
  #query;
  #known;
  #proved;

  /** Known is the account that the browser was signed in to before, if any. */
  constructor({ browser, server, query, known }) {
    this.#browser = browser;
    this.#server = server;
    this.#query = query;
    this.#known = known;
  }

  /** Makes the account and its keys. The invitation is of a link. Returns the step that is due. */
  async signUp({ email, password, engines, invitation }) {
    await this.abandon();
    // Without an account there is no uid yet; asked first, so that a no leaves nothing behind.
    await this.#mayLink({ email });
    const { secret, proof } = await credentials(password, random(32));
    const answer = await this.#server.createAccount({ email, invitation, ...proof });
    this.#proved = { account: { ...answer, email }, secret, engines, action: "signup" };
    return due(answer);
  }

  /** Proves the password. Returns the step that is due; nothing when that was enough. */
  async prove(email, password) {
    await this.abandon();
    const { clientSalt } = await this.#server.credentialsStatus(email);
    const secret = await stretch(password, clientSalt);
    const answer = await this.#server.login({ email, authPWVersion2: toHex(secret.authPW) });
    this.#proved = { account: { ...answer, email }, secret, action: "signin" };
    return due(answer);
  }

  /** Takes the code that the step asks for. */
  async verify(step, code) {
    await this.#server.verify(step, this.#proved.account.sessionToken, code);
  }

  /** Has the code mailed once more. */
  async resendCode() {
    await this.#server.resendCode(this.#proved.account.sessionToken);
  }

  /** Connects the browser of the person who has proved who she is. */
  async connect() {
    const { account, secret, engines, action } = this.#proved;
    this.#proved = undefined;
    const grant = await this.#orForget(account, async () => {
      if (action === "signin") {
        // With the uid, Firefox asks the person only when it held another account before.
        await this.#mayLink({ email: account.email, uid: account.uid });
      }
      return this.#authorize(account, secret);
    });
    await this.#connect(account, { ...grant, action }, engines);
  }

  /** Ends the session that nobody needs any more. */
  async abandon() {
    const { account } = this.#proved ?? {};
    this.#proved = undefined;
    if (account) {
      await this.#server.destroySession(account.sessionToken).catch(() => {}); // it ends by itself
    }
  }

  async #mayLink(account) {
    if (!(await this.#browser.canLink(account))) {
      throw new NotLinked();
    }
  }

  /** Does the work; when it fails, the session that nobody will use is ended. */
  async #orForget({ sessionToken }, work) {
    try {
      return await work();
    } catch (e) {
      await this.#server.destroySession(sessionToken).catch(() => {}); // e tells more
      throw e;
    }
  }

  /** Fetches the code, with which the browser will find its sealed keys. */
  async #authorize(account, secret) {
    const flow = await this.#browser.flow(this.#query);
    const { client_id, state, scope, code_challenge, code_challenge_method } = flow;
    const { code } = await this.#server.authorize(account.sessionToken, {
      client_id,
      response_type: "code",
      state,
      scope,
      access_type: "offline",
      code_challenge,
      code_challenge_method,
      keys_jwe: await this.#sealedKeys(flow, account, secret),
    });
    return { code, state, scope };
  }

  async #connect(account, grant, engines) {
    await this.#browser.login(account, engines);
    await this.#browser.oauthLogin(grant, engines);
    if (this.#known?.uid === account.uid) {
      await this.#browser.renewDevice(account);
    }
  }

  /** Opens kB with the password's key and seals what Sync needs for this browser alone. */
  async #sealedKeys(flow, { keyFetchToken, sessionToken }, { unwrapBKey }) {
    const data = await this.#server.scopedKeyData(sessionToken, flow.client_id, flow.scope);
    if (!data[SYNC_SCOPE]) {
      return undefined; // a sign-in that does not ask for Sync needs no keys
    }
    const { wrapKb } = await this.#server.keys(keyFetchToken);
    const kB = xor(wrapKb, unwrapBKey);
    const key = await syncKey(kB, data[SYNC_SCOPE].keyRotationTimestamp);
    const recipient = JSON.parse(new TextDecoder().decode(fromBase64Url(flow.keys_jwk)));
    return seal(utf8(JSON.stringify({ [SYNC_SCOPE]: key })), recipient);
  }
}
