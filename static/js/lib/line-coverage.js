/* Which lines of a template ran, from the record of a run. Lines without anything to run (blank ones, comments) have no state. */

const BLOCK = new Set(["if", "foreach"]);
const ELSE = /^[^#]*#(?:else\b|\{else\})/;

/** `lines`: the template's texts by line; `sites`: its part of a Result's `trace` → {states: [true | false | undefined], ran, total}. */
export function linesThatRan(lines, sites) {
  const states = new Array(lines.length).fill(undefined);
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
  const next = followElse(lines, states);
  const known = states.filter((state) => state !== undefined);
  fillBlanks(lines, states, next);
  return { states, ran: known.filter(Boolean).length, total: known.length };
}

/** An `#else` alone on its line goes with the branch under it. Returns the state that comes after each line. */
function followElse(lines, states) {
  const next = new Array(lines.length);
  let below;
  for (let index = lines.length - 1; index >= 0; index -= 1) {
    next[index] = below;
    if (states[index] === undefined && ELSE.test(lines[index])) states[index] = below;
    below = states[index] ?? below;
  }
  return next;
}

/** Blank lines between two that did not run look as those do. */
function fillBlanks(lines, states, next) {
  for (let index = 1; index < lines.length; index += 1) {
    if (states[index - 1] !== false || lines[index].trim()) continue;
    if (next[index] === false) states[index] = false;
  }
}

const lastLine = (start, end) => (end.column === 1 && end.line > start.line ? end.line - 1 : end.line);

/** How often the body of each loop ran: its most frequent direct part. `sites` → Map of site → number. */
export function timesOf(sites) {
  const order = (one, other) => before(one.start, other.start) || -before(one.end, other.end);
  const placed = sites.filter(({ start }) => start).sort(order);
  const times = new Map();
  const open = [];
  for (const site of placed) {
    while (open.length && before(open.at(-1).end, site.end) < 0) open.pop();
    const loop = open.at(-1);
    if (loop) times.set(loop, Math.max(times.get(loop), site.count));
    if (site.kind !== "foreach") continue;
    times.set(site, 0);
    open.push(site);
  }
  return times;
}

/** Negative where place `one` is before `other`. */
export const before = (one, other) => one.line - other.line || one.column - other.column;
