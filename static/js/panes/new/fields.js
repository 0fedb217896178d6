/* What New asks for: the action, the table's and the index's keys, a sample, and what is done with its attributes. */

import { h, setText } from "../../lib/dom.js";
import { createActions } from "./actions.js";
import { createAttributes } from "./attributes.js";

/** @import { Generation, ProblemAt } from "../../types/page" */
/** @typedef {{ element: HTMLElement, input: HTMLInputElement | HTMLTextAreaElement, path: string, say: (words: string) => void }} Field */

const NAMES = "new-names"; // the id of the list that they are offered from
const SAMPLE = `{
  "id": {"S": "42"},
  "title": {"S": "Dune"},
  "pages": {"N": "412"},
  "tags": {"SS": ["desert", "spice"]}
}`;

/** @param {{ onEdit: () => void }} options */
export function createNewFields({ onEdit }) {
  const names = h("datalist", { id: NAMES });
  const fields = createFields();
  const actions = createActions();
  const attributes = createAttributes();
  const said = h("p.field-said", { role: "status", hidden: true });
  const element = h(
    "div.new-fields",
    {},
    h("div.new-keys", {}, fields.table.element, fields.key.element, fields.sort.element),
    h("div.new-keys", {}, fields.index.element, fields.indexKey.element, fields.indexSort.element),
    fields.sample.element,
    attributes.element,
    names,
  );
  element.addEventListener("input", edited);
  actions.element.addEventListener("input", edited);

  /** Only what the action has is asked for. */
  function show() {
    const hasIndex = ["Query", "Scan"].includes(actions.chosen());
    fields.index.element.hidden = !hasIndex;
    for (const one of [fields.indexKey, fields.indexSort]) one.element.hidden = !hasIndex || fields.index.input.value.trim() === "";
    attributes.turn(actions.chosen());
  }

  function edited() {
    show();
    onEdit();
  }

  show();
  return {
    actions: actions.element,
    ...{ element, said },
    isBlank: () => actions.chosen() === "Blank",
    focus: actions.focus,
    /** @returns {Generation} */
    read: () => ({
      action: /** @type {Generation["action"]} */ (actions.chosen()),
      table: valueOf(fields.table),
      key: { name: valueOf(fields.key) },
      sort: named(fields.sort),
      index: fields.index.element.hidden ? null : indexOf(fields),
      sample: fields.sample.input.value,
      ...attributes.read(),
    }),
    /** @param {ProblemAt[]} problems */
    showProblems: (problems) => sayAtFields(fields, said, problems),
    focusProblem: () =>
      byPath(fields)
        .findLast(({ input }) => input.ariaInvalid === "true")
        ?.input.focus(),
    /**
     * Those of the sample.
     * @param {string[]} found
     */
    showAttributes(found) {
      attributes.show(found);
      names.replaceChildren(...found.map((value) => h("option", { value })));
    },
  };
}

/**
 * Says each problem at its field, and under the form what has none.
 * @param {Record<string, Field>} fields
 * @param {HTMLElement} said
 * @param {ProblemAt[]} problems
 */
function sayAtFields(fields, said, problems) {
  let rest = problems;
  for (const field of byPath(fields)) {
    const mine = rest.filter(({ path }) => path.startsWith(field.path));
    field.say(mine.map(({ message }) => message).join("; "));
    rest = rest.filter((one) => !mine.includes(one));
  }
  said.hidden = rest.length === 0;
  setText(said, rest.map(({ path, message }) => `${path} ${message}`.trim()).join("; "));
}

function createFields() {
  return {
    table: fieldOf("Table", "/table", lineOf("Books")),
    key: fieldOf("Partition key", "/key", nameOf("id")),
    sort: fieldOf("Sort key, if any", "/sort", nameOf()),
    index: fieldOf("Index, if any", "/index", lineOf()),
    indexKey: fieldOf("Its partition key", "/index/key", nameOf()),
    indexSort: fieldOf("Its sort key, if any", "/index/sort", nameOf()),
    sample: fieldOf(
      "A sample item, or an answer of DynamoDB",
      "/sample",
      h("textarea.drawer-text", { spellcheck: false, rows: 8, value: SAMPLE }),
    ),
  };
}

/** @param {string} [value] */
const lineOf = (value = "") => h("input.field", { type: "text", autocomplete: "off", spellcheck: false, value });

/**
 * A line for an attribute's name: those of the sample are offered.
 * @param {string} [value]
 */
function nameOf(value) {
  const line = lineOf(value);
  line.setAttribute("list", NAMES);
  return line;
}

/**
 * @param {string} label
 * @param {string} path
 * @param {HTMLInputElement | HTMLTextAreaElement} input
 * @returns {Field}
 */
function fieldOf(label, path, input) {
  const said = h("small.new-problem", { id: `new-problem${path.replaceAll("/", "-")}`, hidden: true });
  const element = h("div.new-field", {}, h("label.drawer-label", {}, label, input), said);
  return {
    ...{ element, input, path },
    say(words) {
      const isBad = words !== "" && !element.hidden;
      said.hidden = !isBad;
      setText(said, words);
      input.ariaInvalid = String(isBad);
      if (isBad) input.setAttribute("aria-describedby", said.id);
      else input.removeAttribute("aria-describedby");
    },
  };
}

/**
 * The more special path first.
 * @param {Record<string, Field>} fields
 */
const byPath = (fields) => Object.values(fields).sort((one, other) => other.path.length - one.path.length);

/** @param {Field} field */
const valueOf = ({ input }) => input.value.trim();

/**
 * A key's attribute, or null where none is named.
 * @param {Field} field
 */
const named = (field) => (valueOf(field) ? { name: valueOf(field) } : null);

/** @param {ReturnType<typeof createFields>} fields */
const indexOf = ({ index, indexKey, indexSort }) =>
  valueOf(index) ? { name: valueOf(index), key: { name: valueOf(indexKey) }, sort: named(indexSort) } : null;
