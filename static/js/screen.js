// The big screen: turns through its pages, and keeps them fresh while the server comes and goes.

const REFRESH = 60;
const LONGEST_WAIT = 60;
const PATIENCE = 20;
const FADE = 1.3;
const HINT = 8;
// Seconds: between refreshes, between tries, for an answer, for a page to fade, for the hint.

const root = document.documentElement;
const screen = document.getElementById("screen");
const pages = document.getElementById("pages");
const dots = document.getElementById("dots");
const state = document.getElementById("state");
const told = screen.dataset;
const pace = Number(told.pace) * 1000;

let slides = [];
let current = 0;
let paused = false;
let turning = null;

let tag = told.tag;
let failures = 0;
let refreshing = null;
let ahead = 0;
let answeredAt = Date.now();

// Pages

function keep(found) {
  // A page is compared by how it was written, before it is shown or hidden.
  return found.map((element) => ({ element, id: element.id, written: element.outerHTML }));
}

function read(box) {
  return keep([...box.querySelectorAll(".slide")]);
}

function show(position, { restart = true } = {}) {
  current = (position + slides.length) % slides.length;
  slides.forEach(({ element }, index) => element.classList.toggle("shown", index === current));
  [...dots.children].forEach((dot, index) => {
    if (index === current) dot.setAttribute("aria-current", "true");
    else dot.removeAttribute("aria-current");
  });
  document.getElementById("demo").hidden = !("demo" in slides[current].element.dataset);
  if (restart) wait();
}

function wait() {
  clearTimeout(turning);
  if (!paused && slides.length > 1) turning = setTimeout(() => show(current + 1), pace);
}

function drawDots() {
  const named = slides.map(({ element }) => element.querySelector("h2").textContent.trim());
  dots.replaceChildren(
    ...named.map((name, index) => {
      const dot = document.createElement("button");
      dot.type = "button";
      dot.title = name;
      dot.setAttribute("aria-label", name);
      dot.addEventListener("click", () => show(index));
      return dot;
    }),
  );
}

function about(box) {
  document.getElementById("about").innerHTML = box.querySelector("[data-about]").innerHTML;
}

// Pages that are as they were stay; the one that shows, if it changed, fades into its new self.
function take(box) {
  const shown = slides[current];
  const before = new Map(slides.map((slide) => [slide.id, slide]));
  const fresh = read(box);
  const next = fresh.map((slide) => {
    const known = before.get(slide.id);
    return known && known.written === slide.written ? known : slide;
  });
  const leaving = slides.filter((slide) => !next.includes(slide));
  next.forEach(({ element }) => pages.append(element));
  leaving.filter((slide) => slide !== shown).forEach(({ element }) => element.remove());
  slides = next;
  about(box);
  drawDots();
  const same = slides.findIndex((slide) => slide.id === shown.id);
  if (leaving.includes(shown)) {
    shown.element.removeAttribute("id");
    void pages.offsetHeight; // The new page starts from nothing, so that it fades in.
    shown.element.classList.remove("shown");
    setTimeout(() => shown.element.remove(), FADE * 1000);
  }
  show(same >= 0 ? same : Math.min(current, slides.length - 1), { restart: same < 0 });
}

// Freshness

function now() {
  return new Date(Date.now() + ahead);
}

function clockOf(moment) {
  return moment.toLocaleTimeString("zh-CN", {
    hour: "2-digit",
    minute: "2-digit",
    hour12: false,
    timeZone: "Asia/Shanghai",
  });
}

function tell() {
  const words = [];
  if (failures) words.push(told.lost.replace("{time}", clockOf(new Date(answeredAt))));
  if (paused) words.push(told.paused);
  state.textContent = words.join(" · ");
}

async function ask(address, headers = {}) {
  const given = new AbortController();
  const bell = setTimeout(() => given.abort(), PATIENCE * 1000);
  try {
    const answer = await fetch(address, {
      cache: "no-store",
      credentials: "same-origin",
      headers,
      signal: given.signal,
    });
    return { answer, text: answer.status === 304 ? "" : await answer.text() };
  } finally {
    clearTimeout(bell);
  }
}

