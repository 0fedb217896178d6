/* A term of the vocabulary as an option of completion: its signature, and beside the list its help and its example. */

import { snippet } from "@codemirror/autocomplete";
import { h, sentence } from "../lib/dom.js";
import { TYPES } from "./vocabulary.js";

/**
 * @import { Completion } from "@codemirror/autocomplete"
 * @import { EditorView } from "@codemirror/view"
 * @import { DirectiveTerm, Term } from "../types/page"
 */

/**
 * A method, a property or a variable; the first of a list comes first.
 * @param {Term} term
 * @param {number} index
 * @returns {Completion}
 */
export const termOption = (term, index) => ({
  label: term.name,
  displayLabel: term.parameters === null ? term.name : `${term.name}()`,
  detail: detailOf(term),
  info: () => termInfo(term),
  type: term.parameters === null ? "property" : "method",
  boost: 90 - index,
  ...(term.parameters === null ? {} : { apply: callOf(term.parameters) }),
});

/**
 * @param {DirectiveTerm} term
 * @param {number} index
 * @returns {Completion}
 */
export const directiveOption = (term, index) => ({
  label: term.name,
  info: () => termInfo(term),
  type: "keyword",
  boost: 90 - index,
  apply: snippet(term.snippet),
});

/**
 * `(int index) → char` of a method, the type of a property, and the first names of what only API Gateway has.
 * @param {Term} term
 */
function detailOf({ parameters, type }) {
  const given = type.startsWith("$") ? shortened([...new Set(TYPES[type].terms.map(nameOf))]) : type;
  return parameters === null ? given : `(${parameters}) → ${given}`;
}

/** @param {string[]} names */
const shortened = (names) => names.slice(0, 3).join(", ") + (names.length > 3 ? ", …" : "");

/** @param {Term} term */
const nameOf = ({ name, parameters }) => (parameters === null ? name : `${name}()`);

/**
 * A term as Java declares it.
 * @param {Term} term
 */
export function signatureOf({ name, parameters, type }) {
  if (parameters !== null) return `${type.startsWith("$") ? "Map" : type} ${name}(${parameters})`;
  return type.startsWith("$") ? name : `${type} ${name}`;
}

/**
 * What is said of a term: its signature, its help and its example.
 * @param {Term | DirectiveTerm} term
 */
export function termInfo(term) {
  const signature = "form" in term ? term.form : signatureOf(term);
  const { help, example, output } = term;
  return h(
    "div.term",
    {},
    h("code.term-signature", {}, signature),
    h("p", {}, ...sentence(help)),
    h("p.term-example", {}, h("code", {}, example), " gives ", h("code", {}, output)),
  );
}

/**
 * Writes a method's name with the cursor between its parentheses, or behind them where it takes nothing; a path begins with `$`.
 * @param {string} parameters
 * @returns {(view: EditorView, completion: Completion, from: number, to: number) => void}
 */
const callOf = (parameters) => (view, completion, from, to) => {
  const fields = parameters && parameters.split(", ").map((one) => (one.endsWith(" jsonPath") ? "'$${}'" : "${}"));
  const isOpen = view.state.sliceDoc(to, to + 1) === "(";
  snippet(completion.label + (isOpen ? "" : `(${fields && fields.join(", ")})`))(view, completion, from, to);
};
