// What is not where it belongs on the page as it stands: one line for each. A function that a test
// evaluates; `tall` also looks below the window, for pages that are not scrolled.
(tall) => {
  const HAIR = 1.5;
  const found = new Set();
  const within = (inner, outer) => inner.left >= outer.left - HAIR && inner.right <= outer.right + HAIR;
  const say = (what, text) => found.add(`${what}: ${text.trim().replace(/\s+/g, " ").slice(0, 40)}`);
  const named = (element) => `${element.tagName.toLowerCase()}.${element.className}`;
  const page = { left: 0, right: document.documentElement.clientWidth };

  if (document.documentElement.scrollWidth > page.right) {
    say("page", `${document.documentElement.scrollWidth} of ${page.right} pixels`);
  }

  // Words, against every box around them up to one that scrolls or shortens by design.
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const parent = node.parentElement;
    if (!node.data.trim() || parent.closest("svg, script, style, option, [aria-hidden=true], .visually-hidden, .skip-link")) {
      continue;
    }
    const range = document.createRange();
    range.selectNodeContents(node);
    const { left, right, top, bottom } = range.getBoundingClientRect();
    if (right - left < 1 || bottom - top < 1 || !parent.checkVisibility({ visibilityProperty: true })) {
      continue;
    }
    if (tall && (bottom > window.innerHeight + HAIR || top < -HAIR)) {
      say("below the window", node.data);
    }
    let element = parent;
    for (; element !== document.body; element = element.parentElement) {
      const style = getComputedStyle(element);
      if (style.display === "inline" || style.display === "contents") {
        continue;
      }
      const isCut = style.textOverflow === "ellipsis" || style.clip !== "auto";
      if (/auto|scroll/.test(style.overflowX) || isCut) {
        break;
      }
      if (!within({ left, right }, element.getBoundingClientRect())) {
        say(`out of ${named(element)}`, node.data);
        break;
      }
      if (style.position === "absolute" || style.position === "fixed") {
        element = document.body;
        break;
      }
    }
    if (element === document.body && !within({ left, right }, page)) {
      say("out of the window", node.data);
    }
  }

  for (const number of document.querySelectorAll(".number")) {
    const range = document.createRange();
    range.selectNodeContents(number);
    const { bottom, top } = range.getBoundingClientRect();
    if (bottom - top > 2 * parseFloat(getComputedStyle(number).fontSize)) {
      say("in pieces", number.textContent);
    }
  }

  // Words of a chart, against the chart and each other.
  for (const place of document.querySelectorAll("[data-chart]")) {
    const frame = place.getBoundingClientRect();
    const labels = Array.from(
      place.querySelectorAll(".annotation-text-g text, .xtick text, .ytick text, .bartext, .textpoint text"),
      (element) => ({ text: element.textContent, box: element.getBoundingClientRect() })
    );
    labels.forEach(({ text, box }, number) => {
      if (!within(box, frame)) {
        say("out of its chart", text);
      }
      for (const other of labels.slice(number + 1)) {
        const apart =
          box.left + HAIR >= other.box.right || other.box.left + HAIR >= box.right ||
          box.top + HAIR >= other.box.bottom || other.box.top + HAIR >= box.bottom;
        if (!apart) {
          say(`on each other in ${place.dataset.chart}`, `${text} / ${other.text}`);
        }
      }
    });
  }
  return Array.from(found);
}
