// A doubt that the towns share, such as that they miss the control total: one word serves them all.

import { list } from "./words.js";

export class Agreeing {
  /** `box` of a towns' row; `touched(cells)` hears which were explained. */
  constructor(line, box, touched) {
    this.line = line;
    this.box = box;
    this.given = ""; // What was typed here last, which may be typed on.
    this.input = box.shared_explanation;
    this.input.addEventListener("input", () => {
      const cells = this.cells.filter((cell) => this.isOpen(cell));
      for (const cell of cells) cell.type("explanation", this.input.value);
      this.given = this.input.value;
      touched(cells);
    });
  }

  /** The doubts that more towns than one have in the same words, while the total is missed. */
  get doubts() {
    if (!this.line.isOff) return [];
    const times = new Map();
    for (const doubt of this.line.cells.flatMap((cell) => cell.doubts)) {
      times.set(doubt, (times.get(doubt) || 0) + 1);
    }
    return [...times.keys()].filter((doubt) => times.get(doubt) > 1);
  }

  get cells() {
    const shared = this.doubts;
    return this.line.cells.filter(
      (cell) => cell.isEditable && cell.doubts.some((doubt) => shared.includes(doubt))
    );
  }

  /** Whether a cell has no word of its own. */
  isOpen(cell) {
    const word = cell.now.explanation.trim();
    return !word || word === this.given.trim();
  }

  /** Whether this is the place to say a word to the cell's doubt. */
  asks(cell) {
    return this.cells.includes(cell) && !cell.now.explanation.trim();
  }

  refresh() {
    const shared = this.doubts;
    this.box.shared.hidden = shared.length === 0 || this.cells.length === 0;
    list(this.box.shared_doubts, shared);
    if (this.given || this.input === document.activeElement) return;
    const [first, ...others] = new Set(this.cells.map((cell) => cell.now.explanation.trim()));
    this.given = first && others.length === 0 ? first : "";
    this.input.value = this.given;
  }
}
