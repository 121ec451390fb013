// What shows that a figure is right: files and links, listed and attached below its row.

import { ask, Trouble } from "./asking.js";
import { copy, page, say, slots } from "./words.js";

const MEGABYTE = 1024 * 1024;

export class Evidence {
  constructor(box, row) {
    this.row = row;
    this.slots = slots(box);
    this.slots.evidence_file.addEventListener("change", () => this.file());
    this.slots.evidence_add.addEventListener("click", () => this.link());
    this.slots.evidence_link.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      this.link();
    });
  }

  get entry() {
    return this.row.cell.seen.split(".")[0];
  }

  /** List what there is. */
  async load() {
    this.writable();
    if (!this.entry) {
      this.show([]);
      return;
    }
    await this.tell(() => ask(`${page.evidence}?entry=${this.entry}`), () => null);
  }

  writable() {
    const { cell } = this.row;
    const isWritable = cell.isEditable;
    this.slots.evidence_form.hidden = !isWritable;
    this.note(isWritable && cell.isEmpty ? say("evidence_first") : "");
  }

  async file() {
    const [file] = this.slots.evidence_file.files;
    if (!file) return;
    if (file.size > page.most_megabytes * MEGABYTE) {
      this.note(say("evidence_size", { name: file.name, most: page.most_megabytes }));
    } else {
      await this.attach({ file });
    }
    this.slots.evidence_file.value = "";
  }

  async link() {
    const link = this.slots.evidence_link.value.trim();
    if (link && (await this.attach({ link }))) this.slots.evidence_link.value = "";
  }

  /** Attach to the draft, which is written first. */
  async attach(what) {
    const { cell } = this.row;
    if (cell.isEmpty) {
      this.note(say("evidence_first"));
      return false;
    }
    await this.row.saveFirst();
    if (cell.state !== "draft") {
      this.note(say("evidence_first"));
      return false;
    }
    return this.send(what);
  }

  send(what) {
    const form = new FormData();
    form.append("person", page.person);
    form.append("seen", this.row.cell.seen);
    for (const [name, value] of Object.entries(what)) form.append(name, value);
    // Only what was written here is known here: a list may tell of a colleague's version.
    return this.tell(
      () => ask(page.evidence, form),
      (answer) => {
        this.row.cell.seen = answer.seen;
        this.row.cell.facts.seen = answer.seen;
      }
    );
  }

  /** Show what the server answers, or why it did not; whether it did. */
  async tell(request, done) {
    try {
      const answer = await request();
      done(answer);
      this.row.cell.facts.evidence = answer.evidence.length;
      this.show(answer.evidence);
      this.note("");
      this.row.refresh();
      return true;
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      this.note(error.words || say(error.kind));
      return false;
    }
  }

  note(words) {
    this.slots.evidence_note.textContent = words;
    this.slots.evidence_note.hidden = !words;
  }

  show(found) {
    const { cell } = this.row;
    this.slots.evidence_none.hidden = found.length > 0;
    this.slots.evidence_list.replaceChildren(
      ...found.map((each) => {
        const item = copy("evidence-template");
        const parts = slots(item);
        parts.link.textContent = each.name;
        parts.link.href = each.href;
        if (each.is_link) parts.link.target = "_blank";
        parts.about.textContent = [each.size, each.by].filter(Boolean).join(" · ");
        parts.remove.hidden = !(each.removable && cell.isEditable);
        parts.remove.setAttribute("aria-label", `${parts.remove.textContent} ${each.name}`);
        parts.remove.addEventListener("click", () => this.send({ remove: String(each.id) }));
        return item;
      })
    );
  }
}
