// SPDX-License-Identifier: MPL-2.0
// The small means by which a script changes its page: words come from the page's own template.

export const find = (selector, within = document) => within.querySelector(selector);

/** Returns the words of the key, as the page brought them, with the {names} filled in; otherwise the other text. */
export function words(key, values = {}, otherwise = key) {
  const places = [...document.querySelectorAll("template")].map(({ content }) => content);
  const found = places.map((place) => find(`[data-say="${key}"]`, place)).find(Boolean);
  if (!found) {
    return [otherwise];
  }
  const copy = found.cloneNode(true);
  for (const node of copy.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) {
      node.data = node.data.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
    }
  }
  return copy.childNodes;
}

/** Says the key's words in the element; no key empties it. */
export function say(element, key, values) {
  element.replaceChildren(...(key ? words(key, values) : []));
  element.hidden = !key;
}

/** Puts a copy of the template where the element stands last. */
export function append(element, template) {
  element.append(find(`#${template}`).content.cloneNode(true));
}
