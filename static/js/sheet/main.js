// The entry sheet: builds the table from the page's rows and connects its parts.

import * as banners from "./banners.js";
import { takeMine, takeTheirs } from "./answers.js";
import { Cell } from "./cell.js";
import { Filters } from "./filters.js";
import { goTo, Grid } from "./grid.js";
import { handIn } from "./handing_in.js";
import { Offers } from "./offers.js";
import { paste } from "./paste.js";
import { CellRow, rowOf } from "./row.js";
import { Saver } from "./saving.js";
import { TownsRow } from "./towns.js";
import { History } from "./undo.js";
import { page, say } from "./words.js";

const table = document.getElementById("sheet");
const cells = [];
const lines = []; // What stands in the table when it is folded: {element, more, cells, towns}.
const towns = [];
const history = new History();

build();
const filters = new Filters(table, cells, lines);
const saver = new Saver(cells, towns, { answered, trouble, changed: summary });
const grid = new Grid(table, restore);
CellRow.prototype.saveFirst = () => saver.save();
listen();
const offers = new Offers([...cells, ...towns], takeBack, summary);
start();

function build() {
  for (const facts of page.rows || []) {
    const { cells: given, ...row } = facts;
    const own = (given || []).map((each) => new Cell(row, each));
    cells.push(...own);
    const group = table.querySelector(`tbody[data-group="${row.group}"]`);
    const returned = table.querySelector('tbody[data-group="returned"]');
    for (const cell of own.filter((each) => each.isReturned)) place(returned, cell, cell.name);
    if (row.towns) {
      const line = new TownsRow(row, own, (changed) => touched(changed));
      group.append(line.element, line.more);
      towns.push(line);
      for (const cell of own) cell.line = line;
      lines.push({ element: line.element, more: line.more, cells: own, towns: line });
    } else if (!own[0].isReturned) {
      place(group, own[0], row.name);
    }
  }
  for (const group of table.querySelectorAll("tbody[data-group]")) {
    group.hidden = !group.querySelector("tr.line");
  }
}

function place(group, cell, name) {
  cell.view = new CellRow(cell, name);
  cell.view.element.classList.add("line");
  group.append(cell.view.element, cell.view.more);
  lines.push({ element: cell.view.element, more: cell.view.more, cells: [cell] });
}

function start() {
  filters.count();
  summary();
  follow();
  table.removeAttribute("aria-busy");
  saver.check(cells.filter((cell) => cell.isEditable && cell.state === "draft" && !cell.isHalf));
}

/** Values kept from before come back, as one step. */
function takeBack(taken) {
  const rows = taken.map((offer) => offer.row);
  history.together(
    rows.filter((row) => row.now),
    () => {
      for (const offer of taken) offer.row.takeBack(offer);
    }
  );
  touched(rows);
}

/** Go to the cell that the address names, as from its trail. */
function follow() {
  const cell = cells.find((each) => `#${encodeURIComponent(each.id)}` === window.location.hash);
  if (cell) show(cell);
}

/** Bring a cell before the person's eyes and its field under the caret. */
function show(cell) {
  if (filters.chosen !== "all") filters.choose("all");
  if (!cell.view) cell.line.open(true);
  else if (cell.line && !cell.line.isOpen && !cell.isReturned) cell.line.open(true);
  const isShared = cell.line && cell.line.agreeing.asks(cell);
  const control = isShared ? cell.line.agreeing.input : cell.view.toMend();
  control.scrollIntoView({ block: "center" });
  goTo(control);
}

/** Cells have changed: show them, keep them, save them in a moment. */
function touched(changed, isForced = true) {
  for (const cell of changed) if (cell.view) cell.view.refresh(isForced);
  for (const line of new Set(changed.map((cell) => cell.line))) if (line) line.refresh();
  filters.count();
  saver.touched(changed);
}

function listen() {
  table.addEventListener("input", (event) => typed(event.target));
  table.addEventListener("focusout", (event) => {
    history.close();
    const row = event.target.dataset.field && rowOf(event.target);
    if (row) row.refresh();
    const next = event.relatedTarget && rowOf(event.relatedTarget);
    if (!next || next.cell !== saver.held) saver.hold(null);
  });
  table.addEventListener("change", (event) => chosen(event.target));
  table.addEventListener("click", (event) => clicked(event.target));
  table.addEventListener("paste", (event) => paste(event, grid, history, touched));
  table.addEventListener("keydown", undoing);
  document.getElementById("sheet-save").addEventListener("click", () => saveNow());
  document.getElementById("sheet-submit").addEventListener("click", () => {
    handIn(saver, cells.filter((cell) => cell.chosen), "nothing_chosen", show);
  });
  document.getElementById("sheet-submit-all").addEventListener("click", () => {
    handIn(saver, cells, "nothing_to_submit", show);
  });
  document.getElementById("sheet-unfold").addEventListener("click", (event) => {
    const isOpen = event.currentTarget.getAttribute("aria-pressed") !== "true";
    event.currentTarget.setAttribute("aria-pressed", String(isOpen));
    for (const line of towns) line.open(isOpen);
    filters.apply();
  });
  banners.onRetry(() => saveNow());
  window.addEventListener("online", () => saver.save());
  window.addEventListener("focus", () => saver.unsavedCount > 0 && saver.save());
  window.addEventListener("hashchange", follow);
  window.addEventListener("beforeunload", (event) => {
    if (saver.unsavedCount === 0) return;
    event.preventDefault();
    event.returnValue = ""; // What older browsers go by.
  });
  for (const select of document.querySelectorAll("[data-submits]")) {
    select.addEventListener("change", () => select.form.submit());
  }
}

