/* Which type of the vocabulary a reference of a template has, as far as its text and its declarations tell. Nothing is evaluated. */

import { afterArguments } from "../lib/directive-blocks.js";
import { BOXES, LOOP_VARIABLES, TYPES, VARIABLES } from "./vocabulary.js";

/**
 * @import { Term } from "../types/page"
 * @import { Variables } from "../lib/path-samples.js"
 */

const DEEPEST = 12; // variables that are set from variables
const ROOT = /^\$!?\{?([A-Za-z_][\w-]*)/;
const STEP = /^\.([A-Za-z_][\w-]*)/;
/** @type {[RegExp, string][]} */
const LITERALS = [
  [/^["']/, "String"],
  [/^\[/, "List"],
  [/^\{/, "Map"],
  [/^(?:true|false)$/, "Boolean"],
  [/^-?\d{1,9}$/, "int"],
  [/^-?\d+$/, "Number"],
  [/^-?\d*\.\d+$/, "double"],
];
/** @type {Record<string, string>} */
const OF_JSON = { string: "String", number: "Number", boolean: "Boolean" };

/**
 * The type that `expression` (`$elem.keySet()`, `"text"`) is declared to have, such as `Set<String>`; "" where nothing tells.
 * @param {string} expression
 * @param {Variables} variables
 * @param {number} [depth]
 * @returns {string}
 */
export function typeOf(expression, variables, depth = 0) {
  const literal = LITERALS.find(([pattern]) => pattern.test(expression));
  if (literal) return literal[1];
  const root = ROOT.exec(expression);
  return root && depth < DEEPEST ? typeAfter(rootType(root[1], variables, depth), expression.slice(root[0].length)) : "";
}

/**
 * @param {string} name
 * @param {Variables} variables
 * @param {number} depth
 */
function rootType(name, variables, depth) {
  if (Object.hasOwn(variables, name)) {
    const { expression, isLoop } = variables[name];
    const type = typeOf(expression, variables, depth + 1);
    return isLoop ? elementOf(type) : type;
  }
  return [...VARIABLES, ...LOOP_VARIABLES].find((term) => term.name === name)?.type ?? "";
}

/**
 * The type after the steps of `rest`: `.name`, `.name(…)`, `[…]`.
 * @param {string} type
 * @param {string} rest
 * @returns {string}
 */
function typeAfter(type, rest) {
  if (type === "" || /^\}?\s*$/.test(rest)) return type;
  const index = /^\[[^\]]*\]/.exec(rest);
  if (index) return typeAfter(elementOf(type), rest.slice(index[0].length));
  const step = STEP.exec(rest);
  if (!step) return "";
  const [whole, name] = step;
  const end = rest[whole.length] === "(" ? afterArguments(rest, whole.length) : whole.length;
  return end < 0 ? "" : typeAfter(stepType(type, name, rest.slice(whole.length, end)), rest.slice(end));
}

/**
 * @param {string} type
 * @param {string} name
 * @param {string} args `(…)`, or "" where it is no call
 */
function stepType(type, name, args) {
  const terms = termsOf(type).filter((term) => term.name === name);
  const term = terms.find(({ parameters }) => (args === "" ? parameters === null : parameters !== null && isFor(parameters, args)));
  if (term && (term.type !== "Object" || name !== "get")) return term.type;
  return term || (args === "" && isA(type, "Map")) ? elementOf(type) : "";
}

/**
 * Whether a call takes something where the method does.
 * @param {string} parameters
 * @param {string} args
 */
const isFor = (parameters, args) => (parameters === "") === /^\(\s*\)$/.test(args);

/**
 * What is in a list of that type, or under the names of a map: `Entry` of `Set<Entry>`.
 * @param {string} type
 */
function elementOf(type) {
  const inner = /<(.*)>$/.exec(type)?.[1] ?? "";
  return type.endsWith("[]") ? type.slice(0, -2) : inner.replace(/^\w+, /, "");
}

/**
 * The type as the vocabulary has it, without what is in it: `Set` of `Set<Entry>`.
 * @param {string} type
 */
function plain(type) {
  const name = type.endsWith("[]") ? "Array" : type.replace(/<.*/, "");
  return BOXES[name] ?? name;
}

/**
 * @param {string} type
 * @param {string} parent
 * @returns {boolean}
 */
function isA(type, parent) {
  const name = plain(type);
  return name === parent || (name in TYPES && isA(TYPES[name].extends, parent));
}

/**
 * Its own terms, and then those of the types that it extends; without those of which it is not known whether AWS runs them.
 * @param {string} type
 * @returns {Term[]}
 */
export function termsOf(type) {
  const known = TYPES[plain(type)];
  return known ? [...known.terms.filter(({ uncertain }) => !uncertain), ...termsOf(known.extends)] : [];
}

/**
 * Every term of a type, those of the types that it extends behind its own, each with the type that has it.
 * @param {string} type
 * @returns {{ term: Term, type: string }[]}
 */
export function declaredTerms(type) {
  const name = plain(type);
  const known = TYPES[name];
  return known ? [...known.terms.map((term) => ({ term, type: name })), ...declaredTerms(known.extends)] : [];
}

/**
 * The terms that only API Gateway has, or that are properties: what is looked for first.
 * @param {string} type
 */
export const ownTerms = (type) =>
  type === "Object"
    ? []
    : (TYPES[plain(type)]?.terms ?? []).filter((term) => !term.uncertain && (type.startsWith("$") || term.parameters === null));

/**
 * The type of a value of the document.
 * @param {unknown} value
 */
export function typeOfValue(value) {
  if (Array.isArray(value)) return "JSONArray";
  return typeof value === "object" ? (value === null ? "" : "Map") : (OF_JSON[typeof value] ?? "");
}
