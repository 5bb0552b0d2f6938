// SPDX-License-Identifier: MPL-2.0
// A person's documents as her own pages reach them. Paths begin at her root; folders end with a slash.

import { AuthError, Unreachable } from "./auth-client.js";

const TIMEOUT_MILLIS = 30000;

export class OwnDocuments {
  #person;
  #root;

  constructor(person, name, api) {
    this.#person = person;
    this.#root = `${api}/remotestorage/documents/${name}`;
  }

  /** Returns the children of a folder by their names, as the protocol lists them. */
  async list(folder) {
    return (await (await this.#fetch(folder)).json()).items;
  }

  async read(path) {
    return (await this.#fetch(path)).blob();
  }

  async remove(path) {
    await this.#fetch(path, "DELETE");
  }

  async #fetch(path, method = "GET") {
    const encoded = path.split("/").map(encodeURIComponent).join("/");
    const headers = await this.#person.headers();
    let response;
    try {
      response = await fetch(this.#root + encoded, {
        method,
        headers,
        credentials: "omit",
        cache: "no-store",
        signal: AbortSignal.timeout(TIMEOUT_MILLIS),
      });
    } catch (e) {
      throw new Unreachable(path, { cause: e });
    }
    if (!response.ok) {
      throw new AuthError(response.status);
    }
    return response;
  }
}
