// SPDX-License-Identifier: MPL-2.0
// How a test brings a page into a state: by what a person would do there.

const PATIENCE_MILLIS = 20000;

/** Waits until the selector has an element that is shown and can be used. */
async function seen(selector) {
  for (const end = Date.now() + PATIENCE_MILLIS; Date.now() < end; ) {
    const element = document.querySelector(selector);
    if (element?.getClientRects().length && !element.disabled) {
      return element;
    }
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  throw new Error(`no ${selector} at ${location.href}: ${document.body.innerText}`);
}

async function fill(selector, text) {
  const input = await seen(selector);
  input.value = text;
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

async function press(selector = "button[type=submit]") {
  (await seen(selector)).click();
}

/** Gives the address that the sign-in asks for, unless the browser has told it whose it is. */
async function address(email) {
  await seen("button[type=submit]");
  if (document.querySelector("[data-step=email]")) {
    await fill("input[name=email]", email);
    await press();
  }
  await seen("[data-step=sign-in]");
}

/** Waits until a form says that it has done its work. */
async function told() {
  const all = (selector) => [...document.querySelectorAll(`#section ${selector}`)];
  for (const end = Date.now() + PATIENCE_MILLIS; Date.now() < end; ) {
    const isTold = all('.save .status').some(one => one.textContent.trim());
    if (isTold && !all('[type=submit]').some(one => one.disabled)) {
      return;
    }
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  throw new Error(`nothing was saved: ${document.body.innerText}`);
}

/** Returns what an app shows for the seed on the page: RFC 6238, SHA-1, six digits, half a minute. */
async function code() {
  const digits = document.querySelector('#seed').textContent.replace(/\s/g, '');
  const bits = [...digits].map(one =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(one).toString(2).padStart(5, '0')).join('');
  const seed = Uint8Array.from(bits.match(/.{8}/g), byte => parseInt(byte, 2));
  const how = { name: 'HMAC', hash: 'SHA-1' };
  const key = await crypto.subtle.importKey('raw', seed, how, false, ['sign']);
  const step = new DataView(new ArrayBuffer(8));
  step.setUint32(4, Math.floor(Date.now() / 30000));
  const hash = new DataView(await crypto.subtle.sign('HMAC', key, step.buffer));
  const number = hash.getUint32(hash.getUint8(19) & 15) & 0x7fffffff;
  return String(number % 1000000).padStart(6, '0');
}
