// What the page says above the table: trouble with saving, rows left.

import { say, slots } from "./words.js";

const said = slots(document.getElementById("sheet-banners"));
let remaining = { cells: [], goTo: null };

/** A short word to the person, also for who listens. */
export function announce(words) {
  const live = document.getElementById("sheet-said");
  live.textContent = words;
}

/** Say what keeps values from being saved; null takes it away. */
export function trouble(found) {
  said.trouble.hidden = !found;
  if (!found) return;
  said.trouble_words.textContent =
    found.kind === "refused" ? say("refused_all", { message: found.words }) : say(found.kind);
  said.sign_in.hidden = found.kind !== "signed_out";
}

export function onRetry(retry) {
  said.retry.addEventListener("click", retry);
}

/** List the rows that were not handed in, each leading to its place; `why` is said of them all. */
export function left(cells, goTo, why = "") {
  remaining = { cells, goTo };
  said.left.hidden = cells.length === 0;
  if (cells.length === 0) return;
  said.left_words.textContent = why || say("left", { count: cells.length });
  said.left_list.replaceChildren(
    ...cells.map((cell) => {
      const item = document.createElement("li");
      const button = document.createElement("button");
      button.type = "button";
      button.className = "as-link";
      button.textContent = cell.name;
      button.addEventListener("click", () => goTo(cell));
      item.append(button);
      const [reason] = [...Object.values(cell.problems), ...cell.doubts];
      if (reason) item.append(`: ${reason}`);
      return item;
    })
  );
}

/** The list again, once something has been saved: without what has gone, and without old reasons. */
export function stillLeft() {
  if (said.left.hidden) return;
  const cells = remaining.cells.filter((cell) => cell.isToSubmit);
  const isReady = cells.every((cell) => cell.canGo && !cell.isChanged && cell.doubts.length === 0);
  left(cells, remaining.goTo, isReady ? say("left_ready", { count: cells.length }) : "");
}
