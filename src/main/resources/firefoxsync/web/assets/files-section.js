// SPDX-License-Identifier: MPL-2.0
// What apps keep for a person: her address, and a look through her folders. The place is behind #.

import { find, say } from "./card.js";
import { bytes, date, number } from "./numbers.js";
import { OwnDocuments } from "./own-documents.js";
import { explain, onSave } from "./section-form.js";
import { chooseName } from "./user-name.js";

const SHOWN_MAX = 500;

export async function show(person) {
  const { name } = await person.get("/remotestorage/name");
  if (name) {
    await browse(person, name);
    return;
  }
  find("#naming").hidden = false;
  onSave(find("#naming"), async ({ "user-name": field }) => {
    await chooseName(person, field);
    location.reload();
  });
}

async function browse(person, name) {
  const documents = new OwnDocuments(person, name, find("#card").dataset.api);
  find("#rs-address").textContent = `${name}@${location.host}`;
  find("#browse").hidden = false;
  addEventListener("hashchange", () => open(documents).then(() => find("#place").focus()));
  await open(documents);
}

/** Returns the folder of this address. */
function place() {
  const path = decodeURIComponent(location.hash.slice(1));
  return path.startsWith("/") && path.endsWith("/") ? path : "/";
}

async function open(documents) {
  const folder = place();
  say(find("#result"));
  say(find("#trouble"));
  try {
    const items = Object.entries(await documents.list(folder));
    items.sort(([a], [b]) => b.endsWith("/") - a.endsWith("/") || a.localeCompare(b));
    const rows = items.slice(0, SHOWN_MAX).map((item) => row(documents, folder, item));
    find("#files").replaceChildren(...rows);
    say(find("#rest"), items.length > SHOWN_MAX ? "rest" : undefined, {
      count: number(items.length - SHOWN_MAX),
    });
  } catch (e) {
    explain(find("#trouble"), e);
  }
  say(find("#place"), folder === "/" ? "all" : "folder", { folder: folder.slice(1, -1) });
  find("#up").hidden = folder === "/";
  find("#up a").href = link(folder.replace(/[^/]+\/$/, ""));
  showWhetherAny();
}

function showWhetherAny() {
  const isEmpty = find("#files").childElementCount === 0;
  find("#files").hidden = isEmpty;
  find("#nothing").hidden = !isEmpty;
}

const link = (folder) => `#${folder.split("/").map(encodeURIComponent).join("/")}`;

function row(documents, folder, [name, about]) {
  if (name.endsWith("/")) {
    const item = find("#folder").content.firstElementChild.cloneNode(true);
    find("a", item).textContent = name.slice(0, -1);
    find("a", item).href = link(folder + name);
    return item;
  }
  const item = find("#file").content.firstElementChild.cloneNode(true);
  find("h2", item).textContent = name;
  say(find(".kind", item), "about", {
    type: about["Content-Type"],
    size: bytes(about["Content-Length"]),
    day: date(Date.parse(about["Last-Modified"])),
  });
  say(find(".question", item), "sure", { name });
  const [download, ask, yes, no] = [".download", ".ask", ".yes", ".no"].map((one) => find(one, item));
  for (const button of [download, ask]) {
    button.setAttribute("aria-label", `${button.textContent}: ${name}`);
  }
  const sure = find(".sure", item);
  const doubt = (isOpen) => {
    sure.hidden = !isOpen;
    ask.hidden = isOpen;
    (isOpen ? no : ask).focus();
  };
  ask.addEventListener("click", () => doubt(true));
  no.addEventListener("click", () => doubt(false));
  download.addEventListener("click", () => tell(() => save(documents, folder + name, name)));
  yes.addEventListener("click", () => tell(async () => {
    await documents.remove(folder + name);
    item.remove();
    showWhetherAny();
    say(find("#result"), "deleted", { name });
    find("#place").focus();
  }));
  return item;
}

async function tell(task) {
  say(find("#trouble"));
  try {
    await task();
  } catch (e) {
    explain(find("#trouble"), e);
  }
}

/** Hands the bytes to the browser as a file; nothing of theirs runs here. */
async function save(documents, path, name) {
  const content = await documents.read(path);
  const anchor = document.createElement("a");
  anchor.href = URL.createObjectURL(new Blob([content], { type: "application/octet-stream" }));
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(anchor.href));
}
