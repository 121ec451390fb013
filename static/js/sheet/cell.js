// One figure that is owed: what the ledger has, what is typed, and what follows from it.

import { add, isPositive, percent, readNumber, subtract } from "./number.js";
import { fill, page, say } from "./words.js";

export const NUMBERS = ["value", "increment", "numerator", "denominator"];
export const WORDS = ["qualifier", "note", "reason", "explanation"];
const FIELDS = [...NUMBERS, ...WORDS];
const PLACES = 4;

/** The texts of the fields as the ledger has them. */
export function texts(facts) {
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
    this.lost = new Set(); // What was sent and never answered: the server may have it.
    this.isGoing = false; // Being handed in: what goes to the reviewer is what is seen.
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
    return Boolean(this.row.writable) && this.state !== "submitted" && !this.isGoing;
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
    this.now.qualifier = this.facts.before_qualifier || "exact";
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

  /** Whether the parts make a ratio. */
  get isCounted() {
    const [numerator, denominator] = this.parts;
    return Boolean(numerator && denominator) && isPositive(denominator);
  }

  /** The ratio of the parts in percent, for the eye; the server works out what counts. */
  get percent() {
    const [numerator, denominator] = this.parts;
    return this.isCounted ? `${percent(numerator, denominator, PLACES)}%` : "";
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

  /** The part that is not there while the other is; empty when none is missing. */
  get missingPart() {
    if (!this.isHalf || this.hasTypingError) return "";
    return this.now.numerator.trim() ? "denominator" : "numerator";
  }

  /** Whether what is typed is not as the ledger has it. */
  get isChanged() {
    return this.differsFrom(texts(this.facts));
  }

  get isUnsaved() {
    return this.isChanged;
  }

  /** What is kept of the cell in the browser. */
  get kept() {
    return { now: this.now, seen: this.seen };
  }

  differsFrom(others) {
    if (FIELDS.every((field) => this.now[field] === others[field])) return false;
    return this.comparable(this.now) !== this.comparable(others);
  }

  /** What texts amount to, whatever the spelling of their numbers. */
  comparable(fields) {
    // How exact a number is says nothing while there is none.
    const isEmpty = NUMBERS.every((field) => !fields[field].trim());
    const said = WORDS.map((field) => (isEmpty && field === "qualifier" ? "" : fields[field].trim()));
    return JSON.stringify([this.counted(fields), said]);
  }

  /** The same for the numbers alone. */
  counted(fields) {
    const numbers = this.row.parts ? ["numerator", "denominator"] : ["value"];
    const counted = numbers.map((field) => {
      const read = number(fields[field], this.unit(field));
      return read === undefined ? `? ${fields[field]}` : read;
    });
    // An increment counts by itself only while no value follows from it.
    if (!this.row.parts && !fields.value.trim()) counted.push(fields.increment.trim());
    return JSON.stringify(counted);
  }

  /** What was kept of the cell, as an offer; null where it is nothing new. */
  offered({ now, seen }) {
    const isWhole = now && typeof seen === "string";
    if (!isWhole || !FIELDS.every((field) => typeof now[field] === "string")) return null;
    if (!this.differsFrom(now)) return null;
    return { mine: this.inShort(now), theirs: this.inShort(this.now), now, seen };
  }

  /** Values kept from before come back, with what the person had seen then. */
  takeBack({ now, seen }) {
    this.now = { ...this.now, ...now };
    this.seen = seen;
  }

  inShort(fields) {
    if (!this.row.parts) return fields.value || fields.increment;
    return fields.numerator || fields.denominator
      ? `${fields.numerator} / ${fields.denominator}`
      : "";
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
    const isAsWasReturned = this.chosen && this.state === "returned";
    return this.isChanged || this.state === "draft" || isAsWasReturned;
  }

  /** Whether handing it in now has a chance: it is whole, and nobody else's stands against it. */
  get canGo() {
    return this.isToSubmit && !this.hasTypingError && !this.isHalf && !this.theirs;
  }

  /** The cell as it is sent. */
  sent() {
    const { value, increment, ...rest } = this.now;
    const row = { indicator: this.row.indicator, region: this.region, seen: this.seen, ...rest };
    row.value = value;
    if (!value.trim() && increment.trim()) row.increment = increment;
    return row;
  }
}