function typed(control) {
  if (control.dataset.slot === "total") {
    const line = towns.find((each) => each.element.contains(control));
    line.totalText = control.value;
    line.totalError = "";
    line.refresh();
    saver.touched([line]);
    return;
  }
  const row = control.dataset.field && rowOf(control);
  if (!row) return;
  history.begin(row.cell);
  saver.hold(row.cell);
  row.cell.type(control.dataset.field, control.value);
  touched([row.cell], false);
}

function restore(control) {
  const row = rowOf(control);
  if (!row || !history.open || history.open.cell !== row.cell) return;
  row.cell.now = { ...history.open.before };
  touched([row.cell]);
}

function chosen(control) {
  if (control.dataset.slot !== "choose") return;
  const row = rowOf(control);
  if (row) {
    row.cell.chosen = control.checked;
    if (row.cell.line) row.cell.line.refresh();
  } else {
    const line = towns.find((each) => each.element.contains(control));
    for (const cell of line.cells) {
      if (cell.isEditable) cell.chosen = control.checked;
      if (cell.view) cell.view.refresh();
    }
    line.refresh();
  }
  summary();
}

function clicked(target) {
  const button = target.closest("[data-act]");
  if (!button) return;
  const line = towns.find((each) => each.element.contains(button));
  if (line) {
    if (button.dataset.act === "towns") line.open(!line.isOpen);
    else line.define();
    filters.apply();
    return;
  }
  const row = rowOf(button);
  const { cell } = row;
  const acts = {
    definition: () => row.toggle("definition"),
    evidence: () => row.toggle("evidence"),
    no_change: () => change(cell, () => cell.noChange()),
    none: () => change(cell, () => cell.none()),
    withdraw: () => saver.withdraw(cell),
    mine: () => change(cell, () => takeMine(cell)),
    theirs: () => change(cell, () => takeTheirs(cell)),
  };
  acts[button.dataset.act]();
}

function change(cell, how) {
  history.together([cell], how);
  touched([cell]);
}

function undoing(event) {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
  const key = event.key.toLowerCase();
  const isRedo = key === "y" || (key === "z" && event.shiftKey);
  if (key !== "z" && !isRedo) return;
  // A text that is no cell's, such as a link, has the browser's own undoing.
  if (event.target.matches("input:not([data-field], [type=checkbox])")) return;
  event.preventDefault();
  const changed = isRedo ? history.redo() : history.undo();
  if (changed.length === 0) {
    banners.announce(say("nothing_to_undo"));
    return;
  }
  saver.hold(null);
  touched(changed);
  banners.announce(say(isRedo ? "redone" : "undone"));
}

function saveNow() {
  saver.hold(null);
  for (const cell of cells) cell.refused = "";
  for (const line of towns) line.totalRefused = undefined;
  return saver.save();
}

function trouble(found) {
  banners.trouble(found);
  if (!found) banners.stillLeft();
}

/** An answer came: show what it says of the cells. */
function answered(answer, asked, isSubmit) {
  for (const cell of asked) {
    if (isSubmit && !cell.isEditable) cell.chosen = false;
    if (cell.view) cell.view.refresh();
  }
  for (const line of towns) line.refresh();
  filters.count();
  summary();
  if (!isSubmit) banners.stillLeft();
  const isSaid = isSubmit || answer.rows.some((row) => row.status !== "unchanged");
  if (isSaid) banners.announce(answer.message);
}

/** The state of saving, beside the buttons. */
function summary() {
  const count = saver.unsavedCount;
  const state = document.getElementById("sheet-saving");
  if (saver.isAsking) state.textContent = say("saving");
  else if (count) state.textContent = say("unsaved", { count });
  else state.textContent = offers.count ? say("offered", { count: offers.count }) : say("saved");
  state.classList.toggle("is-unsaved", count > 0);
  const chosenNow = cells.filter((cell) => cell.chosen).length;
  document.getElementById("sheet-chosen").textContent = chosenNow ? String(chosenNow) : "";
  document.getElementById("sheet-submit-count").textContent = String(
    cells.filter((cell) => cell.canGo).length
  );
}
