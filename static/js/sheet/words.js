// What the server put into the page for the script: rows, addresses, and every sentence.

export const page = JSON.parse(document.getElementById("sheet-data").textContent);

/** The sentence of that name with its places filled in. */
export function say(name, facts = {}) {
  return fill(page.words[name] || "", facts);
}

/** A sentence of the server with its places filled in. */
export function fill(sentence, facts) {
  return sentence.replace(/%\((\w+)\)s/g, (_place, name) => String(facts[name]));
}

/** A copy of what stands in a <template> of the page. */
export function copy(id) {
  return document.getElementById(id).content.firstElementChild.cloneNode(true);
}

/** The parts of an element that scripts fill in, by their names. */
export function slots(root) {
  const found = {};
  for (const element of root.querySelectorAll("[data-slot]")) found[element.dataset.slot] = element;
  return found;
}

/** Put a text into an element unless it is there: a big table is laid out again for each change. */
export function put(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** The same for a list of texts, each an item; `name(item, n)` may do more with a new one. */
export function list(element, texts, name = () => {}) {
  const standing = [...element.children].map((item) => item.textContent);
  if (standing.length === texts.length && standing.every((text, n) => text === texts[n])) return;
  element.replaceChildren(
    ...texts.map((text, n) => {
      const item = document.createElement("li");
      item.textContent = text;
      name(item, n);
      return item;
    })
  );
}

/** A number as it is shown; a dash for none. */
export function display(number) {
  return number ? number.replace("-", "\u2212") : "\u2014";
}
