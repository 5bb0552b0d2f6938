// SPDX-License-Identifier: MPL-2.0
// Lets the page's own modules talk to made-up browsers. Returns [what, expected, actual] of every
// comparison.

// The page loads its modules when it needs them; they all lie in one folder, whatever hash it is named by.
const loaded = performance.getEntriesByType("resource").map(entry => entry.name);
const folder = loaded.find(url => url.includes("/assets/")).replace(/[^/]+$/, "");
const module = name => import(`${folder}${name}.js`);

const { WebChannel } = await module("webchannel");
const { Browser } = await module("browser");

const DESKTOP = "Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0";
const ANDROID = "Mozilla/5.0 (Android 15; Mobile; rv:153.0) Gecko/153.0 Firefox/153.0";
const IOS = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 FxiOS/153.0";
const ACCOUNT = { email: "ada@example.org", uid: "0f", sessionToken: "f0" };
const FLOW = { client_id: "c", state: "s", scope: "x", code_challenge: "y",
  code_challenge_method: "S256", keys_jwk: "z" };
const QUERY = new URLSearchParams(FLOW);

const compared = [];
const compare = (what, expected, actual) => compared.push([what, expected, actual]);

/** A browser that answers a message with what the function returns, or not at all. */
function talk(userAgent, answer = () => undefined) {
  const target = new EventTarget();
  const heard = [];
  target.addEventListener("WebChannelMessageToChrome", ({ detail }) => {
    const { id, message } = typeof detail === "string" ? JSON.parse(detail) : detail;
    heard.push({ form: typeof detail, ...message });
    const reply = answer(message);
    if (reply) {
      const text = JSON.stringify({ id, message: { messageId: message.messageId, ...reply } });
      target.dispatchEvent(new CustomEvent("WebChannelMessageToContent", { detail: text }));
    }
  });
  return { browser: new Browser(new WebChannel(target, userAgent), userAgent), heard };
}

const failure = async promise => promise.then(() => "none", e => e.constructor.name);

for (const [name, userAgent, form] of [["Android", ANDROID, "string"], ["iOS", IOS, "object"]]) {
  const { browser, heard } = talk(userAgent);
  await browser.login(ACCOUNT);
  await browser.oauthLogin({ action: "signin", code: "c", state: "s", scope: "x" });
  compare(`${name} is not waited for`, "fxaccounts:login fxaccounts:oauth_login",
    heard.map(message => message.command).join(" "));
  compare(`${name} gets its form`, form, heard[0].form);
  compare(`${name} gets digits as ids`, "true", String(/^\d+$/.test(heard[0].messageId)));
}

const numbered = talk(IOS, ({ messageId }) => ({ messageId: Number(messageId), data: { ok: true } }));
compare("an id that comes back as a number", "true",
  String(await numbered.browser.canLink({ email: "ada@example.org" })));

const plain = talk(DESKTOP, () => ({ data: { ok: true } }));
await plain.browser.login(ACCOUNT);
compare("fields of a sign-in", "email services sessionToken uid verified",
  Object.keys(plain.heard[0].data).sort().join(" "));
compare("engines of a sign-in", '{"sync":{}}', JSON.stringify(plain.heard[0].data.services));

const refusing = talk(DESKTOP, () => ({ data: { error: { message: "INVALID_STATE" } } }));
compare("a refusal", "BrowserError", await failure(refusing.browser.login(ACCOUNT)));
const strange = talk(DESKTOP, () => ({ errno: 2, error: "No Such Channel" }));
compare("a browser of another server", "NoAnswer", await failure(strange.browser.status(5000)));
compare("another browser", "NoAnswer", await failure(talk(DESKTOP).browser.status(10)));

const fresh = { ...FLOW, state: "fresh" };
const restarted = talk(DESKTOP, ({ command }) => ({
  data: command === "fxaccounts:oauth_flow_begin" ? fresh : { isActive: false },
}));
compare("the flow of a restarted Firefox", "fresh", (await restarted.browser.flow(QUERY)).state);
const byHand = talk(DESKTOP, () => ({ data: fresh }));
compare("the flow of a page opened by hand", "fresh",
  (await byHand.browser.flow(new URLSearchParams())).state);
const phone = talk(ANDROID, () => ({ data: { error: "unknown command" } }));
compare("the flow of a phone", "s", (await phone.browser.flow(QUERY)).state);
return compared;
