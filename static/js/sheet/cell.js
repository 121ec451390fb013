// One figure that is owed: what the ledger has, what is typed, and what follows from it.

import { add, plain, readNumber, subtract } from "./number.js";
import { fill, page, say } from "./words.js";

export const NUMBERS = ["value", "increment", "numerator", "denominator"];
const TEXTS = ["qualifier", "note", "reason", "explanation"];
const FIELDS = [...NUMBERS, ...TEXTS];
const LONGEST_PART = 4;

/** The texts of the fields as the ledger has them. */
function texts(facts) {
  const found = {};
  for (const field of FIELDS) found[field] = facts[field] || "";
  found.qualifier = found.qualifier || "exact";
  return found;
}

/** The number that a text is; null for none, undefined for what is not a number. */
function number(text, unit) {
  const found = readNumber(text, unit);
  return "reason" in found ? undefined : found.value;
}

export class Cell {
  constructor(row, facts) {
    this.row = row;
    this.region = facts.region;
    this.key = `${row.indicator}|${facts.region}`;
    this.id = `cell-${row.indicator}-${facts.region}`;
    this.place = page.places[facts.region] || "";
    this.chosen = false;
    this.errors = {};
    this.doubts = facts.doubts || [];
    this.theirs = null;
    this.refused = ""; // What the server last refused, so that it is not sent again unchanged.
    this.asFound(facts);
  }

  /** Everything as the ledger has it. */
  asFound(facts) {
    this.facts = facts;
    this.seen = facts.seen || "";
    this.now = texts(facts);
  }

  get name() {
    return this.row.towns ? `${this.row.name} ${this.place}` : this.row.name;
  }

  get state() {
    return this.facts.state || "";
  }

  get isReturned() {
    return Boolean(this.facts.returned);
  }

  get isEditable() {
    return Boolean(this.row.writable) && this.state !== "submitted";
  }

  /** Whether a figure stands in the cell, saved or not. */
  get isFilled() {
    return this.row.parts ? this.parts.every(Boolean) : Boolean(this.amount);
  }

  get isEmpty() {
    return NUMBERS.every((field) => !this.now[field].trim());
  }

  /** Whether the month's own part can be typed, and why not. */
  get whyNoIncrement() {
    if (this.row.kind === "ratio") return say("increment_ratio");
    return this.facts.before ? "" : say("increment_unknown");
  }

  unit(field) {
    return field === "numerator" || field === "denominator" ? "" : this.row.unit;
  }

  /** A field is typed into; of increment and value, the other follows. */
  type(field, text) {
    this.now[field] = text;
    if (!this.row.parts && field === "value") this.now.increment = this.incrementOf(text);
    if (field === "increment") this.now.value = this.valueOf(text);
    delete this.errors[field];
    if (NUMBERS.includes(field)) for (const name of NUMBERS) delete this.errors[name];
  }

  incrementOf(text) {
    const value = number(text, this.row.unit);
    return value && !this.whyNoIncrement ? subtract(value, this.facts.before) : "";
  }

  valueOf(text) {
    const added = number(text, this.row.unit);
    return added && this.facts.before ? add(this.facts.before, added) : "";
  }

  /** The same as last month, or nothing: one click. */
  noChange() {
    if (this.row.parts) {
      const [numerator, denominator] = this.facts.before_parts;
      this.now.numerator = numerator;
      this.now.denominator = denominator;
    } else {
      this.type("value", this.facts.before);
    }
    this.errors = {};
  }

  none() {
    if (this.row.kind === "flow") this.type("increment", "0");
    else this.type("value", "0");
    this.errors = {};
  }

  get canRepeat() {
    if (this.row.kind === "flow") return false;
    return Boolean(this.row.parts ? this.facts.before_parts : this.facts.before);
  }

  get canBeNone() {
    return this.row.kind === "flow" ? Boolean(this.facts.before) : this.row.kind === "stock";
  }

