/* The entries of the reference that tell of directives, variables, and the members and methods of values. */

import { h } from "../../lib/dom.js";
import { codeBlock, createEntry, entryButton } from "./entry.js";
import { SAMPLE } from "./sample.js";

/** @import { DirectiveTerm, ReferenceEntry, Scenario, Term, Vocabulary } from "../../types/page" */
/** @typedef {{ term: Term | DirectiveTerm, name: string }} NamedTerm */

const UNCERTAIN = "Whether AWS has it is not known.";

/**
 * What the reference has, in the order in which it is most looked for: {title, terms}.
 * @param {Vocabulary} vocabulary
 * @returns {{ title: string, terms: NamedTerm[] }[]}
 */
export function sectionsOf({ directives, variables, types, signatureOf }) {
  const hosts = Object.keys(types).filter((type) => type.startsWith("$"));
  const values = Object.keys(types).filter((type) => !type.startsWith("$"));
  return [
    { title: "Directives", terms: directives.map((term) => ({ term, name: term.form })) },
    { title: "Variables", terms: variables.map((term) => ({ term, name: `$${term.name}` })) },
    ...[...hosts, ...values].map((type) => ({
      title: titleOf(type, types[type].extends),
      terms: types[type].terms.map((term) => ({ term, name: type.startsWith("$") ? pathOf(type, term) : signatureOf(term) })),
    })),
  ].filter(({ terms }) => terms.length > 0);
}

/**
 * @param {string} type
 * @param {string} parent
 */
function titleOf(type, parent) {
  return type.startsWith("$") || parent === "" || parent === "Object" ? type : `${type}, and what ${parent} has`;
}

/**
 * `$input.path(String jsonPath)`.
 * @param {string} type
 * @param {Term} term
 */
const pathOf = (type, { name, parameters }) => `${type}.${name}${parameters === null ? "" : `(${parameters})`}`;

/**
 * @param {NamedTerm} named
 * @param {{ onOpen: (scenario: Scenario, notice: string) => void, onInsert: (text: string) => void }} options
 * @returns {ReferenceEntry}
 */
export function createTermEntry({ term, name }, { onOpen, onInsert }) {
  const isKnown = !("uncertain" in term) || !term.uncertain;
  /** @returns {Scenario} */
  const scenario = () => ({ ...SAMPLE, version: 1, title: `Example of ${name}`.slice(0, 100), template: term.example });
  const fill = () => [
    ...(isKnown ? [] : [h("p", {}, UNCERTAIN)]),
    codeBlock("Example", term.example),
    codeBlock("gives", term.output),
    h(
      "p.reference-tools",
      {},
      entryButton("Insert", `the example of ${name}`, () => onInsert(term.example)),
      entryButton("Open", `the example of ${name}`, () => onOpen(scenario(), "Opened the example.")),
    ),
  ];
  return { ...createEntry({ name, help: term.help, fill }), term };
}
