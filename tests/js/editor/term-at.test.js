import assert from "node:assert/strict";
import { test } from "node:test";
import { EditorState } from "@codemirror/state";
import { termAt } from "../../../static/js/editor/term-at.js";

const known = { document: { Items: [{ name: { S: "x" } }] }, names: { params: {}, method: {}, context: {}, stageVariables: {} } };

/**
 * What is found where `|` stands in a template.
 * @param {string} text
 */
function at(text) {
  const found = termAt(EditorState.create({ doc: text.replace("|", "") }), text.indexOf("|"), /** @type {any} */ (known));
  return found && [found.word, found.term?.name, found.type];
}

test("a word is looked up by what stands before it", () => {
  const given = {
    "#fo|reach($a in $b)#end": ["#foreach", "#foreach", ""],
    "#{el|se}": ["#{else", "#else", ""],
    "$in|put.path('$')": ["input", "input", ""],
    "$input.pa|th('$')": ["path", "path", "$input"],
    "$!{context.identity.sou|rceIp}": ["sourceIp", "sourceIp", "$context.identity"],
    "$context.requestOv|erride": ["requestOverride", "requestOverride", "$context"],
    '#set($t = "a") $t.repl|aceAll("a", "b")': ["replaceAll", "replaceAll", "String"],
    "$input.path('$.Items').siz|e()": ["size", "size", "Collection"],
    "#foreach($i in [1])$foreach.has|Next#end": ["hasNext", "hasNext", "$foreach"],
    '$util.escapeJavaScript($input.params(\'id\')).repl|aceAll("a", "b")': ["replaceAll", "replaceAll", "String"],
  };
  for (const [text, wanted] of Object.entries(given)) assert.deepEqual(at(text), wanted, text);
});

test("what the template names itself, text and comments are words without a term", () => {
  const given = {
    "#set($input = 1)$in|put": ["input", undefined, ""],
    "$mi|ne": ["mine", undefined, ""],
    "some te|xt": ["text", undefined, ""],
    "$input.nob|ody": ["nobody", undefined, ""],
    "$util.escapeJavaScript($a.b($c)).nob|ody()": ["nobody", undefined, ""],
    "$input.si|ze": ["size", undefined, ""],
  };
  for (const [text, wanted] of Object.entries(given)) assert.deepEqual(at(text), wanted, text);
  assert.deepEqual(at("## about $inp|ut"), ["input", undefined, undefined]);
  assert.equal(at("a  |  b"), null);
});
