// Makes a drawing fit its width: margins by what is written, fewer ticks, labels moved apart.

const NARROW = 480;
const LINE = 16; // Pixels of a line of text.
const AIR = 8;
const END = "end";

const pen = document.createElement("canvas").getContext("2d");

function widthOf(text, font) {
  pen.font = `${font.size}px ${font.family}`;
  return Math.max(
    ...text
      .replace(/<\/?b>/g, "")
      .split("<br>")
      .map((part) => pen.measureText(part).width * 1.04)
  );
}

function widest(texts, font) {
  return texts.reduce((most, text) => Math.max(most, widthOf(text, font)), 0);
}

// Where values come to lie, in pixels from the left and the top of the plot.
function scalesOf(layout, width) {
  const plot = {
    width: width - layout.margin.l - layout.margin.r,
    height: layout.height - layout.margin.t - layout.margin.b
  };
  function scale(axis, length) {
    const [low, high] = axis.range;
    return (value) => ((value - low) / (high - low)) * length;
  }
  const up = scale(layout.yaxis, plot.height);
  return {
    plot,
    left: scale(layout.xaxis, plot.width),
    top: (value) => plot.height - up(value)
  };
}

function thinTicks(axis, slot, font) {
  if (!axis.ticktext) {
    return;
  }
  const needed = widest(axis.ticktext, font) + AIR;
  const every = [1, 2, 3, 6].find((step) => slot * step >= needed) || 6;
  const kept = (_value, index) => (index + 1) % every === 0;
  axis.tickvals = axis.tickvals.filter(kept);
  axis.ticktext = axis.ticktext.filter(kept);
}

// Bars too narrow for their numbers keep the last one alone, and the highest where it is far off.
function thinBars(trace, slot, font) {
  if (trace.type !== "bar" || !Array.isArray(trace.text) || trace.orientation === "h") {
    return;
  }
  const needed = widest(trace.text, font) + 4;
  if (needed <= slot) {
    return;
  }
  const last = trace.text.length - 1;
  const highest = trace.y.indexOf(Math.max(...trace.y));
  const isFar =
    (trace.x[last] - trace.x[highest]) * slot > needed &&
    (trace.x[highest] - 0.5) * slot > needed / 2; // Left of it are the axis's own.
  trace.text = trace.text.map((text, index) =>
    index === last || (index === highest && isFar) ? text : ""
  );
}

// Labels at the right end of the axis: one below the other, each as near its line as it can be.
function stack(labels, scales) {
  const rows = labels
    .map((label) => ({ label, at: scales.top(label.y), height: label.lines * LINE }))
    .sort((one, other) => one.at - other.at);
  let free = -LINE;
  rows.forEach((row) => {
    row.place = Math.max(row.at, free + row.height / 2);
    free = row.place + row.height / 2;
  });
  free = scales.plot.height - 2; // Below are the months.
  rows
    .slice()
    .reverse()
    .forEach((row) => {
      row.place = Math.min(row.place, free - row.height / 2);
      free = row.place - row.height / 2;
    });
  rows.forEach(({ label, at, place }) => {
    Object.assign(label, { xanchor: "left", yanchor: "middle", xshift: 9, yshift: at - place });
  });
}

function meet(one, other) {
  return (
    one.left < other.right &&
    other.left < one.right &&
    one.top < other.bottom &&
    other.top < one.bottom
  );
}

// Points along the lines of the chart, a few pixels apart.
function pathOf(data, scales) {
  const path = [];
  data
    .filter((trace) => trace.type === "scatter" && !trace.orientation)
    .forEach(({ x, y }) => {
      for (let n = 1; n < x.length; n += 1) {
        const [left, top] = [scales.left(x[n - 1]), scales.top(y[n - 1])];
        const [right, bottom] = [scales.left(x[n]), scales.top(y[n])];
        const steps = Math.ceil(Math.max(Math.abs(right - left), Math.abs(bottom - top)) / 4) || 1;
        for (let step = 0; step <= steps; step += 1) {
          const part = step / steps;
          path.push([left + (right - left) * part, top + (bottom - top) * part]);
        }
      }
    });
  return path;
}

