/* Places in two texts that differ in blanks only, as a body and the same body laid out. */

/** @import { Range } from "../types/page" */

/** @param {string} sign */
const isBlank = (sign) => sign === " " || sign === "\n" || sign === "\r" || sign === "\t";

/**
 * The places in `other` of `offsets` (ascending) in `one`.
 * @param {string} one
 * @param {string} other
 * @param {number[]} offsets
 */
export function realign(one, other, offsets) {
  /** @type {number[]} */
  const found = [];
  let [at, there] = [0, 0];
  for (const offset of offsets) {
    while (at < offset && at < one.length) {
      if (one[at] === other[there]) {
        at += 1;
        there += 1;
      } else if (isBlank(one[at])) at += 1;
      else if (isBlank(other[there])) there += 1;
      else return found; // not the same text
    }
    if (!isBlank(one[at])) while (isBlank(other[there])) there += 1;
    found.push(there);
  }
  return found;
}

/**
 * The ranges ([from, to]) of `text` without the blanks around them.
 * @param {string} text
 * @param {Range[]} ranges
 * @returns {Range[]}
 */
export function withoutBlanks(text, ranges) {
  return ranges.map(([from, to]) => {
    while (from < to && isBlank(text[from])) from += 1;
    while (to > from && isBlank(text[to - 1])) to -= 1;
    return [from, to];
  });
}
