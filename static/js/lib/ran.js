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
  for (let index = lines.length - 2; index >= 0; index -= 1) {
    if (states[index] === undefined && ELSE.test(lines[index])) states[index] = nextState(states, index);
  }
  const known = states.filter((state) => state !== undefined);
  return { states, ran: known.filter(Boolean).length, total: known.length };
}

const lastLine = (start, end) => (end.column === 1 && end.line > start.line ? end.line - 1 : end.line);

/** An `#else` alone on its line goes with the branch under it. */
function nextState(states, index) {
  return states.slice(index + 1).find((state) => state !== undefined);
}

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
