// SPDX-License-Identifier: MPL-2.0
// What the server keeps for a person: by collection, in the words that Firefox has for them.

import { find, say, words } from "./card.js";
import { ago, bytes, number } from "./numbers.js";

// What Sync keeps for itself is one line: people know none of these names.
const OWN = ["meta", "crypto", "keys", "clients"];

export async function show(person) {
  const { collections, usedBytes, quotaBytes } = await person.get("/account/storage");
  const isOwn = ({ name }) => OWN.includes(name);
  const lines = collections.filter((one) => !isOwn(one)).sort((a, b) => b.bytes - a.bytes);
  if (collections.some(isOwn)) {
    lines.push(collections.filter(isOwn).reduce(sum, { name: "own", items: 0, bytes: 0, modifiedAt: 0 }));
  }
  find("#collections tbody").replaceChildren(...lines.map(row));
  find("#collections").hidden = lines.length === 0;
  find("#nothing").hidden = lines.length > 0;
  find(".total").hidden = lines.length === 0;
  const meter = find("#meter");
  meter.hidden = quotaBytes === 0;
  meter.max = Math.max(1, quotaBytes);
  meter.value = usedBytes;
  say(find("#used"), quotaBytes ? "used-of" : "used", {
    used: bytes(usedBytes), quota: bytes(quotaBytes),
  });
}

const sum = (whole, part) => ({
  name: whole.name,
  items: whole.items + part.items,
  bytes: whole.bytes + part.bytes,
  modifiedAt: Math.max(whole.modifiedAt, part.modifiedAt),
});

function row({ name, items, bytes: size, modifiedAt }) {
  const line = find("#collection").content.firstElementChild.cloneNode(true);
  const label = find("th", line);
  label.replaceChildren(...words(`engine-${name}`, {}, name));
  const [count, weight, when] = line.querySelectorAll("td");
  count.textContent = number(items);
  weight.textContent = bytes(size);
  when.textContent = ago(modifiedAt);
  return line;
}
