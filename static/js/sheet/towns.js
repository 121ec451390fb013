// An indicator that towns report: one row with the sum, which opens into a row for each town.

import { Agreeing } from "./agreeing.js";
import { add, isPositive, percent, readNumber, subtract } from "./number.js";
import { CellRow, showLight } from "./row.js";
import { copy, display, fill, page, put, say, slots } from "./words.js";

export class TownsRow {
  /** `touched(cells)` hears of towns' cells that are written into from this row. */
  constructor(row, cells, touched) {
    this.row = row;
    this.key = `total|${row.indicator}`;
    this.name = `${row.name} ${say("total")}`;
    this.isEditable = Boolean(row.writable);
    this.cells = cells;
    this.whole = row.whole || {};
    this.total = row.total || "";
    this.totalText = this.total;
    this.totalError = "";
    this.rows = [];
    this.isOpen = false;
    this.isDefined = false; // Whether the definition is shown.
    this.isOff = false; // Whether the towns miss the control total.
    this.element = copy("towns-template");
    this.more = copy("towns-more-template");
    this.slots = slots(this.element);
    this.element.id = `towns-${row.indicator}`;
    this.element.dataset.indicator = row.indicator;
    this.more.dataset.indicator = row.indicator;
    const slot = this.slots;
    slot.name.textContent = row.name;
    slot.unit.textContent = row.unit;
    slot.total.disabled = !row.writable;
    slot.total_box.hidden = row.kind === "ratio";
    slot.total.setAttribute("aria-label", say("label", { field: slot.total.dataset.name, name: row.name }));
    slot.info.hidden = !row.definition && !row.source;
    this.below = slots(this.more);
    this.below.definition_text.textContent = row.definition || "";
    this.below.definition_source.textContent = row.source || "";
    this.below.definition_source.parentElement.hidden = !row.source;
    this.agreeing = new Agreeing(this, this.below, touched);
    this.refresh();
  }

  /** The sum of what is typed; a town without a figure counts with its latest, as in the ledger. */
  sum() {
    if (this.row.kind === "ratio") return this.ratio();
    let sum = "";
    for (const cell of this.cells) {
      const carried = cell.facts.carried ? cell.facts.carried[0] : "";
      const value = cell.amount || (cell.isEmpty ? carried : "");
      if (value) sum = sum ? add(sum, value) : value;
    }
    return sum;
  }

  ratio() {
    if (!this.row.parts) return "";
    let [numerator, denominator] = ["0", "0"];
    for (const cell of this.cells) {
      const [, above, below] = cell.facts.carried || ["", "", ""];
      const parts = cell.isEmpty ? [above, below] : cell.parts;
      if (!parts[0] || !parts[1] || !isPositive(parts[1])) continue;
      numerator = add(numerator, parts[0]);
      denominator = add(denominator, parts[1]);
    }
    if (!isPositive(denominator)) return "";
    return `${percent(numerator, denominator, this.row.decimals || 0)}%`;
  }

  get isChanged() {
    return this.cells.some((cell) => cell.isChanged);
  }

