// A block copied from Excel or WPS: cells between tabs, rows between line ends, quotes around
// cells that hold either.

/** The rows of a block, each a list of texts. */
export function block(text) {
  const rows = [[]];
  let cell = "";
  let isQuoted = false;
  const source = text.replace(/\r\n?/g, "\n");
  for (let at = 0; at < source.length; at += 1) {
    const character = source[at];
    if (isQuoted && character === '"' && source[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (character === '"' && (isQuoted || (cell === "" && closes(source, at)))) {
      isQuoted = !isQuoted;
    } else if (!isQuoted && character === "\t") {
      rows[rows.length - 1].push(cell);
      cell = "";
    } else if (!isQuoted && character === "\n") {
      rows[rows.length - 1].push(cell);
      rows.push([]);
      cell = "";
    } else {
      cell += character;
    }
  }
  const last = rows[rows.length - 1];
  if (cell !== "" || last.length > 0) last.push(cell);
  else rows.pop(); // A line end after the last row, as spreadsheets write it.
  return rows;
}

/** Whether a quote at the start of a cell ends at a cell's end; else it is only a character. */
function closes(source, at) {
  return /^"(?:[^"]|"")*"(?:[\t\n]|$)/.test(source.slice(at));
}

/** Whether a paste is more than one cell; one is left to the field itself. */
export function isBlock(rows) {
  return rows.length > 1 || (rows.length === 1 && rows[0].length > 1);
}