function parsed(text) {
  return new DOMParser().parseFromString(text, "text/html");
}

// After a deploy: load the document anew, once for each build, and only when it is there.
async function renewed(build) {
  if (!build || build === told.build) return false;
  try {
    if (sessionStorage.getItem("screen-build") === build) return false;
    const { answer, text } = await ask(window.location.href);
    const found = parsed(text).getElementById("screen");
    if (!answer.ok || !found || found.dataset.build !== build) return false;
    sessionStorage.setItem("screen-build", build);
  } catch {
    return false;
  }
  window.location.reload();
  return true;
}

function refuse(text) {
  const box = parsed(text);
  const words = box.querySelector(".refusal");
  if (!words) throw new Error("refused in no words of ours");
  clearTimeout(turning);
  screen.classList.add("refused");
  screen.classList.remove("turning");
  pages.replaceChildren(words);
  dots.replaceChildren();
  document.getElementById("about").textContent = "";
  document.getElementById("demo").hidden = true;
  slides = [];
  tag = "";
}

function begin(box) {
  screen.classList.remove("refused");
  screen.classList.add("turning");
  if (box !== pages) pages.replaceChildren(...box.querySelectorAll("[data-about], .slide"));
  slides = read(pages);
  about(pages);
  drawDots();
  show(0);
}

async function receive() {
  const { answer, text } = await ask(
    `${told.pages}${window.location.search}`,
    tag ? { "If-None-Match": tag } : {},
  );
  const said = Date.parse(answer.headers.get("Date") || "");
  ahead = said ? said - Date.now() : 0;
  if (answer.status === 403) {
    refuse(text);
    return;
  }
  const build = answer.headers.get("X-Screen-Build");
  if (!build || !(answer.ok || answer.status === 304)) throw new Error(`status ${answer.status}`);
  if (await renewed(build)) return;
  if (answer.status === 304) return;
  const box = parsed(text).body;
  if (!box.querySelector(".slide")) throw new Error("no pages");
  tag = answer.headers.get("ETag") || "";
  if (slides.length) take(box);
  else begin(box);
}

async function refresh() {
  clearTimeout(refreshing);
  try {
    await receive();
    failures = 0;
    answeredAt = now().getTime();
  } catch {
    failures += 1;
  }
  tell();
  const next = failures ? Math.min(2 ** (failures - 1), LONGEST_WAIT) : REFRESH;
  refreshing = setTimeout(refresh, next * 1000);
}

// Hands and clock

let resting = null;

function stir() {
  root.classList.remove("idle");
  clearTimeout(resting);
  resting = setTimeout(() => root.classList.add("idle"), HINT * 1000);
}

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || !slides.length) return;
  const on = {
    " ": () => {
      paused = !paused;
      tell();
      wait();
    },
    ArrowRight: () => show(current + 1),
    ArrowLeft: () => show(current - 1),
    f: () => {
      if (document.fullscreenElement) document.exitFullscreen();
      else root.requestFullscreen().catch(() => {});
    },
  };
  const act = on[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!act || (event.key === " " && event.target instanceof HTMLButtonElement)) return;
  event.preventDefault();
  act();
}

function tick() {
  const moment = now();
  const day = moment.toLocaleDateString(told.language === "en" ? "en-GB" : "zh-CN", {
    year: "numeric",
    month: "long",
    day: "numeric",
    weekday: "long",
    timeZone: "Asia/Shanghai",
  });
  const hour = document.createElement("strong");
  hour.textContent = clockOf(moment);
  document.getElementById("clock").replaceChildren(day, hour);
}

begin(pages);
stir();
tick();
setInterval(tick, 1000);
refreshing = setTimeout(refresh, REFRESH * 1000);
document.addEventListener("keydown", pressed);
document.addEventListener("mousemove", stir);
window.addEventListener("online", refresh);
