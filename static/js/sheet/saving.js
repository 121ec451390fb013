// Saving: by itself a moment after the last key, one request at a time, and again after trouble.

import { ask, Trouble } from "./asking.js";
import { take } from "./answers.js";
import { forget, keep } from "./store.js";
import { page } from "./words.js";

const PAUSE = 600; // milliseconds after the last key
const FIRST_RETRY = 2000;
const LONGEST_RETRY = 60000;

export class Saver {
  /**
   * `told.answered(answer, cells, isSubmit)` after a request that came back, `told.trouble(trouble)` when
   * one did not (null: it is over), `told.changed()` whenever there is more or less to save.
   */
  constructor(cells, towns, told) {
    this.cells = cells;
    this.byKey = new Map(cells.map((cell) => [cell.key, cell]));
    this.towns = towns;
    this.told = told;
    this.isAsking = false;
    this.queue = Promise.resolve();
    this.timer = 0;
    this.retry = FIRST_RETRY;
    this.trouble = null;
    this.held = null; // A cell that is typed into: not taken back while its number is replaced.
  }

  get unsaved() {
    return this.cells.filter((cell) => (cell.isEditable || cell.isGoing) && cell.isChanged);
  }

  get worthSaving() {
    return this.cells.filter((cell) => cell.isWorthSaving && !(cell === this.held && cell.isEmpty));
  }

  /** How many rows hold what the ledger does not. */
  get unsavedCount() {
    return this.unsaved.length + this.towns.filter((row) => row.isTotalChanged).length;
  }

  /** These cells were typed into: kept at once, saved in a moment. */
  touched(cells) {
    for (const cell of cells) keepOrForget(cell);
    this.soon(PAUSE);
    this.told.changed();
  }

  /** The focus is in this cell's row, or in none. */
  hold(cell) {
    if (this.held === cell) return;
    this.held = cell;
    if (this.timer === 0) this.goOn();
  }

  soon(wait) {
    this.stop();
    this.timer = window.setTimeout(() => this.save(), wait);
  }

  stop() {
    window.clearTimeout(this.timer);
    this.timer = 0;
  }

  /** Save in a moment what is worth it, unless only the person can help. */
  goOn() {
    if (this.timer !== 0 || (this.trouble && !this.trouble.passes)) return;
    if (this.worthSaving.length === 0 && this.totals().length === 0) return;
    this.soon(this.trouble ? this.retry : PAUSE);
  }

  /** Save what has changed by the time it is this request's turn. */
  save() {
    return this.next(async () => {
      const cells = this.worthSaving;
      const totals = this.totals();
      if (cells.length > 0 || totals.length > 0) await this.send(cells, totals, false);
      else if (this.unsavedCount === 0) this.tell(null);
    });
  }

  /** Hand these cells in, which nobody writes in meanwhile; whether the server answered. */
  async submit(cells) {
    this.going(cells, true);
    try {
      return await this.next(() => this.send(cells, this.totals(), true));
    } finally {
      this.going(cells, false);
      this.told.changed();
    }
  }

  going(cells, isGoing) {
    for (const cell of cells) {
      cell.isGoing = isGoing;
      if (cell.view) cell.view.refresh();
    }
  }

  /** Take a cell that waits for review back; what it held is offered to be written again. */
  withdraw(cell) {
    return this.next(async () => {
      const typed = { ...cell.now };
      const row = { ...cell.sent(), withdraw: true };
      const answer = await this.post([row], [], false);
      if (!answer) return;
      this.take(answer, new Map([[cell.key, cell.comparable(cell.now)]]));
      if (answer.rows[0].status === "withdrawn") {
        cell.now = typed;
        this.touched([cell]);
      }
      this.told.answered(answer, [cell], false);
    });
  }

  /** Ask what the server thinks of drafts, as when the page was just opened. */
  check(cells) {
    return this.next(async () => {
      if (cells.length > 0) await this.send(cells, [], false);
    });
  }

  totals() {
    return this.towns.filter((row) => row.isTotalWorthSaving);
  }

  /** Do something once all before it is done: one request is under way at a time. */
  next(task) {
    this.stop();
    const done = this.queue.then(task);
    this.queue = done.catch(() => null).then(() => this.goOn());
    return done;
  }

  async send(cells, totals, isSubmit) {
    const was = new Map(cells.map((cell) => [cell.key, cell.comparable(cell.now)]));
    const typed = totals.map((row) => row.totalText);
    const sent = totals.map((row, n) => ({
      indicator: row.row.indicator,
      region: page.region,
      value: typed[n],
      seen: row.total,
    }));
    const answer = await this.post(cells.map((cell) => cell.sent()), sent, isSubmit);
    if (!answer) {
      for (const cell of cells) cell.lost.add(was.get(cell.key));
      return false;
    }
    for (const cell of cells) cell.isGoing = false;
    this.take(answer, was);
    for (const told of answer.totals) {
      const row = totals.find((total) => total.row.indicator === told.indicator);
      const text = typed[totals.indexOf(row)];
      row.totalError = (told.errors && told.errors.value) || "";
      row.total = told.stands;
      if (told.status !== "saved") row.totalRefused = text;
      else if (row.totalText === text) row.totalText = row.total;
      keepOrForget(row);
    }
    this.told.answered(answer, cells, isSubmit);
    return true;
  }

  take(answer, was) {
    for (const facts of answer.rows) {
      const cell = this.byKey.get(`${facts.indicator}|${facts.region}`);
      take(cell, facts, was.get(cell.key));
      keepOrForget(cell);
    }
    for (const whole of answer.whole) {
      const row = this.towns.find((towns) => towns.row.indicator === whole.indicator);
      if (row) row.whole = whole;
    }
  }

  /** The server's answer, null after trouble, which is told. */
  async post(rows, totals, isSubmit) {
    const { person, month, region } = page;
    this.isAsking = true;
    this.told.changed();
    try {
      const answer = await ask(page.save, {
        person,
        month,
        region,
        submit: isSubmit,
        rows,
        totals,
      });
      this.retry = FIRST_RETRY;
      this.tell(null);
      return answer;
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      this.tell(error);
      if (error.passes) {
        this.soon(this.retry);
        this.retry = Math.min(this.retry * 2, LONGEST_RETRY);
      }
      return null;
    } finally {
      this.isAsking = false;
      this.told.changed();
    }
  }
  tell(trouble) {
    this.trouble = trouble;
    this.told.trouble(trouble);
  }
}

/** Keep a row in this browser for as long as it holds what the ledger does not. */
function keepOrForget(row) {
  if (row.isUnsaved) keep(row.key, row.kept);
  else forget(row.key);
}
