/* Which lines of a template ran, from the record of a run. Lines without anything to run (blank ones, comments) have no state. */

/** @import { Position, TraceSite } from "../types/page" */

const BLOCK = new Set(["if", "foreach"]);
const ELSE = /^[^#]*#(?:else\b|\{else\})/;

/**
 * `lines`: the template's texts by line; `sites`: its part of a Result's `trace` → {states: [true | false | undefined], ran, total}.
 * @param {string[]} lines
 * @param {TraceSite[]} sites
 */
export function linesThatRan(lines, sites) {
  /** @type {(boolean | undefined)[]} */
  const states = new Array(lines.length).fill(undefined);
  /**
   * @param {number} line
   * @param {boolean} ran
   */
  const put = (line, ran) => {
    if (lines[line - 1]?.trim()) states[line - 1] ||= ran;
  };
  for (const { kind, start, end, count } of sites) {
    if (!start) continue;
    const ran = count > 0;
    if (BLOCK.has(kind) && ran) {
      put(start.line, true);
      put(end.line, true);
    } else {
      for (let line = start.line; line <= lastLine(start, end); line += 1) put(line, ran);
    }
  }
  /** @type {(boolean | undefined)[]} */
  const next = followElse(lines, states);
  const known = states.filter((state) => state !== undefined);
  fillBlanks(lines, states, next);
  return { states, ran: known.filter(Boolean).length, total: known.length };
}

/**
 * An `#else` alone on its line goes with the branch under it. Returns the state that comes after each line.
 * @param {string[]} lines
 * @param {(boolean | undefined)[]} states
 */
function followElse(lines, states) {
  const next = new Array(lines.length);
  /** @type {boolean | undefined} */
  let below;
  for (let index = lines.length - 1; index >= 0; index -= 1) {
    next[index] = below;
    if (states[index] === undefined && ELSE.test(lines[index])) states[index] = below;
    below = states[index] ?? below;
  }
  return next;
}

/**
 * Blank lines between two that did not run look as those do.
 * @param {string[]} lines
 * @param {(boolean | undefined)[]} states
 * @param {(boolean | undefined)[]} next
 */
function fillBlanks(lines, states, next) {
  for (let index = 1; index < lines.length; index += 1) {
    if (states[index - 1] !== false || lines[index].trim()) continue;
    if (next[index] === false) states[index] = false;
  }
}

/**
 * @param {Position} start
 * @param {Position} end
 */
const lastLine = (start, end) => (end.column === 1 && end.line > start.line ? end.line - 1 : end.line);

/**
 * How often the body of each loop ran: its most frequent direct part. `sites` → Map of site → number.
 * @param {TraceSite[]} sites
 */
export function timesOf(sites) {
  /**
   * @param {TraceSite} one
   * @param {TraceSite} other
   */
  const order = (one, other) => before(one.start, other.start) || -before(one.end, other.end);
  const placed = sites.filter(({ start }) => start).sort(order);
  const times = new Map();
  /** @type {TraceSite[]} */
  const open = [];
  for (const site of placed) {
    while (isOver(open.at(-1), site)) open.pop();
    const loop = open.at(-1);
    if (loop) times.set(loop, Math.max(times.get(loop) ?? 0, site.count));
    if (site.kind !== "foreach") continue;
    times.set(site, 0);
    open.push(site);
  }
  return times;
}

/**
 * Negative where place `one` is before `other`.
 * @param {Position} one
 * @param {Position} other
 */
export const before = (one, other) => one.line - other.line || one.column - other.column;

/**
 * Whether a loop ends before a part does.
 * @param {TraceSite | undefined} loop
 * @param {TraceSite} site
 */
const isOver = (loop, site) => loop !== undefined && before(loop.end, site.end) < 0;
