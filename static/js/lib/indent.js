/* How a template's lines are indented: by the blocks and brackets that are open where they begin. */

const WORDS = /#\{?(if|foreach|define|macro|elseif|else|end)\b\}?|[{}[\]()]/g;
const STRING = /"[^"\n]*"|'[^'\n]*'|##.*/g;
const REFERENCE = /\$!?\{[\w.-]+\}/g;
const CLOSES = new Set(["end", "}", "]", ")"]);
const LEADING = /^\s*(?:#\{?(?:end|elseif|else)\b|[}\])])/;

/**
 * The signs of a line that open (1), close (-1), or do both (0), in order.
 * @param {string} line
 * @returns {number[]}
 */
function signsOf(line) {
  const bare = line.replace(REFERENCE, "").replace(STRING, "");
  return Array.from(bare.matchAll(WORDS), ([sign, name]) => {
    const word = name ?? sign;
    if (word === "else" || word === "elseif") return 0;
    return CLOSES.has(word) ? -1 : 1;
  });
}

/**
 * Whether a line begins with what closes, or with an `#else`.
 * @param {string} line
 */
export const isCloser = (line) => LEADING.test(line);

/**
 * By how many levels the line after `line` is further in (1), further out (-1) or neither (0).
 * @param {string} line
 */
export function stepAfter(line) {
  const signs = signsOf(line);
  let at = 0;
  if (isCloser(line)) while (signs[at] === -1) at += 1;
  const sum = signs.slice(at).reduce((total, sign) => total + sign, 0);
  return signs[at] === 0 && isCloser(line) ? 1 : Math.sign(sum);
}

/**
 * The lines with two blanks a level; those that `isOpaque(index)` says begin inside a comment stay as they are.
 * @param {string[]} lines
 * @param {(index: number) => boolean} isOpaque
 */
export function formatLines(lines, isOpaque) {
  /** @type {number[]} */
  const open = []; // the line that opened each
  return lines.map((line, index) => {
    if (isOpaque(index)) return line;
    const signs = signsOf(line);
    let at = 0;
    if (isCloser(line)) for (; signs[at] === -1; at += 1) open.pop();
    const isElse = isCloser(line) && signs[at] === 0;
    const level = new Set(open).size - (isElse && open.length ? 1 : 0);
    for (const sign of signs.slice(at)) {
      if (sign > 0) open.push(index);
      if (sign < 0) open.pop();
    }
    const text = line.trim();
    return text ? "  ".repeat(Math.max(level, 0)) + text : "";
  });
}
