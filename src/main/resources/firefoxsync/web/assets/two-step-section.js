// SPDX-License-Identifier: MPL-2.0
// The second step of a sign-in: an app that shows codes, and codes on paper for when it is lost.

import { find } from "./card.js";
import { offerCopy } from "./copy.js";
import { onSave, WrongField } from "./section-form.js";

const PARTS = ["off", "scan", "codes", "on"];

export function show(person) {
  let codes;

  function showPart(name) {
    for (const part of PARTS) {
      find(`#${part}`).hidden = part !== name;
    }
  }

  function showCodes(recoveryCodes) {
    const list = find("#code-list");
    list.replaceChildren(...recoveryCodes.map((code) => {
      const item = document.createElement("li");
      item.textContent = code;
      return item;
    }));
    find("#owner").textContent = person.account.email;
    offerCopy(find("#copy-codes"), recoveryCodes.join("\n"));
    showPart("codes");
    find("#codes h2").focus();
  }

  onSave(find("#start-form"), async ({ password }) => {
    const answer = await person.post("/totp/create", await person.proof(password.value));
    codes = answer.recoveryCodes;
    draw(answer.qrCode);
    find("#seed").textContent = answer.secret.match(/.{1,4}/g).join(" ");
    find("#open-app").href = answer.url;
    showPart("scan");
    find("#confirm-form").elements.code.focus();
  });

  onSave(find("#confirm-form"), async ({ code }) => {
    const typed = code.value.replace(/\s/g, "");
    if (!/^[0-9]{6}$/.test(typed)) {
      throw new WrongField("code-form", "code");
    }
    await person.post("/totp/confirm", { code: typed });
    code.value = "";
    showCodes(codes);
  });

  onSave(find("#renew-form"), async ({ password }) => {
    const proof = await person.proof(password.value);
    showCodes((await person.post("/recoveryCodes", proof)).recoveryCodes);
  });

  onSave(find("#stop-form"), async ({ password }) => {
    await person.post("/totp/destroy", await person.proof(password.value));
    showPart("off");
    find("h1").focus();
  });

  find("#print-codes").addEventListener("click", () => print());

  find("#written").addEventListener("click", () => {
    find("#code-list").replaceChildren();
    showPart("on");
    find("h1").focus();
  });

  showPart(person.account.hasSecondStep ? "on" : "off");
}

/** Shows the QR code that the server drew of what the app must know. */
function draw({ size, path }) {
  const picture = find("#qr");
  picture.setAttribute("viewBox", `0 0 ${size} ${size}`);
  find("path", picture).setAttribute("d", path);
}
