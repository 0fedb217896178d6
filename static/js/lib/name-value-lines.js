/* Names and values as lines, "name: value", and back. What a line cannot hold as it is stands in JSON's quotes. */

/** @import { Values } from "../types/page" */

const QUOTED = /^("(?:[^"\\]|\\.)*")\s*:/;

/**
 * `map`: {name: value | [value, …]} → text; several values of a name take a line each.
 * @param {Values | undefined} map
 */
export function toLines(map) {
  return Object.entries(map ?? {})
    .flatMap(([name, value]) =>
      [value].flat().map((one) => `${safe(name, /[:\n\r]|^\s|\s$|^"|^$/)}: ${safe(one, /[\n\r]|^\s|\s$|^"/)}`.trimEnd()),
    )
    .join("\n");
}

/**
 * Text → {name: value}; a name that comes more than once has a list of values where `isMulti`, else its last one.
 * @param {string} text
 * @param {boolean} [isMulti]
 */
export function fromLines(text, isMulti = false) {
  /** @type {any} */
  const map = {};
  for (const line of text.split(/\r\n?|\n/)) {
    if (line.trim() === "") continue;
    const [name, value] = halves(line.trim());
    const isAgain = isMulti && Object.hasOwn(map, name);
    const next = isAgain ? [map[name], value].flat() : value;
    Object.defineProperty(map, name, { value: next, writable: true, enumerable: true, configurable: true });
  }
  return map;
}

/**
 * The number of the first line that has no colon, so that it is a name alone; 0 where there is none.
 * @param {string} text
 */
export function withoutColon(text) {
  return text.split(/\r\n?|\n/).findIndex((line) => line.trim() !== "" && !QUOTED.test(line.trim()) && !line.includes(":")) + 1;
}

/** @param {string} line */
function halves(line) {
  const quoted = QUOTED.exec(line);
  if (quoted) return [unquoted(quoted[1]), unquoted(line.slice(quoted[0].length).trim())];
  const colon = line.indexOf(":");
  return colon < 0 ? [line, ""] : [line.slice(0, colon).trim(), unquoted(line.slice(colon + 1).trim())];
}

/**
 * @param {string} text
 * @param {RegExp} unsafe
 */
const safe = (text, unsafe) => (unsafe.test(text) ? JSON.stringify(text) : text);

/** @param {string} text */
function unquoted(text) {
  if (!text.startsWith('"')) return text;
  try {
    const value = JSON.parse(text);
    return typeof value === "string" ? value : text;
  } catch {
    return text;
  }
}
