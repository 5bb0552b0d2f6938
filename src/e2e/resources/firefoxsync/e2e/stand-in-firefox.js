// SPDX-License-Identifier: MPL-2.0
// Makes any browser answer our pages as a desktop Firefox does that nobody has signed in to.

if (location.hash !== "#foreign") {
  const base64Url = bytes =>
    btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  const some = length => base64Url(crypto.getRandomValues(new Uint8Array(length)));

  const begin = async () => {
    const curve = { name: "ECDH", namedCurve: "P-256" };
    const { publicKey } = await crypto.subtle.generateKey(curve, false, ["deriveBits"]);
    const jwk = await crypto.subtle.exportKey("jwk", publicKey);
    return {
      client_id: "5882386c6d801776",
      action: "email",
      response_type: "code",
      access_type: "offline",
      scope: "https://identity.mozilla.com/apps/oldsync profile",
      state: some(16),
      code_challenge: some(32),
      code_challenge_method: "S256",
      keys_jwk: base64Url(new TextEncoder().encode(JSON.stringify(jwk))),
    };
  };
  const engines = ["addons", "bookmarks", "history", "passwords", "prefs", "tabs", "addresses"];
  const answers = {
    "fxaccounts:fxa_status": () => ({
      signedInUser: null,
      clientId: "5882386c6d801776",
      capabilities: { choose_what_to_sync: true, can_link_account_uid: true, engines },
    }),
    "fxaccounts:oauth_flow_is_active": () => ({ isActive: false }),
    "fxaccounts:oauth_flow_begin": begin,
  };

  window.addEventListener("WebChannelMessageToChrome", async ({ detail }) => {
    const { id, message } = JSON.parse(detail);
    const { command, messageId } = message;
    const data = (await answers[command]?.()) ?? { ok: true };
    const reply = JSON.stringify({ id, message: { command, messageId, data } });
    window.dispatchEvent(new CustomEvent("WebChannelMessageToContent", { detail: reply }));
  });
}
