// Steps that can be taken back and done again: what cells held before and after each.

const MOST_STEPS = 200;

export class History {
  constructor() {
    this.done = [];
    this.undone = [];
    this.open = null;
  }

  /** A cell is about to change by typing; what is typed until `close` is one step. */
  begin(cell) {
    if (this.open && this.open.cell === cell) return;
    this.close();
    this.open = { cell, before: { ...cell.now } };
  }

  /** Typing has ended, as when the focus moves on. */
  close() {
    if (!this.open) return;
    const { cell, before } = this.open;
    this.open = null;
    this.add([{ cell, before, after: { ...cell.now } }]);
  }

  /** Many cells change at once, as when a block is pasted: one step. */
  together(cells, change) {
    this.close();
    const before = cells.map((cell) => ({ ...cell.now }));
    change();
    this.add(cells.map((cell, n) => ({ cell, before: before[n], after: { ...cell.now } })));
  }

  add(changes) {
    const real = changes.filter(
      ({ before, after }) => JSON.stringify(before) !== JSON.stringify(after)
    );
    if (real.length === 0) return;
    this.done.push(real);
    this.done.splice(0, this.done.length - MOST_STEPS);
    this.undone = [];
  }

  /** Take the last step back; the cells changed, empty when there is none. */
  undo() {
    this.close();
    return move(this.done, this.undone, "before");
  }

  redo() {
    this.close();
    return move(this.undone, this.done, "after");
  }
}

function move(from, to, side) {
  const step = from.pop();
  if (!step) return [];
  to.push(step);
  const changed = step.filter(({ cell }) => cell.isEditable);
  for (const change of changed) {
    change.cell.now = { ...change[side] };
    change.cell.errors = {};
  }
  return changed.map(({ cell }) => cell);
}
