// Moving between the fields of the table as in a spreadsheet: with Tab from field to field, with
// the arrows also to the buttons beside them.

const COLUMNS = ["first", "second", "qualifier", "note"];
const STOPS = "[data-col], [data-act], [data-slot=choose]";

export class Grid {
  /** `restore(control)` puts a field back as it was when the caret came. */
  constructor(table, restore) {
    this.table = table;
    this.restore = restore;
    table.addEventListener("keydown", (event) => this.pressed(event));
    table.addEventListener("focusin", (event) => this.entered(event.target));
  }

  entered(control) {
    if (!control.dataset.col) return;
    control.dataset.editing = "";
    if (control.select) control.select();
  }

  pressed(event) {
    const control = event.target;
    if (!control.matches || !control.matches(`tr.cell-row :is(${STOPS})`) || event.isComposing) return;
    const hasModifier = event.ctrlKey || event.metaKey || event.altKey;
    if (hasModifier) return;
    const move = this.moveOf(event, control);
    if (move) {
      event.preventDefault();
      move();
    }
  }

  /** What a key does, undefined when it is the field's own. */
  moveOf(event, control) {
    switch (event.key) {
      case "Enter":
        return isButton(control) ? undefined : () => this.vertical(control, event.shiftKey ? -1 : 1);
      case "ArrowDown":
        return event.shiftKey ? undefined : () => this.vertical(control, 1);
      case "ArrowUp":
        return event.shiftKey ? undefined : () => this.vertical(control, -1);
      case "ArrowLeft":
        return isAtEdge(control, event, -1) ? () => this.horizontal(control, -1) : undefined;
      case "ArrowRight":
        return isAtEdge(control, event, 1) ? () => this.horizontal(control, 1) : undefined;
      case "F2":
        return () => edit(control);
      case "Escape":
        return () => {
          this.restore(control);
          if (control.select) control.select();
        };
      default:
        return undefined;
    }
  }

  vertical(control, step) {
    const all = [...this.table.querySelectorAll(`.cell-row [data-slot="${control.dataset.slot}"]`)];
    let at = all.indexOf(control) + step;
    while (all[at] && !isReachable(all[at])) at += step;
    if (all[at]) goTo(all[at]);
  }

  horizontal(control, step) {
    const row = [...control.closest("tr").querySelectorAll(STOPS)];
    let at = row.indexOf(control) + step;
    while (row[at] && !isReachable(row[at])) at += step;
    if (row[at]) goTo(row[at]);
  }

  /** The fields that a block of so many rows and columns covers, from a field on. */
  covered(control, height, width) {
    const rows = [...this.table.querySelectorAll("tr.cell-row")].filter(isShown);
    const top = rows.indexOf(control.closest("tr"));
    const left = COLUMNS.indexOf(control.dataset.col);
    return rows.slice(top, top + height).map((row) => fieldsOf(row).slice(left, left + width));
  }
}

function fieldsOf(row) {
  return COLUMNS.map((column) => row.querySelector(`[data-col="${column}"]`));
}

function isShown(element) {
  return element.getClientRects().length > 0;
}

function isReachable(control) {
  return !control.disabled && isShown(control);
}

export function goTo(control) {
  control.focus();
  if (control.select) control.select();
}

function isButton(control) {
  return control.tagName === "BUTTON" || control.type === "checkbox";
}

/** From a chosen text to a caret behind it. */
function edit(control) {
  control.dataset.editing = "true";
  if (control.setSelectionRange) {
    control.setSelectionRange(control.value.length, control.value.length);
  }
}

/** Whether left or right leaves the field: at its edge, or while its whole text is chosen. */
function isAtEdge(control, event, step) {
  if (event.shiftKey) return false;
  if (isButton(control) || control.selectionStart === null || control.selectionStart === undefined) return true;
  const { selectionStart: start, selectionEnd: end, value } = control;
  const isAll = start === 0 && end === value.length;
  if (isAll) return true;
  if (start !== end) return false;
  return step < 0 ? start === 0 : end === value.length;
}
