/* The values that a reference of a template may have, by the document at hand: enough to know the names in them. Nothing is evaluated. */

import { afterArguments } from "./directive-blocks.js";

/** @typedef {Record<string, { expression: string, isLoop: boolean }>} Variables */

const MOST = 100; // values looked at
const DEEPEST = 12; // variables that are set from variables
const STEP = /^(?:\.([A-Za-z_][\w-]*)(\(\s*(?:'([^']*)'|"([^"]*)"|(\d+))?\s*\))?|\[\s*(?:'([^']*)'|"([^"]*)"|(\d+)|\*|\$[\w.]+)\s*\])/;
const REFERENCE = /^\$!?\{?([A-Za-z_][\w-]*)/;

/**
 * {name: {expression, isLoop}}: what the template sets; the last one counts.
 * @param {string} text
 */
export function variablesIn(text) {
  /** @type {Variables} */
  const found = {};
  for (const { 0: head, 1: directive, index } of text.matchAll(/#\{?(set|foreach)\}?[ \t]*(?=\()/g)) {
    const end = afterArguments(text, index + head.length);
    const inner = text.slice(index + head.length + 1, end < 0 ? index + 300 : end - 1);
    const match = /^\s*\$!?\{?([A-Za-z_][\w-]*)\}?\s*(?:=|\bin\b)\s*([^]*)$/.exec(inner);
    if (match) found[match[1]] = { expression: match[2].trim(), isLoop: directive === "foreach" };
  }
  return found;
}

/**
 * The values of `expression` (`$elem.progress`), given the template's variables and the parsed document.
 * @param {string} expression
 * @param {Variables} variables
 * @param {unknown} document
 * @param {number} [depth]
 * @returns {unknown[]}
 */
export function samplesOf(expression, variables, document, depth = 0) {
  const head = REFERENCE.exec(expression);
  if (!head || depth > DEEPEST) return [];
  const rest = expression.slice(head[0].length);
  const call = /^\.(?:path|json)\(\s*(?:'([^']*)'|"([^"]*)")\s*\)/.exec(rest);
  if (head[1] === "input" && call) return walk(walk([document], (call[1] ?? call[2]).replace(/^\$/, "")), rest.slice(call[0].length));
  const variable = variables[head[1]];
  if (!variable) return [];
  const values = samplesOf(variable.expression, variables, document, depth + 1);
  return walk(variable.isLoop ? values.flatMap(elementsOf).slice(0, MOST) : values, rest);
}

/**
 * The values after the steps `.name`, `.get('name')`, `[0]` of `text`; a step that is not known leads nowhere.
 * @param {unknown[]} values
 * @param {string} text
 */
export function walk(values, text) {
  let rest = text.replace(/\}\s*$/, "").trim();
  while (rest && values.length) {
    const match = STEP.exec(rest);
    if (!match) return [];
    const [whole, name, args] = match;
    if (args !== undefined && name !== "get") return [];
    const key = args !== undefined ? (match[3] ?? match[4] ?? match[5]) : (name ?? match[6] ?? match[7] ?? match[8]);
    values = values.flatMap((value) => (key === undefined ? elementsOf(value) : member(value, key))).slice(0, MOST);
    rest = rest.slice(whole.length);
  }
  return values;
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
const isObject = (value) => typeof value === "object" && value !== null;
/**
 * @param {unknown} value
 * @returns {unknown[]}
 */
const elementsOf = (value) => (isObject(value) ? Object.values(value).slice(0, MOST) : []);
/**
 * @param {unknown} value
 * @param {string} key
 * @returns {unknown[]}
 */
const member = (value, key) => (isObject(value) && Object.hasOwn(value, key) ? [value[key]] : []);

/**
 * The names in objects among `values`: [{name, kind}], in the order of the document; `kind` says what is there.
 * @param {unknown[]} values
 */
export function namesIn(values) {
  const names = new Map();
  for (const value of values) {
    if (!isObject(value) || Array.isArray(value)) continue;
    for (const [name, inner] of Object.entries(value)) if (!names.has(name)) names.set(name, kindOf(inner));
  }
  return [...names].map(([name, kind]) => ({ name, kind }));
}

/** @param {unknown} value */
function kindOf(value) {
  if (Array.isArray(value)) return `list of ${value.length}`;
  if (isObject(value)) return Object.keys(value).slice(0, 4).join(", ") || "empty object";
  const text = JSON.stringify(value);
  return text.length > 24 ? `${text.slice(0, 23)}…` : text;
}
