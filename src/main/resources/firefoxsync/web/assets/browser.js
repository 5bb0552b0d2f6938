// SPDX-License-Identifier: MPL-2.0
// What this page asks of the Firefox around it, and tells it, in Firefox's own words.

import { BrowserError, NoAnswer } from "./webchannel.js";
import { SYNC_SCOPE } from "./scoped-keys.js";

const CONTEXT = "oauth_webchannel_v1";
const REDIRECT = "urn:ietf:wg:oauth:2.0:oob:oauth-redirect-webchannel";
const SCOPES = [SYNC_SCOPE, "profile"];
const ASK_MILLIS = 1000;
const WORK_MILLIS = 60000; // Firefox talks to this server before it answers
const PERSON_MILLIS = 600000; // Firefox may be asking the person

const FLOW = ["client_id", "state", "scope", "code_challenge", "code_challenge_method", "keys_jwk"];

export class Browser {
  #channel;
  #isMobile;

  constructor(channel, userAgent) {
    this.#channel = channel;
    this.#isMobile = /Android|FxiOS/.test(userAgent);
  }

  /** Returns who is signed in and what the browser can do; NoAnswer when it is no Firefox of ours. */
  status(timeoutMillis) {
    const question = { service: "sync", isPairing: false, context: CONTEXT };
    return this.#channel.request("fxaccounts:fxa_status", question, timeoutMillis);
  }

  /**
   * Returns the parameters of the sign-in that the browser waits for: those of the address, or new
   * ones when the page was opened by hand or Firefox has been restarted since.
   */
  async flow(query) {
    const given = Object.fromEntries(FLOW.map((name) => [name, query.get(name)]));
    const isComplete = FLOW.every((name) => given[name]);
    if (isComplete && (await this.#isWaiting())) {
      return given;
    }
    return this.#channel.request("fxaccounts:oauth_flow_begin", { scopes: SCOPES }, ASK_MILLIS);
  }

  async #isWaiting() {
    try {
      const answer = await this.#channel.request("fxaccounts:oauth_flow_is_active", {}, ASK_MILLIS);
      return answer.isActive !== false;
    } catch (e) {
      if (e instanceof NoAnswer || e instanceof BrowserError) {
        return true; // phones do not know the question
      }
      throw e;
    }
  }

  /** Asks whether this profile may be joined to the account; the person may be asked about it. */
  async canLink(account) {
    const command = "fxaccounts:can_link_account";
    return (await this.#channel.request(command, account, PERSON_MILLIS)).ok === true;
  }

  /** Tells who signed in. Firefox refuses fields that it does not know. */
  login({ email, uid, sessionToken }, engines) {
    const sync = engines
      ? { offeredEngines: engines.offered, declinedEngines: engines.declined }
      : {};
    return this.#tell("fxaccounts:login",
      { email, uid, sessionToken, verified: true, services: { sync } });
  }

  /** Hands over the code, with which Firefox fetches its tokens and keys. */
  oauthLogin({ action, code, state, scope }, engines) {
    const choice = engines
      ? { declinedSyncEngines: engines.declined, offeredSyncEngines: engines.offered }
      : {};
    return this.#tell("fxaccounts:oauth_login",
      { action, code, state, scope, redirect: REDIRECT, ...choice });
  }

  /** Hands over another session of the same account; makes Firefox register its device again. */
  renewDevice({ email, uid, sessionToken }) {
    return this.#tell("fxaccounts:change_password", { email, uid, sessionToken, verified: true });
  }

  /** Tells that name, picture or address are others now. */
  profileChanged(uid) {
    this.#channel.send("profile:change", { uid });
  }

  /** Tells that the account is gone. Firefox signs out and forgets this page before it could answer. */
  deleted(uid) {
    this.#channel.send("fxaccounts:delete", { uid });
  }

  /** Phones never answer these: there it is enough to have sent them in order. */
  async #tell(command, data) {
    if (this.#isMobile) {
      this.#channel.send(command, data);
    } else {
      await this.#channel.request(command, data, WORK_MILLIS);
    }
  }
}
