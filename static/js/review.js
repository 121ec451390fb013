// The reviewer's queue by keyboard. Without this script every button works all the same: ticking a
// whole group, the count of what is ticked, opening folds in place and the keys are what it adds.
(() => {
  "use strict";

  const RESUME = "review-resume";
  const form = document.querySelector("form[data-review]");

  for (const select of document.querySelectorAll("form[data-narrowing] select")) {
    select.addEventListener("change", () => select.form.submit());
  }
  if (!form) {
    sessionStorage.removeItem(RESUME);
    return;
  }

  const bar = form.querySelector(".review-chosen");
  const boxes = (within) => [...within.querySelectorAll("input[name=chosen]")];

  // What is ticked; the box of a fold that was not opened stands for all its entries.

  const weight = (box) => Number(box.dataset.count || 1);

  function count() {
    const ticked = boxes(form)
      .filter((box) => box.checked)
      .reduce((sum, box) => sum + weight(box), 0);
    for (const heap of form.querySelectorAll("[data-heap]")) {
      const within = boxes(heap);
      const on = within.filter((box) => box.checked).length;
      const whole = heap.querySelector(".check-all");
      if (whole) {
        whole.checked = on > 0 && on === within.length;
        whole.indeterminate = on > 0 && on < within.length;
      }
    }
    if (bar) {
      bar.hidden = ticked === 0;
      const words = bar.querySelector(".chosen-count");
      words.textContent = `${words.dataset.words} ${ticked}`;
    }
  }

  function showTickAll(within) {
    for (const whole of within.querySelectorAll(".check-all")) {
      (whole.closest(".check-label") || whole).hidden = false;
      whole.hidden = false;
    }
  }

  form.addEventListener("change", (event) => {
    if (event.target.matches(".check-all")) {
      for (const box of boxes(event.target.closest("[data-heap]"))) {
        box.checked = event.target.checked;
      }
    }
    if (event.target.matches(".check-all, [name=chosen]")) {
      count();
    }
  });

  // A thousand ticks travel as one field; reasons that nobody typed stay at home.
  form.addEventListener("formdata", (event) => {
    const data = event.formData;
    const ticked = data.getAll("chosen").join(" ");
    data.delete("chosen");
    if (ticked) {
      data.append("chosen", ticked);
    }
    for (const [name, value] of [...data.entries()]) {
      if (name.startsWith("reason-") && !value) {
        data.delete(name);
      }
    }
  });

  // Moving: stops are the entries and the folds, as far as they are seen.

  const stops = () =>
    [...form.querySelectorAll("[data-stop]")].filter((stop) => {
      const fold = stop.parentElement.closest("details.review-whole");
      return !fold || fold.open;
    });

  const focusOf = (stop) => (stop.matches("details") ? stop.querySelector("summary") : stop);
  const here = () => {
    const active = document.activeElement;
    const entry = active && active.closest(".waiting");
    return entry || (active && active.closest("details[data-stop]"));
  };

  function go(step) {
    const all = stops();
    if (all.length === 0) {
      return;
    }
    const at = all.indexOf(here());
    const next = at < 0 ? (step > 0 ? 0 : all.length - 1) : at + step;
    const stop = all[Math.min(Math.max(next, 0), all.length - 1)];
    focusOf(stop).focus();
    stop.scrollIntoView({ block: "nearest" });
  }

  // Deciding

  const own = (stop, selector) =>
    stop.matches("details")
      ? stop.querySelector(`.whole-acts ${selector}`)
      : stop.querySelector(selector);

  function approve(stop) {
    const button = own(stop, "button[name=approve]");
    const asking = button && button.closest("details.asking:not([open])");
    if (asking) {
      stop.open = true;
      asking.querySelector("summary").click();
    } else if (button) {
      button.click();
    }
  }

  function send(stop) {
    const link = stop.matches("details") ? null : stop.querySelector("[data-return]");
    if (link) {
      link.click();
      return;
    }
    const sending = own(stop, "details.sending");
    if (sending) {
      if (stop.matches("details")) {
        stop.open = true;
      }
      sending.open = true;
      sending.querySelector("input").focus();
    }
  }

  // A region's own return: it alone is ticked, and the reason is typed in the bar.
  form.addEventListener("click", (event) => {
    const link = event.target.closest("[data-return]");
    if (!link) {
      return;
    }
    event.preventDefault();
    const entry = link.closest(".waiting");
    const mine = entry.querySelector("input[name=chosen]");
    for (const box of boxes(form)) {
      box.checked = box === mine;
    }
    count();
    bar.dataset.from = entry.id;
    bar.querySelector("input").focus();
  });

  // Folds are fetched when they are first opened, and replaced whole, buttons included: each
  // button decides on what is shown beside it.
  async function load(fold) {
    const link = fold.querySelector("[data-load]");
    if (!link || fold.dataset.loading) {
      return fold;
    }
    fold.dataset.loading = "yes";
    const focused = fold.contains(document.activeElement);
    try {
      const answer = await fetch(link.href, { credentials: "same-origin" });
      const there = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = there.getElementById(fold.id);
      if (!answer.ok || !fresh) {
        throw new Error(String(answer.status));
      }
      const ticked = boxes(fold).some((box) => box.checked);
      fold.replaceWith(document.adoptNode(fresh));
      fresh.open = true;
      showTickAll(fresh);
      for (const box of boxes(fresh)) {
        box.checked = ticked;
      }
      count();
      if (focused) {
        focusOf(fresh).focus();
      }
      return fresh;
    } catch {
      // Signed out, decided meanwhile or offline: the link says what is the matter.
      location.assign(link.href);
      return fold;
    }
  }

  form.addEventListener(
    "toggle",
    (event) => {
      const toggled = event.target;
      if (toggled.open && toggled.matches("details.review-whole")) {
        load(toggled);
      } else if (toggled.open && toggled.matches("details.sending")) {
        for (const other of form.querySelectorAll("details.sending[open]")) {
          other.open = other === toggled;
        }
        toggled.querySelector("input").focus();
      }
    },
    true,
  );

  function typing(event) {
    const box = event.target.closest(".sending-box, .review-chosen");
    if (!box || event.isComposing) {
      return;
    }
    if (event.key === "Enter" && event.target.matches("input[type=text]")) {
      event.preventDefault();
      box.querySelector("button[name=return]").click();
    } else if (event.key === "Escape") {
      event.preventDefault();
      const sending = box.closest("details.sending");
      if (sending) {
        sending.open = false;
        focusOf(sending.closest("[data-stop]") || sending).focus();
      } else {
        document.getElementById(box.dataset.from || "")?.focus();
      }
    }
  }

  const KEYS = {
    j: () => go(1),
    k: () => go(-1),
    a: (stop) => stop && approve(stop),
    r: (stop) => stop && send(stop),
    x: (stop) => {
      const box = stop && stop.querySelector("input[name=chosen], .check-all");
      if (box) {
        box.click();
      }
    },
    o: (stop) => {
      const fold = stop && stop.closest("details[data-stop]");
      if (fold) {
        fold.open = !fold.open;
        focusOf(fold).focus();
      }
    },
  };

  document.addEventListener("keydown", (event) => {
    const field = event.target.closest("input[type=text], textarea, select");
    if (field) {
      typing(event);
      return;
    }
    const key = KEYS[event.key];
    if (key && !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing) {
      event.preventDefault();
      key(here());
    }
  });

  // After a decision the reader goes on where they were.

  form.addEventListener("submit", () => {
    const stop = here();
    const at = stop ? stops().indexOf(stop) : -1;
    const open = [...form.querySelectorAll("details.review-whole[open]")].map((fold) => fold.id);
    sessionStorage.setItem(RESUME, JSON.stringify({ at, open }));
  });

  async function resume() {
    const kept = sessionStorage.getItem(RESUME);
    sessionStorage.removeItem(RESUME);
    if (!kept) {
      return;
    }
    const { at, open } = JSON.parse(kept);
    const folds = open.map((id) => document.getElementById(id)).filter(Boolean);
    await Promise.all(folds.map(load));
    const typed = form.querySelector("details.sending[open] input");
    const all = stops();
    if (typed) {
      typed.focus();
    } else if (at >= 0 && all.length > 0) {
      const stop = all[Math.min(at, all.length - 1)];
      focusOf(stop).focus();
      stop.scrollIntoView({ block: "nearest" });
    }
  }

  showTickAll(form);
  count();
  resume();
  if (location.hash.startsWith("#entry-")) {
    const wanted = document.getElementById(location.hash.slice(1));
    if (wanted) {
      wanted.focus();
      wanted.scrollIntoView({ block: "center" });
    }
  }
})();
