// What the page says above the table: trouble with saving, rows left, values kept from before.

import { forget } from "./store.js";
import { copy, display, say, slots } from "./words.js";

const said = slots(document.getElementById("sheet-banners"));

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

/** List the rows that were not handed in, each leading to its place. */
export function left(cells, goTo) {
  said.left.hidden = cells.length === 0;
  if (cells.length === 0) return;
  said.left_words.textContent = say("left", { count: cells.length });
  said.left_list.replaceChildren(
    ...cells.map((cell) => {
      const item = document.createElement("li");
      const button = document.createElement("button");
      button.type = "button";
      button.className = "as-link";
      button.textContent = cell.name;
      button.addEventListener("click", () => goTo(cell));
      item.append(button);
      const [why] = [...Object.values(cell.problems), ...cell.doubts];
      if (why) item.append(`: ${why}`);
      return item;
    })
  );
}

/** Offer values back that were typed and never saved, row by row; `restore(cells)` takes them. */
export function offer(found, restore) {
  let open = found;
  const show = () => {
    said.kept.hidden = open.length === 0;
    said.kept_words.textContent = say("kept_many", { count: open.length });
  };
  const take = (taken) => {
    open = open.filter((each) => !taken.includes(each));
    show();
    restore(taken);
  };
  const drop = (dropped) => {
    open = open.filter((each) => !dropped.includes(each));
    for (const { cell } of dropped) forget(cell);
    show();
  };
  said.kept_list.replaceChildren(
    ...found.map((each) => {
      const item = copy("kept-template");
      const parts = slots(item);
      parts.name.textContent = each.cell.name;
      parts.values.textContent = say("kept", {
        mine: shown(each.cell, each.kept.now),
        theirs: shown(each.cell, each.cell.now),
      });
      parts.restore.hidden = !each.cell.isEditable;
      parts.restore.addEventListener("click", () => {
        item.remove();
        take([each]);
      });
      parts.drop.addEventListener("click", () => {
        item.remove();
        drop([each]);
      });
      return item;
    })
  );
  said.restore_all.onclick = () => take(open.filter(({ cell }) => cell.isEditable));
  said.drop_all.onclick = () => drop(open);
  show();
}

function shown(cell, fields) {
  if (cell.row.parts) return `${fields.numerator || ""} / ${fields.denominator || ""}`;
  return fields.value || fields.increment ? display(fields.value || fields.increment) : say("empty");
}
