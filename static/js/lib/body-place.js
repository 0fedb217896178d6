/* The place in a body that a message names: "… line 4, column 13 of the body." Nobody else says where, so that no two places differ. */

const PLACE = /line ([\d,]+), column ([\d,]+) of the body/;
const LINE_END = /\r\n|\r|\n/g;

/** @param {string} digits */
const toNumber = (digits) => Number(digits.replaceAll(",", ""));

/**
 * The offset in `body` of the place that `message` names (the body's length, where that is its end), or -1 where it names none.
 * @param {string} message
 * @param {string} body
 */
export function placeInBody(message, body) {
  const [, line, column] = PLACE.exec(message) ?? [];
  if (!line) return -1;
  let start = 0;
  LINE_END.lastIndex = 0;
  for (let number = 1; number < toNumber(line); number += 1) {
    if (!LINE_END.test(body)) return -1;
    start = LINE_END.lastIndex;
  }
  return Math.min(start + toNumber(column) - 1, body.length);
}
