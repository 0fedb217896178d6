/* The word of a template at an offset, and what the vocabulary has of it. */

import { variablesIn } from "../lib/path-samples.js";
import { BASE, typeOfReference } from "./completion.js";
import { declaredTerms } from "./value-types.js";
import { DIRECTIVES, LOOP_VARIABLES, TYPES, VARIABLES } from "./vocabulary.js";

/**
 * @import { EditorState } from "@codemirror/state"
 * @import { DirectiveTerm, FoundTerm, Names, Term } from "../types/page"
 */

const WORD = /(?<!\\)#\{?[a-z]+|#\[\[|[A-Za-z_][\w-]*/g;
const STEP = new RegExp(`${BASE}\\.$`);

/**
 * What stands at `at`: {from, to, word, term?, type?}; null where no word does. `type`: whose term it is, "" for directives and variables.
 * @param {EditorState} state
 * @param {number} at
 * @param {{ document: unknown, names: Names }} known
 * @returns {FoundTerm | null}
 */
export function termAt(state, at, known) {
  const line = state.doc.lineAt(at);
  const column = at - line.from;
  const found = [...line.text.matchAll(WORD)].find(({ 0: word, index }) => index <= column && column <= index + word.length);
  if (!found) return null;
  const [word] = found;
  const before = line.text.slice(0, found.index);
  const place = { from: line.from + found.index, to: line.from + found.index + word.length, word };
  if (before.includes("##")) return place;
  const isCall = line.text[found.index + word.length] === "(";
  const { term = undefined, type = "" } = lookUp(state, { ...place, before, isCall, ...known }) ?? {};
  return { ...place, term, type };
}

/**
 * @param {EditorState} state
 * @param {{ word: string, before: string, isCall: boolean, to: number, document: unknown, names: Names }} place
 * @returns {{ term: Term | DirectiveTerm, type: string } | null}
 */
function lookUp(state, { word, before, isCall, to, document, names }) {
  if (word.startsWith("#")) return named(DIRECTIVES, word.replace("{", ""));
  const variables = variablesIn(state.sliceDoc(0, state.doc.lineAt(to).to));
  if (/\$!?\{?$/.test(before)) return Object.hasOwn(variables, word) ? null : named([...VARIABLES, ...LOOP_VARIABLES], word);
  if (!/[\w)\]}]\.$/.test(before)) return null;
  const step = STEP.exec(before);
  const type = step ? typeOfReference(step[1], { variables, document, names }) : "";
  const fitting = type ? declaredTerms(type) : everyTerm();
  const found = fitting.filter(({ term }) => term.name === word && (term.parameters !== null) === isCall);
  const isSure = type !== "" || new Set(found.map((one) => one.type)).size === 1;
  return isSure ? (found.at(0) ?? null) : null;
}

/**
 * @template {Term | DirectiveTerm} One
 * @param {One[]} terms
 * @param {string} name
 */
function named(terms, name) {
  const term = terms.find((one) => one.name === name);
  return term ? { term, type: "" } : null;
}

const everyTerm = () => Object.entries(TYPES).flatMap(([type, { terms }]) => terms.map((term) => ({ term, type })));
