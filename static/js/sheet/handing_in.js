// Handing in: what is good goes to the reviewer; what is not is listed and stays with the person.

import { announce, left } from "./banners.js";
import { say } from "./words.js";

/** Hand in the cells that hold something new; `show(cell)` leads to the first that is left. */
export async function handIn(saver, wanted, nothing, show) {
  const asked = wanted.filter((cell) => cell.isToSubmit);
  if (asked.length === 0) {
    left([], show);
    announce(say(nothing));
    return;
  }
  for (const cell of asked) check(cell);
  const good = asked.filter((cell) => Object.keys(cell.problems).length === 0 && !cell.theirs);
  const isAnswered = good.length === 0 || (await saver.submit(good));
  const rest = asked.filter((cell) => cell.isToSubmit);
  for (const cell of rest) if (cell.view) cell.view.refresh();
  left(rest, show, isAnswered ? "" : say("left_unanswered", { count: rest.length }));
  if (rest.length > 0 && isAnswered) show(rest[0]);
}

/** What can be told without the server: a part, a reason or an explanation that is missing. */
function check(cell) {
  cell.errors = {};
  const missing = cell.missingPart;
  if (missing) cell.errors[missing] = say(`${missing}_missing`);
  if (cell.facts.approved && !cell.now.reason.trim()) cell.errors.reason = say("reason_missing");
  const isInDoubt = cell.doubts.length > 0 && !cell.isChanged;
  if (isInDoubt && !cell.now.explanation.trim()) {
    cell.errors.explanation = say("explanation_missing");
  }
}