  refresh() {
    const { slots: slot, whole, row } = this;
    const sum = this.sum();
    put(slot.sum, display(sum));
    put(slot.target, display(whole.target));
    put(slot.last_year, display(whole.last_year));
    put(slot.before, display(whole.before));
    const done = this.cells.filter((cell) => cell.isFilled).length;
    put(slot.reported, say("reported", { done, all: this.cells.length }));
    slot.reported.classList.toggle("is-whole", done === this.cells.length);
    put(slot.completion, whole.completion || "");
    slot.light.hidden = !whole.light;
    if (whole.light) showLight(slot.light, whole);
    slot.progress.classList.toggle("is-old", this.isChanged);
    slot.toggle.setAttribute("aria-expanded", String(this.isOpen));
    const words = this.isOpen ? "towns_close" : "towns_open";
    slot.toggle.setAttribute("aria-label", say(words, { name: row.name }));
    const wrong = this.cells.filter((cell) => Object.keys(cell.problems).length > 0).length;
    slot.wrong.hidden = wrong === 0 || this.isOpen;
    put(slot.wrong_count, String(wrong));
    const returned = this.cells.filter((cell) => cell.isReturned).length;
    slot.returned.hidden = returned === 0;
    put(slot.returned_count, String(returned));
    const choosable = this.cells.filter((cell) => cell.isEditable);
    slot.choose.disabled = choosable.length === 0;
    slot.choose.checked = choosable.length > 0 && choosable.every((cell) => cell.chosen);
    slot.choose.indeterminate = !slot.choose.checked && choosable.some((cell) => cell.chosen);
    this.control(sum);
    this.agreeing.refresh();
    this.below.definition.hidden = !this.isDefined;
    slot.info.setAttribute("aria-expanded", String(this.isDefined));
    this.more.hidden = !this.isDefined && this.below.shared.hidden;
  }

  /** The definition of the indicator, shown or hidden. */
  define() {
    this.isDefined = !this.isDefined;
    this.refresh();
  }

  /** The total known from elsewhere, and how far the towns are from it. */
  control(sum) {
    const { slots: slot } = this;
    if (slot.total !== document.activeElement && slot.total.value !== this.totalText) {
      slot.total.value = this.totalText;
    }
    const read = readNumber(this.totalText, this.row.unit);
    const error = read.reason
      ? fill(page.numbers[read.reason], { unit: this.row.unit })
      : this.totalError;
    slot.total.toggleAttribute("aria-invalid", Boolean(error));
    if (error) slot.total.setAttribute("aria-invalid", "true");
    slot.difference.classList.toggle("is-wrong", Boolean(error));
    slot.difference.classList.remove("is-off");
    this.isOff = false;
    if (error) {
      put(slot.difference, error);
    } else if (read.value && sum) {
      const difference = subtract(sum, read.value);
      this.isOff = difference !== "0";
      slot.difference.classList.toggle("is-off", this.isOff);
      put(slot.difference, this.isOff
        ? say("difference", { value: display(difference) })
        : say("agrees"));
    } else {
      put(slot.difference, "");
    }
  }

  get isTotalChanged() {
    return this.totalText.trim() !== this.total;
  }

  get isUnsaved() {
    return this.isTotalChanged;
  }

  /** What is kept of the row in the browser. */
  get kept() {
    return { total: this.totalText };
  }

  /** What was kept of the row, as an offer; null where it is nothing new. */
  offered({ total }) {
    if (typeof total !== "string" || total.trim() === this.total) return null;
    return { mine: total, theirs: this.total, total };
  }

  takeBack({ total }) {
    this.totalText = total;
    this.totalError = "";
    this.refresh();
  }

  get isTotalWorthSaving() {
    const read = readNumber(this.totalText, this.row.unit);
    return this.isTotalChanged && !read.reason && this.totalRefused !== this.totalText;
  }

  /** Show or hide the towns, whose rows are made when first needed. */
  open(isOpen) {
    this.isOpen = isOpen;
    if (isOpen && this.rows.length === 0) {
      let last = this.more;
      for (const cell of this.cells) {
        const elements = cell.view ? [this.pointer(cell)] : this.make(cell);
        last.after(...elements);
        last = elements[elements.length - 1];
        this.rows.push(...elements);
      }
    }
    for (const element of this.rows) element.classList.toggle("is-folded", !isOpen);
    this.refresh();
  }

  make(cell) {
    cell.view = new CellRow(cell, cell.place);
    return [cell.view.element, cell.view.more];
  }

  /** A town that was returned stands at the top of the sheet; here only says so. */
  pointer(cell) {
    const element = copy("pointer-template");
    const parts = slots(element);
    parts.name.textContent = cell.place;
    parts.link.textContent = say("returned_above");
    parts.link.href = `#${cell.id}`;
    return element;
  }
}
