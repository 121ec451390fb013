// A cell's row on the page, and the line below it for everything that needs more room.

import { Evidence } from "./evidence.js";
import { copy, display, list, page, put, say, slots } from "./words.js";

const FIRST = "first";
const SECOND = "second";

const owners = new WeakMap();

/** The row that an element of the table belongs to, undefined outside the cells' rows. */
export function rowOf(element) {
  const tr = element.closest("tr");
  return tr ? owners.get(tr) : undefined;
}

function heading(column) {
  return document.querySelector(`#sheet thead [data-heading="${column}"]`).textContent.trim();
}

export class CellRow {
  /** `name` is what stands in the first column: the indicator, or the place below it. */
  constructor(cell, name) {
    this.cell = cell;
    this.element = copy("row-template");
    this.more = copy("more-template");
    this.slots = slots(this.element);
    this.below = slots(this.more);
    this.evidence = null;
    this.isOpen = { definition: false, evidence: false };
    owners.set(this.element, this);
    owners.set(this.more, this);
    this.element.id = cell.id;
    this.element.dataset.key = cell.key;
    this.element.classList.toggle("is-town", Boolean(cell.row.towns));
    this.still(name);
    this.fields = this.fieldsByName();
    this.refresh();
  }

  /** What does not change while the page is open. */
  still(name) {
    const { cell, slots: slot } = this;
    slot.name.textContent = name;
    slot.choose.setAttribute("aria-label", say("label", { field: heading("choose"), name: cell.name }));
    slot.unit.textContent = cell.row.unit;
    slot.target.textContent = display(cell.facts.target);
    slot.last_year.textContent = display(cell.facts.last_year);
    const isFirst = cell.row.kind === "flow" && page.month.endsWith("-01");
    slot.before.textContent = isFirst ? display("") : this.qualified(cell.facts);
    if (cell.facts.before_pending) {
      slot.before.classList.add("is-pending");
      slot.before.title = say("before_pending");
    }
    slot.info.hidden = Boolean(cell.row.towns) || !(cell.row.definition || cell.row.source);
    this.below.definition_text.textContent = cell.row.definition || "";
    this.below.definition_source.textContent = cell.row.source || "";
    this.below.definition_source.parentElement.hidden = !cell.row.source;
    const fields = cell.row.parts ? ["numerator", "denominator"] : ["increment", "value"];
    [FIRST, SECOND].forEach((column, n) => {
      const input = slot[column];
      input.dataset.field = fields[n];
      input.id = `${cell.id}-${fields[n]}`;
      const label = cell.row.parts ? input.dataset[fields[n]] : heading(fields[n]);
      if (cell.row.parts) input.placeholder = label;
      input.setAttribute("aria-label", say("label", { field: label, name: cell.name }));
    });
    for (const column of ["qualifier", "note"]) {
      const label = say("label", { field: heading(column), name: cell.name });
      slot[column].setAttribute("aria-label", label);
    }
    slot.none.hidden = cell.row.kind === "ratio";
    slot.no_change.hidden = cell.row.kind === "flow";
    this.more.firstElementChild.id = `${cell.id}-more`;
  }

  /** Last month's value, with the word of its qualifier. */
  qualified({ before, before_qualifier: qualifier }) {
    const words = before && qualifier && say(`qualifier_${qualifier}`, { number: display(before) });
    return words || display(before);
  }

  fieldsByName() {
    const found = {};
    for (const root of [this.element, this.more]) {
      for (const control of root.querySelectorAll("[data-field]")) {
        found[control.dataset.field] = control;
      }
    }
    return found;
  }

  /** Show the cell as it is now; a field with the caret in it keeps its text unless forced. */
  refresh(isForced = false) {
    const { cell, slots: slot } = this;
    const isEditable = cell.isEditable;
    for (const [field, control] of Object.entries(this.fields)) {
      const text = cell.now[field];
      const isOwn = control === document.activeElement && !isForced;
      if (!isOwn && control.value !== text) control.value = text;
      if (control.dataset.kind === "text") control.readOnly = !isEditable;
      else control.disabled = !isEditable;
    }
    for (const column of [FIRST, SECOND]) fit(slot[column]);
    if (!cell.row.parts) {
      const why = cell.whyNoIncrement;
      slot.first.disabled = !isEditable || why !== "";
      slot.first.title = isEditable ? why : "";
      slot.first.placeholder = cell.row.kind === "ratio" ? "" : slot.first.placeholder;
    }
    slot.choose.disabled = !isEditable;
    slot.choose.checked = cell.chosen;
    put(slot.percent, cell.missingPart ? say(`${cell.missingPart}_missing`) : cell.percent);
    slot.percent.hidden = !cell.row.parts;
    slot.no_change.disabled = !isEditable || !cell.canRepeat;
    slot.none.disabled = !isEditable || !cell.canBeNone;
    slot.tools_write.hidden = !isEditable;
    slot.withdraw.hidden = !(cell.row.writable && cell.state === "submitted");
    this.progress();
    this.state();
    this.problems();
    this.rest();
  }

  progress() {
    const { cell, slots: slot } = this;
    const facts = cell.facts;
    const isKnown = Boolean(facts.light) && !cell.isEmpty;
    put(slot.completion, isKnown ? facts.completion || "" : "");
    slot.light.hidden = !isKnown;
    if (isKnown) showLight(slot.light, facts);
    slot.progress.classList.toggle("is-old", cell.isChanged);
  }

