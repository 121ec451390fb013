// A block is pasted over the fields that are in sight.

import { announce } from "./banners.js";
import { block, isBlock } from "./block.js";
import { rowOf } from "./row.js";
import { say } from "./words.js";

/** Fill fields to the right and down from the caret; one that cannot be written is skipped. */
export function paste(event, grid, history, touched) {
  const control = event.target;
  if (!control.dataset || !control.dataset.col) return;
  const rows = block(event.clipboardData.getData("text/plain"));
  if (!isBlock(rows)) return;
  event.preventDefault();
  const covered = grid.covered(control, rows.length, Math.max(...rows.map((row) => row.length)));
  const aims = [];
  const written = (text) => text.trim() !== "";
  let skipped = rows.slice(covered.length).reduce((sum, row) => sum + row.filter(written).length, 0);
  let cut = 0;
  covered.forEach((controls, y) => {
    rows[y].forEach((text, x) => {
      if (!written(text)) return; // An empty cell of a block leaves what stands there.
      const aim = controls[x];
      const value = aim && accepted(aim, text);
      if (value === undefined || aim.disabled || aim.readOnly) skipped += 1;
      else aims.push({ aim, value, cell: rowOf(aim).cell });
      if (value && !aim.options && value !== text.trim()) cut += 1;
    });
  });
  const changed = [...new Set(aims.map(({ cell }) => cell))];
  history.together(changed, () => {
    for (const { aim, value, cell } of aims) cell.type(aim.dataset.field, value);
  });
  touched(changed);
  const told = skipped ? say("skipped", { count: skipped }) : say("pasted", { count: aims.length });
  announce(cut ? `${told} ${say("cut", { count: cut })}` : told);
}

/** What a field takes of a pasted text; undefined when it has no such choice. */
function accepted(control, text) {
  const trimmed = text.trim();
  if (control.options) {
    const option = [...control.options].find((each) => [each.text, each.value].includes(trimmed));
    return option ? option.value : undefined;
  }
  return control.maxLength > 0 ? [...trimmed].slice(0, control.maxLength).join("") : trimmed;
}
