// Which rows are shown, and how many are filled in.

import { put, say } from "./words.js";

const SHOWS = {
  all: () => true,
  missing: (cell) => !cell.isFilled,
  returned: (cell) => cell.isReturned,
  doubts: (cell) => cell.doubts.length > 0 || Object.keys(cell.problems).length > 0,
};

export class Filters {
  /** `rows` are the lines of the table: cells with a row of their own, and towns' rows. */
  constructor(table, cells, lines) {
    this.table = table;
    this.cells = cells;
    this.lines = lines;
    this.chosen = "all";
    this.buttons = [...document.querySelectorAll("[data-filter]")];
    for (const button of this.buttons) {
      button.addEventListener("click", () => this.choose(button.dataset.filter));
    }
  }

  choose(name) {
    this.chosen = name;
    for (const button of this.buttons) {
      button.setAttribute("aria-pressed", String(button.dataset.filter === name));
    }
    this.apply();
  }

  /** Hide rows that do not fit; done when chosen, not while typing, so that none vanishes. */
  apply() {
    const fits = SHOWS[this.chosen];
    for (const line of this.lines) {
      const isShown = line.cells.some(fits);
      line.element.classList.toggle("is-filtered", !isShown);
      if (line.more) line.more.classList.toggle("is-filtered", !isShown);
      for (const cell of line.towns ? line.cells : []) {
        if (!cell.view) continue;
        const isOut = !fits(cell);
        cell.view.element.classList.toggle("is-filtered", isOut);
        cell.view.more.classList.toggle("is-filtered", isOut);
      }
    }
    let isNothing = true;
    for (const group of this.table.querySelectorAll("tbody[data-group]")) {
      const isEmpty = !group.querySelector("tr.line:not(.is-filtered)");
      group.hidden = isEmpty;
      isNothing = isNothing && isEmpty;
    }
    document.getElementById("sheet-nothing").hidden = !isNothing;
  }

  /** The numbers on the buttons and the count of what is filled in. */
  count() {
    for (const button of this.buttons) {
      const fits = SHOWS[button.dataset.filter];
      const count = this.cells.filter(fits).length;
      put(button.querySelector("[data-count]"), String(count));
    }
    const done = this.cells.filter((cell) => cell.isFilled).length;
    const all = this.cells.length;
    put(document.getElementById("sheet-filled"), say("filled", { done, all }));
    const bar = document.getElementById("sheet-filled-bar");
    bar.style.width = `${all ? (100 * done) / all : 0}%`;
  }
}
