import assert from "node:assert/strict";
import { test } from "node:test";
import { CompletionContext } from "@codemirror/autocomplete";
import { EditorState } from "@codemirror/state";
import { sourceOf } from "../../../static/js/editor/completion.js";

const DOCUMENT = { Count: 1, Items: [{ progress: { S: "5" }, tags: { L: [] } }, { updated: { N: "7" } }] };
const NAMES = {
  params: { id: "42", "page-size": "5" },
  method: { request: { path: { id: "42" }, querystring: { limit: "5" }, header: {}, multivaluequerystring: {}, multivalueheader: {} } },
  stageVariables: { table: "items" },
  context: { identity: { team: "blue" } },
};

const source = sourceOf(
  () => DOCUMENT,
  () => NAMES,
);

/** What is offered at the end of `text`, the best first; null where nothing is. `isExplicit`: it was asked for by a key. */
function offered(text, isExplicit = false) {
  const state = EditorState.create({ doc: text });
  const found = source(new CompletionContext(state, text.length, isExplicit));
  return found && [...found.options].sort((a, b) => b.boost - a.boost).map(({ displayLabel, label }) => displayLabel ?? label);
}

test("names of the document, in references and in paths", () => {
  const root = "#set($root = $input.path('$'))#foreach($e in $root.Items)";
  assert.deepEqual(offered(`${root}$e.`).slice(0, 4), ["progress", "tags", "updated", "get()"]);
  assert.deepEqual(offered(`${root}$e.progress.`).slice(0, 2), ["S", "get()"]);
  assert.deepEqual(offered(`${root}$!{e.progress.S.`).slice(0, 2), ["length()", "isEmpty()"]);
  assert.deepEqual(offered("$input.path('$."), ["Count", "Items"]);
  assert.deepEqual(offered("$input.json('$.Items[0]."), ["progress", "tags"]);
  assert.deepEqual(offered("$input.path('$['"), ["Count", "Items"]);
});

test("names of the call, the stage and the context, beside those that are always there", () => {
  assert.deepEqual(offered("$input.params('"), ["id", "page-size"]);
  assert.deepEqual(offered("$input.params().").slice(0, 3), ["path", "querystring", "header"]);
  assert.deepEqual(offered("$input.params().querystring.")[0], "limit");
  assert.deepEqual(offered("$method.request.").slice(0, 4), ["path", "querystring", "header", "multivaluequerystring"]);
  assert.ok(!offered("$method.request.").includes("multivalueheader"));
  assert.deepEqual(offered("$method.request.path.")[0], "id");
  assert.deepEqual(offered("$stageVariables.")[0], "table");
  assert.deepEqual(offered("$context.identity.").slice(0, 2), ["team", "sourceIp"]);
});

test("variables: the template's own first, those of a loop where there is one", () => {
  assert.deepEqual(offered("#set($mine = 1)$").slice(0, 2), ["mine", "input"]);
  assert.ok(!offered("$").includes("foreach"));
  assert.ok(offered("#foreach($e in [1])$").includes("foreach"));
  assert.ok(!offered("$").includes("integration"));
});

test("a value of which nothing is known offers nothing", () => {
  assert.equal(offered("$nobody."), null);
  assert.equal(offered("$input.path('$.none')."), null);
});

test("directives, but not in a comment, behind an escape, or where one is written already", () => {
  assert.ok(offered("#").includes("#foreach"));
  assert.ok(offered("#{el").includes("#else"));
  for (const text of ["## #", "\\#", "#end", "#else", "a", ""]) assert.equal(offered(text), null, text);
  assert.ok(offered("#end", true).includes("#end"));
});

test("what is typed is completed only where something more can come of it", () => {
  const root = "#set($root = $input.path('$'))";
  assert.equal(offered(`${root}$root.Count`), null, "it is the only one, and written");
  assert.ok(offered(`${root}$root.Count`, true).includes("Count"));
});
