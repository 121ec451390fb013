// Puts the tokens' values where a drawing names them, as they are where the chart stands.

const TOKEN = /^--[a-z0-9-]+$/;

// The drawing with "--accent" and the like replaced.
export function inColours(drawing, place) {
  const style = getComputedStyle(place);
  const known = {};
  function value(token) {
    if (!(token in known)) {
      known[token] = style.getPropertyValue(token).trim();
    }
    return known[token];
  }
  function replaced(part) {
    if (typeof part === "string") {
      return TOKEN.test(part) ? value(part) : part;
    }
    if (Array.isArray(part)) {
      return part.map(replaced);
    }
    if (part && typeof part === "object") {
      Object.keys(part).forEach(function (key) {
        part[key] = replaced(part[key]);
      });
    }
    return part;
  }
  return replaced(drawing);
}

let sheet = null;

// An element that has the tokens' values for paper, whatever the page looks like.
export function paper() {
  if (!sheet) {
    sheet = document.createElement("div");
    sheet.dataset.theme = "light";
    sheet.hidden = true;
    document.body.append(sheet);
  }
  return sheet;
}
