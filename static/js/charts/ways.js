// Ways to take a chart along: its picture, and its numbers as a file for Excel.

import { inColours, paper } from "./colours.js";
import { fitted } from "./fitting.js";

const PICTURE = { width: 1000, height: 480, scale: 2 };
const TITLE = 44; // Pixels above the picture for its title.
const FOOT = 26; // Pixels below for what must be known of the numbers.

export function offerWays(place, { drawingOf, fetched, config }) {
  const chart = place.closest(".chart");
  chart.querySelectorAll("[data-chart-way]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      if (button.dataset.chartWay === "csv") {
        saveNumbers(chart, place.dataset.fileName);
        return;
      }
      button.disabled = true;
      fetched()
        .then(() => savePicture(place, drawingOf(place), config))
        .finally(function () {
          button.disabled = false;
        });
    });
  });
}

// The picture is for paper: light, on white, with its title and what its caption says.
function savePicture(place, drawing, config) {
  const { data, layout } = fitted(inColours(forPicture(drawing, place), paper()), PICTURE.width);
  return Plotly.downloadImage(
    { data, layout, config },
    { ...PICTURE, height: layout.height, format: "png", filename: place.dataset.fileName }
  );
}

// Names stand so many pixels above their bars: the rows of such a chart are never stretched.
function isInRows(drawing) {
  return drawing.data.some((trace) => trace.orientation === "h");
}

function forPicture(drawing, place) {
  const layout = drawing.layout;
  const height = layout.height + TITLE + (place.dataset.caption ? FOOT : 0);
  layout.height = isInRows(drawing) ? height : Math.max(PICTURE.height, height);
  layout.width = PICTURE.width;
  layout.paper_bgcolor = "--paper";
  layout.margin.t += TITLE;
  layout.title = {
    text: place.dataset.fileName.replace(/-/g, "  "),
    font: { size: 18, color: "--ink" },
    x: 0.02,
    xanchor: "left",
    y: 1 - 26 / layout.height
  };
  if (place.dataset.caption) {
    layout.margin.b += FOOT;
    layout.annotations.push({
      text: place.dataset.caption,
      xref: "paper",
      yref: "paper",
      x: 0,
      y: 0,
      xanchor: "left",
      yanchor: "top",
      yshift: -28,
      showarrow: false
    });
  }
  return drawing;
}

function saveNumbers(chart, name) {
  const table = chart.querySelector("table");
  const rows = Array.from(table.rows).map(function (row) {
    const cells = Array.from(row.cells);
    const notes = cells.flatMap((cell) =>
      Array.from(cell.querySelectorAll("small"), (note) => note.textContent)
    );
    return [...cells.map(valueOf), notes.join(" ")];
  });
  rows[0][rows[0].length - 1] = table.parentNode.dataset.notes;
  // Excel takes a file for UTF-8 only by its first bytes.
  const text = "\ufeff" + rows.map((row) => row.map(quoted).join(",")).join("\r\n") + "\r\n";
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  link.download = `${name}.csv`;
  link.click();
  URL.revokeObjectURL(link.href);
}

function valueOf(cell) {
  const alone = cell.cloneNode(true);
  alone.querySelectorAll("small").forEach((note) => note.remove());
  const text = alone.textContent.trim();
  return text === "—" ? "" : text.replace(/^\u2212(?=\d)/, "-");
}

// A text that Excel would take for a formula is kept a text.
function quoted(text) {
  const harmless = /^[=+@\t]|^-\D/.test(text) ? `'${text}` : text;
  return `"${harmless.replace(/"/g, '""')}"`;
}
