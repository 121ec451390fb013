// Values that were typed and never saved are offered back, row by row, until the person chooses.

import { everythingKept, remove } from "./store.js";
import { copy, display, say, slots } from "./words.js";

export class Offers {
  /** `restore(offers)` takes values back; `told()` hears that there are fewer offers. */
  constructor(rows, restore, told) {
    this.said = slots(document.getElementById("sheet-banners"));
    this.restore = restore;
    this.told = told;
    const byKey = new Map(rows.map((row) => [row.key, row]));
    this.open = [];
    for (const [place, key, what] of everythingKept()) {
      const row = byKey.get(key);
      const offer = row && row.offered(what);
      if (offer) this.open.push({ ...offer, row, place, element: copy("kept-template") });
      else if (row) remove(place); // The ledger has it, or it cannot be read.
    }
    for (const offer of this.open) this.build(offer);
    this.said.kept_list.replaceChildren(...this.open.map((offer) => offer.element));
    this.said.restore_all.addEventListener("click", () => this.take(this.open));
    this.said.drop_all.addEventListener("click", () => this.close(this.open));
    this.show();
  }

  get count() {
    return this.open.length;
  }

  build(offer) {
    const parts = slots(offer.element);
    parts.name.textContent = offer.row.name;
    parts.values.textContent = say("kept", { mine: shown(offer.mine), theirs: shown(offer.theirs) });
    parts.restore.hidden = !offer.row.isEditable;
    parts.restore.addEventListener("click", () => this.take([offer]));
    parts.drop.addEventListener("click", () => this.close([offer]));
  }

  take(wanted) {
    const taken = wanted.filter((offer) => offer.row.isEditable);
    this.restore(taken);
    this.close(taken);
  }

  close(chosen) {
    for (const offer of chosen) {
      remove(offer.place);
      offer.element.remove();
    }
    this.open = this.open.filter((offer) => !chosen.includes(offer));
    this.show();
    this.told();
  }

  show() {
    this.said.kept.hidden = this.count === 0;
    this.said.kept_words.textContent = say("kept_many", { count: this.count });
    this.said.restore_all.hidden = !this.open.some((offer) => offer.row.isEditable);
  }
}

function shown(text) {
  return text ? display(text) : say("empty");
}