  /** The value as typed, in plain digits; empty while there is none. */
  get amount() {
    return number(this.now.value, this.row.unit) || "";
  }

  get parts() {
    return [number(this.now.numerator, "") || "", number(this.now.denominator, "") || ""];
  }

  /** The ratio of the parts in percent, for the eye; the server works out what counts. */
  get percent() {
    const [numerator, denominator] = this.parts.map(Number);
    if (!this.isFilled || !(denominator > 0)) return "";
    return `${plain(((numerator / denominator) * 100).toFixed(LONGEST_PART))}%`;
  }

  /** What is wrong with the fields, in words; the server's words where only it can tell. */
  get problems() {
    const found = { ...this.errors };
    for (const field of NUMBERS) {
      if (!this.now[field]) continue;
      const read = readNumber(this.now[field], this.unit(field));
      if (read.reason) found[field] = fill(page.numbers[read.reason], { unit: this.unit(field) });
    }
    return found;
  }

  get hasTypingError() {
    return NUMBERS.some(
      (field) => this.now[field] && readNumber(this.now[field], this.unit(field)).reason
    );
  }

  /** Only one of the two parts is there so far. */
  get isHalf() {
    return this.row.parts && !this.isEmpty && !this.isFilled;
  }

  /** Whether what is typed is not as the ledger has it. */
  get isChanged() {
    return this.differsFrom(texts(this.facts));
  }

  differsFrom(others) {
    if (FIELDS.every((field) => this.now[field] === others[field])) return false;
    return this.comparable(this.now) !== this.comparable(others);
  }

  comparable(fields) {
    const numbers = this.row.parts ? ["numerator", "denominator"] : ["value"];
    const said = TEXTS.map((field) => fields[field].trim());
    const counted = numbers.map((field) => {
      const read = number(fields[field], this.unit(field));
      return read === undefined ? `? ${fields[field]}` : read;
    });
    // An increment counts by itself only while no value follows from it.
    if (!this.row.parts && !fields.value.trim()) counted.push(fields.increment.trim());
    return JSON.stringify([counted, said]);
  }

  /** Whether the cell can be sent by itself: changed, readable, whole, and not refused as it is. */
  get isWorthSaving() {
    if (!this.isEditable || !this.isChanged || this.theirs) return false;
    if (this.hasTypingError || this.isHalf) return false;
    return this.refused !== this.comparable(this.now);
  }

  /** What is handed in when the person asks for it: all that is not with the reviewer or done. */
  get isToSubmit() {
    if (!this.isEditable || this.isEmpty) return false;
    return this.isChanged || this.state === "draft" || this.isReturned;
  }

  /** The cell as it is sent. */
  sent() {
    const { value, increment, ...rest } = this.now;
    const row = { indicator: this.row.indicator, region: this.region, seen: this.seen, ...rest };
    row.value = value;
    if (!value.trim() && increment.trim()) row.increment = increment;
    return row;
  }

  /** What the server answered to `sent`, which was the cell as `was` then. */
  answered(facts, was) {
    const isSame = this.comparable(this.now) === was;
    this.errors = isSame ? facts.errors || {} : {};
    this.doubts = facts.doubts || [];
    this.refused = "";
    if (facts.status === "conflict") {
      this.theirs = facts.theirs;
      return;
    }
    if (facts.status === "refused") {
      this.refused = was;
      return;
    }
    this.theirs = null;
    const typed = { ...this.now };
    this.asFound(facts);
    if (!isSame) this.now = typed;
  }

  /** Of two who wrote: mine is sent again, knowing theirs; or theirs stays. */
  takeMine() {
    this.seen = this.theirs.seen || "";
    this.facts = { ...this.facts, ...this.theirs };
    this.theirs = null;
    this.errors = {};
    this.refused = "";
  }

  takeTheirs() {
    this.asFound({ ...this.theirs, region: this.region });
    this.theirs = null;
    this.errors = {};
    this.refused = "";
  }
}
