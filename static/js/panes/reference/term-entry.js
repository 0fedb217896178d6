/* The entries of the reference that tell of directives, variables, and the members and methods of values. */

import { signatureOf } from "../../editor/term-option.js";
import { DIRECTIVES, LOOP_VARIABLES, TYPES, VARIABLES } from "../../editor/vocabulary.js";
import { h } from "../../lib/dom.js";
import { codeBlock, createEntry, entryButton } from "./entry.js";
import { SAMPLE } from "./sample.js";

/** @import { DirectiveTerm, ReferenceEntry, Scenario, Term } from "../../types/page" */
/** @typedef {{ term: Term | DirectiveTerm, name: string }} NamedTerm */

const UNCERTAIN = "Whether AWS has it is not known.";

/**
 * What the reference has, in the order in which it is most looked for: {title, terms}.
 * @returns {{ title: string, terms: NamedTerm[] }[]}
 */
export function sectionsOf() {
  const hosts = Object.keys(TYPES).filter((type) => type.startsWith("$"));
  const values = Object.keys(TYPES).filter((type) => !type.startsWith("$"));
  return [
    { title: "Directives", terms: DIRECTIVES.map((term) => ({ term, name: term.form })) },
    { title: "Variables", terms: [...VARIABLES, ...LOOP_VARIABLES].map((term) => ({ term, name: `$${term.name}` })) },
    ...[...hosts, ...values].map((type) => ({
      title: titleOf(type),
      terms: TYPES[type].terms.map((term) => ({ term, name: type.startsWith("$") ? pathOf(type, term) : signatureOf(term) })),
    })),
  ].filter(({ terms }) => terms.length > 0);
}

/** @param {string} type */
function titleOf(type) {
  const { extends: parent } = TYPES[type];
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
