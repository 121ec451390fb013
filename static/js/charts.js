// Draws each chart when it comes near the window, from the JSON that lies beside it. The library
// is fetched with the first of them; until then, and without it, the page reads as it is.

import { inColours, paper } from "./charts/colours.js";
import { fitted } from "./charts/fitting.js";
import { offerWays } from "./charts/ways.js";

const NEAR = "300px";
const WIDTH_ON_PAPER = 640;
const config = {
  // Nothing leaves the server: no upload, no foreign address, no advertisement.
  showSendToCloud: false,
  plotlyServerURL: "",
  displaylogo: false,
  displayModeBar: false,
  scrollZoom: false,
  doubleClick: false
};

const places = Array.from(document.querySelectorAll("[data-chart]"));
const drawn = new Map(); // Place to the width it was drawn for.
let library = null;

function fetched() {
  if (!library) {
    library = new Promise(function (resolve, reject) {
      const script = document.createElement("script");
      script.src = document.getElementById("charts").dataset.library;
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });
  }
  return library;
}

function drawingOf(place) {
  return JSON.parse(document.getElementById(place.dataset.chart).textContent);
}

function draw(place, width, look = place) {
  const drawing = fitted(inColours(drawingOf(place), look), width);
  drawing.layout.width = width;
  const first = !drawn.has(place);
  drawn.set(place, width);
  delete place.dataset.state;
  Plotly.react(place, drawing.data, drawing.layout, config);
  if (first) {
    followPoints(place);
  }
}

function fail(place) {
  place.dataset.state = "failed";
  place.textContent = place.dataset.failed;
  const table = place.closest(".chart").querySelector("details");
  if (table) {
    table.open = true;
  }
}

function show(place) {
  fetched().then(
    function () {
      try {
        draw(place, place.clientWidth);
        widths.observe(place);
      } catch (error) {
        fail(place);
        throw error;
      }
    },
    function () {
      fail(place);
    }
  );
}

function redraw() {
  drawn.forEach(function (width, place) {
    draw(place, place.clientWidth || width);
  });
}

// A point leads to its entry. Where nothing can hover, the first touch shows what it is.
function followPoints(place) {
  const touch = window.matchMedia("(hover: none)");
  let last = "";
  place.on("plotly_click", function (event) {
    const address = event.points[0].customdata;
    if (typeof address !== "string" || !address) {
      return;
    }
    if (touch.matches && address !== last) {
      last = address;
      return;
    }
    window.location.assign(address);
  });
  place.on("plotly_hover", function (event) {
    place.classList.toggle("chart-leads", Boolean(event.points[0].customdata));
  });
  place.on("plotly_unhover", function () {
    place.classList.remove("chart-leads");
  });
}

const watcher = new IntersectionObserver(
  function (entries) {
    entries.forEach(function (entry) {
      if (entry.isIntersecting) {
        watcher.unobserve(entry.target);
        show(entry.target);
      }
    });
  },
  { rootMargin: NEAR }
);

const widths = new ResizeObserver(function (entries) {
  entries.forEach(function (entry) {
    const width = entry.target.clientWidth;
    if (width && width !== drawn.get(entry.target)) {
      draw(entry.target, width);
    }
  });
});

places.forEach(function (place) {
  place.dataset.state = "waiting";
  watcher.observe(place);
  offerWays(place, { drawingOf, fetched, config });
});

// Another look of the page: chosen in its head, by the computer, or on paper.
new MutationObserver(redraw).observe(document.documentElement, {
  attributes: true,
  attributeFilter: ["data-theme"]
});
["(prefers-color-scheme: dark)", "print"].forEach(function (query) {
  window.matchMedia(query).addEventListener("change", redraw);
});

// What is printed was perhaps never scrolled to; without the library its numbers are printed.
const opened = [];
window.addEventListener("beforeprint", function () {
  places.forEach(function (place) {
    if (window.Plotly) {
      draw(place, Math.min(WIDTH_ON_PAPER, place.clientWidth || WIDTH_ON_PAPER), paper());
      return;
    }
    const table = place.closest(".chart").querySelector("details:not([open])");
    if (table) {
      table.open = true;
      opened.push(table);
    }
  });
});
window.addEventListener("afterprint", function () {
  redraw();
  opened.splice(0).forEach(function (table) {
    table.open = false;
  });
});
