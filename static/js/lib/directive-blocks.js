/* Which directives of a template belong together: `#if … #elseif … #else … #end`. */

/** @import { Range } from "../types/page" */
/** @typedef {{ name: string, words: Range[], end: number | null }} Block */

const NAMES = "if|elseif|else|end|foreach|define|macro";
const PARTS = new RegExp(
  String.raw`\\[#$]|##[^\n]*|#\*[^]*?(?:\*#|$)|#\[\[[^]*?(?:\]\]#|$)|#(?:\{(?:${NAMES})\}|(?:${NAMES})(?![\w-]))`,
  "g",
);
const OPENS = new Set(["if", "foreach", "define", "macro"]);

/**
 * `blocks` in the order of their openers: {name, words: [[from, to], …], end: the place of `#end` or null}, and `opaque`: the ranges
 * ([from, to]) of comments and of text that is not read.
 * @param {string} text
 */
export function scanBlocks(text) {
  /** @type {Block[]} */
  const blocks = [];
  /** @type {Range[]} */
  const opaque = [];
  /** @type {Block[]} */
  const open = [];
  for (const { 0: part, index } of text.matchAll(PARTS)) {
    /** @type {Range} */
    const place = [index, index + part.length];
    const name = part.replace(/[#{}]/g, "");
    if (part.startsWith("\\")) continue;
    if (/^#[#*[]/.test(part)) opaque.push(place);
    else if (OPENS.has(name)) {
      const block = { name, words: [place], end: null };
      open.push(block);
      blocks.push(block);
    } else if (name === "end") {
      const block = open.pop();
      block?.words.push(place);
      if (block) [block.end] = place;
    } else open.at(-1)?.words.push(place);
  }
  return { blocks, opaque };
}

/**
 * The offset after the `)` that closes the `(` at or after `from` (blanks aside), or -1.
 * @param {string} text
 * @param {number} from
 */
export function afterArguments(text, from) {
  let at = from;
  while (text[at] === " " || text[at] === "\t") at += 1;
  if (text[at] !== "(") return -1;
  let depth = 0;
  let quote = "";
  for (; at < text.length; at += 1) {
    const sign = text[at];
    if (quote) quote = sign === quote ? "" : quote;
    else if (sign === "'" || sign === '"') quote = sign;
    else if (sign === "(") depth += 1;
    else if (sign === ")" && --depth === 0) return at + 1;
  }
  return -1;
}
