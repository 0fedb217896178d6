/* What may stand at the cursor of a template: directives, variables, functions, and the names in the document at hand. */

import { acceptCompletion, autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { namesIn, samplesOf, variablesIn, walk } from "../lib/path-samples.js";
import { directiveOption, termOption } from "./term-option.js";
import { ownTerms, termsOf, typeOf, typeOfValue } from "./value-types.js";
import { DIRECTIVES, LOOP_VARIABLES, VARIABLES } from "./vocabulary.js";

/** @import { Names } from "../types/page" */
/**
 * @import { Completion, CompletionSource } from "@codemirror/autocomplete"
 * @import { Variables } from "../lib/path-samples.js"
 * @typedef {{ variables: Variables, document: unknown, names: Names }} State
 */

const FAR = 500; // characters before the cursor that are looked at
/** A reference up to its last step, which is what is looked for. */
export const BASE = String.raw`\$!?\{?([A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*(?:\([^()]*\))?|\[[^\]]*\])*)`;

/**
 * Each: what stands before the cursor (its last group is what is being typed), and what may come there.
 * @type {[RegExp, (match: RegExpExecArray, state: State) => Completion[]][]}
 */
const PLACES = [
  [
    /\$input\.(?:path|json)\(\s*['"]\$((?:[.[][^'"]*)?[.[]'?)()([\w-]*)$/,
    ([, path], { document }) => named(walk([document], path.replace(/\.?\[?'?$/, ""))),
  ],
  [/\$input\.params\(\s*['"]([\w.-]*)$/, (_, { names }) => named([names.params])],
  [new RegExp(`${BASE}\\.([A-Za-z_][\\w-]*)?$`), ([, base], state) => membersOf(base, state)],
  [/\$!?\{?([A-Za-z_][\w-]*)?$/, (_, { variables }) => variableOptions(variables)],
  [/(?<!\\)(#\{?[a-z]*)$/, () => DIRECTIVES.map(directiveOption)],
];

/**
 * @param {unknown[]} values
 * @returns {Completion[]}
 */
const named = (values) =>
  namesIn(values).map(({ name, kind }, index) => ({ label: name, detail: kind, type: "property", boost: 99 - index }));

/**
 * @param {Variables} variables
 * @returns {Completion[]}
 */
function variableOptions(variables) {
  const loops = Object.values(variables).some(({ isLoop }) => isLoop);
  const own = Object.entries(variables).map(([label, { expression }]) => ({
    label,
    detail: expression.slice(0, 40),
    type: "variable",
    boost: 99,
  }));
  const known = [...VARIABLES.filter(({ uncertain }) => !uncertain), ...(loops ? LOOP_VARIABLES : [])];
  return [...own, ...known.map(termOption)];
}

/**
 * What a reference has: what only API Gateway has, the names that its values have, and the methods of its type.
 * @param {string} base
 * @param {State} state
 * @returns {Completion[]}
 */
function membersOf(base, state) {
  const values = valuesOf(base, state);
  const type = typeOfReference(base, state);
  const terms = termsOf(type);
  const first = ownTerms(type);
  const known = new Set(first.map(({ name }) => name));
  const more = /^\$(?!context)/.test(type) ? [] : named(values).filter(({ label }) => !known.has(label)); // all members are known
  const rest = terms.filter((term) => !first.includes(term)).map((term, index) => ({ ...termOption(term, index), boost: -index }));
  return [...first.map(termOption), ...more, ...rest];
}

/**
 * The type that a reference is declared to have, or that its values in the document at hand have.
 * @param {string} base
 * @param {State} state
 */
export function typeOfReference(base, state) {
  const declared = typeOf(`$${base}`, state.variables);
  return declared === "Object" || declared === "" ? typeOfValue(valuesOf(base, state)[0]) : declared;
}

/**
 * The values that the Scenario gives to a reference.
 * @param {string} base
 * @param {State} state
 */
function valuesOf(base, { variables, document, names: { method, context, stageVariables } }) {
  /** @type {[RegExp, unknown, string?][]} */
  const given = [
    [/^context(?![\w-])/, context],
    [/^method(?![\w-])/, method],
    [/^stageVariables(?![\w-])/, stageVariables],
    [/^input\.params\(\s*\)/, method, ".request"],
  ];
  const found = given.find(([pattern]) => pattern.test(base));
  if (!found) return samplesOf(`$${base}`, variables, document);
  const [pattern, values, before = ""] = found;
  return walk([values], before + base.replace(pattern, ""));
}

/**
 * `payload()`: the document that the template gets, parsed, or null; `names()`: {params, method, stageVariables, context} of the call.
 * @param {() => unknown} payload
 * @param {() => Names} names
 * @returns {CompletionSource}
 */
export const sourceOf = (payload, names) => (context) => {
  const line = context.state.doc.lineAt(context.pos);
  const before = line.text.slice(Math.max(context.pos - line.from - FAR, 0), context.pos - line.from);
  if (/##/.test(before)) return null;
  for (const [pattern, optionsOf] of PLACES) {
    const match = pattern.exec(before);
    if (!match) continue;
    const typed = match.at(-1) ?? "";
    if (typed === "" && !context.explicit && !/[.$'[]$/.test(before)) return null;
    const state = { variables: variablesIn(context.state.sliceDoc(0, line.to)), document: payload(), names: names() };
    const options = optionsOf(match, state);
    const fitting = options.filter(({ label }) => label.startsWith(typed));
    const isDone = !context.explicit && fitting.length === 1 && fitting[0].label === typed && !fitting[0].apply;
    if (options.length === 0 || isDone || ((typed === "#end" || typed === "#else") && !context.explicit)) return null;
    return { from: context.pos - typed.length, options, validFor: /^#?\{?[\w-]*$/ };
  }
  return null;
};

/** @type {import("@codemirror/view").KeyBinding[]} */
export const completionKeys = [...completionKeymap, { key: "Tab", run: acceptCompletion }, ...closeBracketsKeymap];

/**
 * What is offered while one types.
 * @param {() => unknown} payload
 * @param {() => Names} names
 */
export const completion = (payload, names) => [
  closeBrackets(),
  autocompletion({ override: [sourceOf(payload, names)], icons: false, defaultKeymap: false, maxRenderedOptions: 50 }),
];
