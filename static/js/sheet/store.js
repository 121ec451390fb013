// What was typed and is not in the ledger yet, kept in this browser for the person who typed it.
//
// Each opened page keeps under a name of its own: a second tab, or the same page loaded again,
// cannot replace or forget what another has kept and nobody has chosen about.

import { page } from "./words.js";

const PREFIX = `sheet/${page.person}/${page.month}/`;
const OWN = `#${Date.now().toString(36)}${Math.random().toString(36).slice(2)}`;

/** Keep what is typed. A browser that keeps nothing is no reason to stop. */
export function keep(key, what) {
  try {
    localStorage.setItem(PREFIX + key + OWN, JSON.stringify(what));
  } catch {
    // Storage is full or forbidden; the server still gets everything.
  }
}

/** The server has what this page kept. */
export function forget(key) {
  remove(PREFIX + key + OWN);
}

/** The person has chosen about something kept. */
export function remove(place) {
  try {
    localStorage.removeItem(place);
  } catch {
    // As above.
  }
}

/** What pages opened before have kept, as [place, key, what]. */
export function everythingKept() {
  try {
    return Object.keys(localStorage)
      .filter((place) => place.startsWith(PREFIX) && !place.endsWith(OWN))
      .sort()
      .map((place) => [place, place.slice(PREFIX.length).split("#")[0], read(place)])
      .filter(([, , what]) => what && typeof what === "object");
  } catch {
    return [];
  }
}

function read(place) {
  try {
    return JSON.parse(localStorage.getItem(place));
  } catch {
    return null;
  }
}