// The upright bars of the chart, as boxes.
function barsOf(data, scales) {
  return data
    .filter((trace) => trace.type === "bar" && trace.orientation !== "h")
    .reduce(
      (boxes, { x, y, offset, width }) =>
        boxes.concat(
          x.map((month, n) => ({
            left: scales.left(month + offset),
            right: scales.left(month + offset + width),
            top: Math.min(scales.top(y[n]), scales.top(0)),
            bottom: Math.max(scales.top(y[n]), scales.top(0))
          }))
        ),
      []
    );
}

// Where a label may stand about its point: how many widths to the side, how many pixels down.
const ABOUT = [
  [0, -7 - LINE],
  [0, 9],
  [-0.55, -5 - LINE],
  [0.55, 5],
  [-0.55, 5],
  [0.55, -5 - LINE],
  [0, -7 - 2 * LINE],
  [0, 9 + LINE],
  [-0.55, -5 - 2 * LINE],
  [0.55, 5 + LINE]
];

// Labels within the plot stand about their point, where they meet no other and the fewest lines.
function float(labels, scales, path, bars, taken) {
  labels.forEach((label) => {
    const x = scales.left(label.x);
    const y = scales.top(label.y);
    const half = label.width / 2;
    const rightmost = Math.max(scales.plot.width - half, half);
    const boxes = ABOUT.map(([aside, down]) => {
      const middle = Math.min(Math.max(x + aside * label.width, half), rightmost);
      return { left: middle - half, right: middle + half, top: y + down, bottom: y + down + LINE };
    });
    const cost = (box) =>
      (box.top < -24 || box.bottom > scales.plot.height ? 500 : 0) +
      (taken.some((other) => meet(box, other)) ? 1000 : 0) +
      bars.filter((bar) => meet(box, bar)).length * 60 +
      path.filter(
        ([left, top]) =>
          left > box.left - 2 && left < box.right + 2 && top > box.top && top < box.bottom
      ).length;
    const found = boxes.reduce((best, box) => (cost(box) < cost(best) ? box : best));
    taken.push(found);
    Object.assign(label, {
      xanchor: "center",
      yanchor: "middle",
      xshift: (found.left + found.right) / 2 - x,
      yshift: y - (found.top + found.bottom) / 2
    });
  });
}

// The drawing, with everything written in it in its place for so many pixels.
export function fitted(drawing, width) {
  const { data, layout } = drawing;
  const { margin, font, xaxis, yaxis } = layout;
  const isNarrow = width < NARROW;
  const labels = layout.annotations.filter((note) => note.name === END);
  if (yaxis.ticktext) {
    margin.l = Math.ceil(widest(yaxis.ticktext, font)) + 12;
  }
  if (!xaxis.range || !yaxis.range) {
    return drawing;
  }
  const last = xaxis.tickvals ? Math.max(...xaxis.tickvals) : xaxis.range[1];
  const outside = labels.filter((label) => label.x >= last);
  outside.forEach((label) => {
    if (isNarrow) {
      label.text = label.text.replace(" <b>", "<br><b>");
      label.align = "left";
    }
    label.lines = label.text.split("<br>").length;
  });
  labels.forEach((label) => {
    label.width = widthOf(label.text, font) + 4;
  });
  if (outside.length) {
    margin.r = Math.ceil(Math.max(...outside.map((label) => label.width))) + 14;
  }
  const months = xaxis.tickvals ? xaxis.tickvals.length : 1;
  const slot = (width - margin.l - margin.r) / months;
  thinTicks(xaxis, slot, font);
  data.forEach((trace) => thinBars(trace, slot, font));
  const scales = scalesOf(layout, width);
  stack(outside, scales);
  const unit = layout.annotations
    .filter((note) => note.name !== END)
    .map((note) => ({ left: 0, right: widthOf(note.text, font), top: -26, bottom: -4 }));
  float(
    labels.filter((label) => !outside.includes(label)),
    scales,
    pathOf(data, scales),
    barsOf(data, scales),
    unit
  );
  labels.forEach((label) => {
    delete label.width;
    delete label.lines;
  });
  return drawing;
}