  state() {
    const { cell, slots: slot } = this;
    const facts = cell.facts;
    const state = cell.state || "missing";
    if (!slot.state.classList.contains(`chip-${state}`)) slot.state.className = `chip chip-${state}`;
    put(slot.state, facts.state_label || say("missing"));
    slot.unsaved.hidden = !cell.isChanged;
    slot.late.hidden = !facts.late;
    slot.correction.hidden = !facts.correction;
    this.element.classList.toggle("is-changed", cell.isChanged);
    this.element.classList.toggle("is-readonly", !cell.isEditable);
    const count = facts.evidence || 0;
    put(slot.evidence, count ? say("evidence_count", { count }) : say("evidence"));
    slot.evidence.hidden = !count && !cell.isEditable;
    // Tab goes from field to field; in a row without fields it stops at the buttons.
    for (const name of ["evidence", "info"]) slot[name].tabIndex = cell.isEditable ? -1 : 0;
  }

  problems() {
    const { cell, below } = this;
    const problems = cell.problems;
    const said = Object.entries(problems);
    list(
      below.errors,
      said.map(([, words]) => words),
      (item, n) => {
        item.id = `${cell.id}-${said[n][0]}-error`;
      }
    );
    below.errors.hidden = said.length === 0;
    for (const [field, control] of Object.entries(this.fields)) {
      if (problems[field]) {
        control.setAttribute("aria-invalid", "true");
        control.setAttribute("aria-describedby", `${cell.id}-${field}-error`);
      } else {
        control.removeAttribute("aria-invalid");
        control.removeAttribute("aria-describedby");
      }
    }
    this.element.classList.toggle("is-wrong", said.length > 0);
    this.element.classList.toggle("is-doubted", cell.doubts.length > 0);
  }

  /** The line below: only what there is something to say about, and hidden with nothing. */
  rest() {
    const { cell, below, isOpen } = this;
    const facts = cell.facts;
    below.definition.hidden = !isOpen.definition;
    this.slots.info.setAttribute("aria-expanded", String(isOpen.definition));
    below.returned.hidden = !cell.isReturned;
    put(below.returned_reason, facts.returned || "");
    put(below.returned_by, facts.returned_by || "");
    list(below.doubts, cell.doubts);
    const isExplained = cell.doubts.length > 0 || (cell.now.explanation && cell.isEditable);
    below.doubt.hidden = !isExplained;
    below.correcting.hidden = !this.isCorrecting;
    put(below.approved, facts.approved
      ? say("approved_was", { value: `${display(facts.approved)} ${cell.row.unit}` })
      : "");
    this.conflict();
    below.evidence.hidden = !isOpen.evidence;
    this.slots.evidence.setAttribute("aria-expanded", String(isOpen.evidence));
    const boxes = this.more.querySelectorAll("[data-box]");
    this.more.hidden = [...boxes].every((box) => box.hidden);
  }

  /** Whether an approved figure is about to be replaced, which needs a reason. */
  get isCorrecting() {
    const { cell } = this;
    if (!cell.facts.approved || !cell.isEditable) return Boolean(cell.facts.correction);
    return cell.isChanged || Boolean(cell.facts.correction);
  }

  conflict() {
    const { theirs } = this.cell;
    this.below.conflict.hidden = !theirs;
    if (!theirs) return;
    put(this.below.conflict_words, say("conflict", theirs));
    const mine = this.cell.row.parts ? this.cell.parts.join(" / ") : this.cell.now.value;
    put(this.below.mine, mine || say("empty"));
    const value = this.cell.row.parts
      ? [theirs.numerator || "", theirs.denominator || ""].join(" / ")
      : theirs.value;
    const word = theirs.state_label ? ` (${theirs.state_label})` : "";
    put(this.below.theirs, `${display(value)}${word}`);
    this.below.take_mine.hidden = theirs.state === "submitted";
  }

  /** Open or close a part of the line below. */
  toggle(part) {
    this.isOpen[part] = !this.isOpen[part];
    if (part === "evidence" && this.isOpen.evidence) {
      if (!this.evidence) this.evidence = new Evidence(this.below.evidence, this);
      this.evidence.load();
    }
    this.rest();
  }

  /** The field to bring the person to: what is wrong, else what a doubt asks for. */
  toMend() {
    const [wrong] = Object.keys(this.cell.problems);
    if (wrong && this.fields[wrong] && !this.fields[wrong].disabled) return this.fields[wrong];
    if (this.cell.doubts.length > 0 && !this.cell.now.explanation.trim()) {
      return this.fields.explanation;
    }
    return this.slots.second;
  }
}

/** A long number is written smaller, so that its field shows all of it. */
function fit(input) {
  const { length } = input.value;
  input.classList.toggle("is-long", length > 8);
  input.classList.toggle("is-longer", length > 11);
  input.classList.toggle("is-longest", length > 14);
}

/** A light with its word, as everywhere in the product. */
export function showLight(element, facts) {
  if (!element.classList.contains(`light-${facts.light}`)) {
    element.className = `light light-${facts.light}`;
    element.querySelector("use").setAttribute("href", `#light-${facts.light}`);
  }
  put(element.querySelector("[data-word]"), facts.light_label || "");
}
