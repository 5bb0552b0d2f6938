// SPDX-License-Identifier: MPL-2.0
// The secret of a one-time link: it stands behind #, so that no request and no log ever has it.

/** Returns the secret of this page's address; nothing when the link was cut off. */
export function linkSecret() {
  const [secret] = location.hash.slice(1).split("&");
  return /^[0-9a-f]{64}$/.test(secret) ? secret : undefined;
}

/** Returns the e-mail address that the link is for; empty when it names none. */
export function linkEmail() {
  return new URLSearchParams(location.hash.slice(1)).get("email") ?? "";
}

/** Takes the secret, which has done its work, out of the address and the history. */
export function forgetLinkSecret() {
  history.replaceState(null, "", location.pathname + location.search);
}
