// SPDX-License-Identifier: MPL-2.0
// Who a person is: the name and the picture that her devices show, and the address she signs in with.

import { Errno } from "./auth-client.js";
import { find, say } from "./card.js";
import { onSave, WrongField } from "./section-form.js";

const SIDE = 256;

export function show(person) {
  const { account } = person;
  const picture = find("#picture");
  const remove = find("#remove-picture");
  showPicture(account);

  const nameForm = find("#name-form");
  nameForm.elements["display-name"].value = account.displayName ?? "";
  onSave(nameForm, async ({ "display-name": name }) => {
    await person.post("/account/display_name", { displayName: name.value });
    changed();
  });

  onSave(find("#picture-form"), async ({ picture: file }) => {
    const { avatar } = await person.post("/account/avatar", await square(file.files[0]));
    file.value = "";
    showPicture({ avatar, avatarDefault: false });
    changed();
  });

  remove.addEventListener("click", async () => {
    remove.disabled = true;
    await person.post("/account/avatar/destroy").catch(() => {}); // what is there is shown again
    showPicture((await person.load()).account);
    remove.disabled = false;
    find("#picture-file").focus();
    changed();
  });

  // The new address waits for the code that was mailed there.
  let asked;
  const codeForm = find("#email-code-form");

  find("#address").textContent = account.email;
  onSave(find("#email-form"), async ({ email, password }) => {
    const wanted = email.value.trim();
    if (!/^[^\s@]+@[^\s@]+$/.test(wanted)) {
      throw new WrongField("email-wrong", "email");
    }
    const change = { email: wanted, ...(await person.proof(password.value)) };
    const answer = await person.post("/account/email", change).catch((e) => {
      throw e.errno === Errno.ACCOUNT_EXISTS ? new WrongField("email-taken", "email") : e;
    });
    if (answer.isCodeMailed) {
      asked = change;
      say(find("#email-code-sent"), "email-code-sent", { email: wanted });
      codeForm.hidden = false;
      codeForm.elements.code.focus();
      return "email-code-mailed";
    }
    email.value = "";
    return showAddress(answer.email);
  });

  onSave(codeForm, async ({ code }) => {
    const change = { ...asked, code: code.value.trim() };
    const answer = await person.post("/account/email", change).catch((e) => {
      throw e.errno === Errno.WRONG_CODE ? new WrongField("email-code-wrong", "code") : e;
    });
    code.value = find("#email").value = "";
    return showAddress(answer.email);
  });

  function showAddress(address) {
    account.email = address;
    find("#address").textContent = address;
    changed();
    return "email-changed";
  }

  function showPicture({ avatar, avatarDefault }) {
    picture.src = avatar;
    remove.hidden = avatarDefault;
  }

  /** Firefox keeps name, picture and address, and asks again when told so. */
  function changed() {
    person.browser.profileChanged(account.uid);
  }
}

/** Cuts the middle out of a picture, as small as it is shown: no camera's file is too large. */
async function square(file) {
  if (!file) {
    throw new WrongField("picture-missing", "picture");
  }
  const image = await createImageBitmap(file).catch(() => {
    throw new WrongField("picture-wrong", "picture");
  });
  const side = Math.min(image.width, image.height);
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = Math.min(SIDE, side);
  canvas.getContext("2d").drawImage(image,
    (image.width - side) / 2, (image.height - side) / 2, side, side, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}
