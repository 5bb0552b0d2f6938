// SPDX-License-Identifier: MPL-2.0
// Messages between this page and the Firefox around it.

const CHANNEL = "account_updates";
const NO_SUCH_CHANNEL = 2;

/** The browser did not answer in time, or does not know this page. */
export class NoAnswer extends Error {}

/** The browser answered with an error. */
export class BrowserError extends Error {}

export class WebChannel {
  #target;
  #detail;
  #waiting = new Map();
  #lastId = 0;

  /** Firefox for iOS takes the message itself, every other one its JSON. */
  constructor(target, userAgent) {
    this.#target = target;
    this.#detail = userAgent.includes("FxiOS") ? (message) => message : JSON.stringify;
    target.addEventListener("WebChannelMessageToContent", (event) => this.#receive(event.detail));
  }

  /** Sends without waiting: Firefox on phones leaves several commands unanswered. */
  send(command, data) {
    this.#dispatch(this.#newId(), command, data);
  }

  /** Sends and returns the data of the answer. */
  request(command, data, timeoutMillis) {
    return new Promise((resolve, reject) => {
      const messageId = this.#newId();
      const timer = setTimeout(() => {
        this.#waiting.delete(messageId);
        reject(new NoAnswer(command));
      }, timeoutMillis);
      this.#waiting.set(messageId, { resolve, reject, timer });
      this.#dispatch(messageId, command, data);
    });
  }

  /** iOS reads the id as an integer: digits only. */
  #newId() {
    return String(++this.#lastId);
  }

  #dispatch(messageId, command, data) {
    const detail = this.#detail({ id: CHANNEL, message: { command, data, messageId } });
    this.#target.dispatchEvent(new CustomEvent("WebChannelMessageToChrome", { detail }));
  }

  #receive(detail) {
    const { id, message } = (typeof detail === "string" ? parsed(detail) : detail) ?? {};
    if (id !== CHANNEL || !message) {
      return;
    }
    if (message.errno === NO_SUCH_CHANNEL) {
      for (const messageId of [...this.#waiting.keys()]) {
        this.#take(messageId).reject(new NoAnswer(String(message.error)));
      }
      return;
    }
    const asker = this.#take(String(message.messageId));
    const error = message.error ?? message.data?.error;
    if (error) {
      asker?.reject(new BrowserError(error.message ?? String(error)));
    } else {
      asker?.resolve(message.data ?? {});
    }
  }

  #take(messageId) {
    const asker = this.#waiting.get(messageId);
    clearTimeout(asker?.timer);
    this.#waiting.delete(messageId);
    return asker;
  }
}

function parsed(json) {
  try {
    return JSON.parse(json);
  } catch {
    return undefined; // not a message of ours
  }
}
