// What an answer of the server makes of a cell, which may have been typed into meanwhile.

import { texts, WORDS } from "./cell.js";

/** Take what the server answered to the cell, which was sent as `was`. */
export function take(cell, facts, was) {
  if (facts.status === "conflict") {
    meet(cell, facts.theirs);
    return;
  }
  const isSame = cell.comparable(cell.now) === was;
  const typed = cell.now;
  cell.lost.clear();
  if (facts.status === "refused") {
    cell.refused = was;
    cell.errors = isSame ? facts.errors || {} : {};
    cell.doubts = facts.doubts || [];
    if (facts.seen !== cell.seen || facts.state !== cell.state) overtaken(cell, facts);
    return;
  }
  const { seen } = cell;
  const isBack = facts.status === "unchanged" && seen !== (cell.facts.seen || "");
  settle(cell, facts);
  if (!isSame) {
    cell.now = typed;
    // Taken back while the answer was under way: it still answers what was seen then.
    if (isBack) cell.seen = seen;
  } else if (facts.status === "withdrawn" && cell.isEmpty) {
    // The number was cleared; what was said beside it stays for the next.
    for (const field of WORDS) cell.now[field] = typed[field];
  }
}

/** All is as the ledger has it. */
function settle(cell, facts) {
  cell.asFound(facts);
  cell.doubts = facts.doubts || [];
  cell.theirs = null;
  cell.errors = {};
  cell.refused = "";
}

/** Something else than was seen stands in the ledger: what was sent from here, or another's. */
function meet(cell, theirs) {
  const stands = cell.comparable(texts(theirs));
  if (stands === cell.comparable(cell.now)) {
    settle(cell, theirs);
  } else if (theirs.state === "draft" && cell.lost.has(stands)) {
    rebase(cell, theirs);
  } else {
    cell.theirs = theirs;
    cell.errors = {};
  }
}

/** Refused because the cell went on: another number is for the person to judge. */
function overtaken(cell, facts) {
  if (cell.counted(texts(facts)) !== cell.counted(texts(cell.facts))) {
    cell.theirs = facts;
    cell.errors = {};
  } else if (cell.isChanged) {
    rebase(cell, facts);
  } else {
    cell.asFound(facts);
  }
}

/** What is typed stays, as an answer to what stands in the ledger now. */
function rebase(cell, facts) {
  const typed = cell.now;
  cell.asFound(facts);
  cell.now = typed;
  cell.theirs = null;
}

/** Of two who wrote: mine is sent again, knowing theirs. */
export function takeMine(cell) {
  rebase(cell, cell.theirs);
  cell.errors = {};
  cell.refused = "";
}

/** Of two who wrote: theirs stays. */
export function takeTheirs(cell) {
  settle(cell, cell.theirs);
}
