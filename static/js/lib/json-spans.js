/* Where the members and elements of a JSON text are, so that one can be changed and the rest stays as it is written, digits and all. */

const BLANKS = /[ \t\r\n]*/y;
const SCALAR = /"[^"\\]*(?:\\.[^"\\]*)*"|[^\s,\]}]+/y;

/**
 * @param {string} text
 * @param {number} at
 */
const skip = (text, at) => {
  BLANKS.lastIndex = at;
  BLANKS.test(text);
  return BLANKS.lastIndex;
};

/**
 * The end of the value that begins at `at`. The text is JSON.
 * @param {string} text
 * @param {number} at
 */
function endOf(text, at) {
  let depth = 0;
  do {
    const sign = text[at];
    if (sign === "{" || sign === "[") depth += 1;
    else if (sign === "}" || sign === "]") depth -= 1;
    if ("{}[],: \t\r\n".includes(sign)) at += 1;
    else {
      SCALAR.lastIndex = at;
      SCALAR.test(text);
      at = SCALAR.lastIndex;
    }
  } while (depth > 0);
  return at;
}

/**
 * What stands in the object or array that begins at `at`: [{name?, start, end}].
 * @param {string} text
 * @param {number} at
 */
export function partsOf(text, at) {
  const isObject = text[at] === "{";
  /** @type {{ name: string, start: number, end: number }[]} */
  const parts = [];
  for (let next = skip(text, at + 1); text[next] !== "}" && text[next] !== "]"; next = skip(text, text[next] === "," ? next + 1 : next)) {
    let name;
    if (isObject) {
      const end = endOf(text, next);
      name = JSON.parse(text.slice(next, end));
      next = skip(text, skip(text, end) + 1);
    }
    const end = endOf(text, next);
    parts.push({ name, start: next, end });
    next = skip(text, end);
  }
  return parts;
}

/**
 * `text` with `edits` ({start, end, text}) made.
 * @param {string} text
 * @param {{ start: number, end: number, text: string }[]} edits
 */
export function edited(text, edits) {
  const ordered = [...edits].sort((one, other) => other.start - one.start);
  return ordered.reduce((all, { start, end, text: piece }) => all.slice(0, start) + piece + all.slice(end), text);
}
