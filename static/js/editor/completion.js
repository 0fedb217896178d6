/* What may stand at the cursor of a template: directives, variables, functions, and the names in the document at hand. */

import { acceptCompletion, autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap, snippet } from "@codemirror/autocomplete";
import { namesIn, samplesOf, variablesIn, walk } from "../lib/path-samples.js";
import { CONTEXT, DIRECTIVES, FOREACH, INPUT, METHOD, METHODS, UTIL, VARIABLES } from "./vocabulary.js";

/** @import { Names } from "../types/page" */
/**
 * @import { Completion, CompletionSource } from "@codemirror/autocomplete"
 * @import { EditorView } from "@codemirror/view"
 * @import { Variables } from "../lib/path-samples.js"
 * @import { Entry } from "./vocabulary.js"
 * @typedef {{ variables: Variables, document: unknown, names: Names }} State
 */

const FAR = 500; // characters before the cursor that are looked at
const BASE = String.raw`\$!?\{?([A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*(?:\([^()]*\))?|\[[^\]]*\])*)`;

/** @param {string} type */
const toOption =
  (type) =>
  /**
   * @param {Entry} entry
   * @param {number} [index]
   */
  ([label, detail, info], index = 0) => {
    const isCall = label.endsWith("()");
    return {
      label: isCall ? label.slice(0, -2) : label,
      displayLabel: label,
      detail,
      info,
      type,
      boost: -index,
      apply: isCall ? call : undefined,
    };
  };

/**
 * Writes a function's name with the cursor between its parentheses, or behind them where it takes nothing.
 * @param {EditorView} view
 * @param {Completion} completion
 * @param {number} from
 * @param {number} to
 */
function call(view, completion, from, to) {
  const isOpen = view.state.sliceDoc(to, to + 1) === "(";
  const argument = completion.detail?.startsWith("()") ? "" : "${}";
  snippet(completion.label + (isOpen ? "" : `(${argument})`))(view, completion, from, to);
}

const directives = DIRECTIVES.map(([label, text, info]) => ({ label, info, type: "keyword", apply: snippet(text) }));

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
  [/(?<!\\)(#\{?[a-z]*)$/, () => directives],
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
    boost: 1,
  }));
  const foreach = loops ? [toOption("variable")(["foreach", "index, count, hasNext", "About the loop that this stands in."])] : [];
  return [...own, ...VARIABLES.map(toOption("variable")), ...foreach];
}

/**
 * @param {string} base
 * @param {State} state
 * @returns {Completion[]}
 */
function membersOf(base, { variables, document, names }) {
  const [name, ...rest] = base.split(".");
  const path = rest.join(".");
  if (name === "input" && !path) return INPUT.map(toOption("function"));
  if (name === "util" && !path) return UTIL.map(toOption("function"));
  if (name === "foreach" && !path) return FOREACH.map(toOption("property"));
  if (name === "context") return wordsOf(CONTEXT, path, names.context);
  if (name === "method" && path in METHOD) return wordsOf(METHOD, path, {});
  if (name === "stageVariables" && !path) return named([names.stageVariables]);
  const values = name === "method" ? walk([names.method], `.${path}`) : samplesOf(`$${base}`, variables, document);
  return [...named(values), ...methodsOf(values).map(toOption("method"))];
}

/**
 * What a variable always has at a path, and what the Scenario gives it there.
 * @param {Record<string, Entry[]>} table
 * @param {string} path
 * @param {unknown} values
 * @returns {Completion[]}
 */
function wordsOf(table, path, values) {
  const known = table[path] ?? [];
  const given = named(walk([values], path && `.${path}`));
  return [...known.map(toOption("property")), ...given.filter(({ label }) => !known.some(([name]) => name === label))];
}

/**
 * @param {unknown[]} values
 * @returns {Entry[]}
 */
function methodsOf(values) {
  const [value] = values;
  if (Array.isArray(value)) return METHODS.list;
  if (typeof value === "object" && value !== null) return METHODS.map;
  return typeof value === "string" ? METHODS.text : [];
}

/**
 * `payload()`: the document that the template gets, parsed, or null; `names()`: {params, method, stageVariables, context} of the call.
 * @param {() => unknown} payload
 * @param {() => Names} names
 * @returns {CompletionSource}
 */
const sourceOf = (payload, names) => (context) => {
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
