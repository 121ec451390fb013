// What was typed and is not in the ledger yet, kept in this browser for the person who typed it.

import { page } from "./words.js";

const PREFIX = `sheet/${page.person}/${page.month}/`;

/** Keep a cell as it is typed now. A browser that keeps nothing is no reason to stop. */
export function keep(cell) {
  try {
    const kept = { now: cell.now, seen: cell.seen };
    localStorage.setItem(PREFIX + cell.key, JSON.stringify(kept));
  } catch {
    // Storage is full or forbidden; the server still gets everything.
  }
}

/** The server has it. */
export function forget(cell) {
  try {
    localStorage.removeItem(PREFIX + cell.key);
  } catch {
    // As above.
  }
}

/** What was kept of a cell, null for nothing. */
export function kept(cell) {
  try {
    const found = JSON.parse(localStorage.getItem(PREFIX + cell.key));
    const isWhole = found && typeof found.now === "object" && typeof found.seen === "string";
    if (!isWhole || !Object.keys(cell.now).every((field) => typeof found.now[field] === "string")) {
      return null;
    }
    return found;
  } catch {
    return null;
  }
}
