import assert from "node:assert/strict";
import { test } from "node:test";
import { highlightTree, tagHighlighter, tags } from "@lezer/highlight";
import { json } from "../../../static/js/editor/json.js";
import { velocity } from "../../../static/js/editor/velocity.js";

const NAMES = tagHighlighter([
  { tag: tags.keyword, class: "keyword" },
  { tag: tags.variableName, class: "reference" },
  { tag: tags.special(tags.variableName), class: "own" },
  { tag: tags.propertyName, class: "key" },
  { tag: tags.string, class: "string" },
  { tag: tags.number, class: "number" },
  { tag: tags.atom, class: "atom" },
  { tag: tags.comment, class: "comment" },
  { tag: tags.escape, class: "escape" },
]);

/** The coloured pieces of a text: `kind:piece`. */
function coloured(language, text) {
  const found = [];
  highlightTree(language.parser.parse(text), NAMES, (from, to, kind) => found.push(`${kind}:${text.slice(from, to)}`));
  return found;
}

test("directives, references and what only API Gateway has", () => {
  assert.deepEqual(coloured(velocity, "#if($a.b == 1)x#{else}#elsewhere#end"), [
    ...["keyword:#if", "reference:$a", "own:.b", "number:1", "keyword:#{else}", "keyword:#end"],
  ]);
  for (const name of ["input", "util", "context", "method", "stageVariables"])
    assert.deepEqual(coloured(velocity, `$${name}`), [`own:$${name}`]);
  assert.deepEqual(coloured(velocity, "$!{a-b}."), ["reference:$!{a-b}"]);
  assert.deepEqual(coloured(velocity, "#evaluate(1) #literal() #macro(a)"), ["keyword:#literal", "keyword:#macro"]);
});

test("the JSON around them", () => {
  assert.deepEqual(coloured(velocity, '{"a": "x$b y", "n": -1.5e3, "t": true, "u": null}'), [
    ...['key:"a"', 'string:"x', "reference:$b", 'string: y"', 'key:"n"', "number:-1.5e3", 'key:"t"', "atom:true", 'key:"u"', "atom:null"],
  ]);
  assert.deepEqual(coloured(velocity, '"open\n1'), ['string:"open', "number:1"], "a quote too many ends with its line");
  assert.deepEqual(coloured(velocity, "a1 1a"), []);
});

test("arguments: strings of both kinds, numbers, words, nested parentheses", () => {
  assert.deepEqual(coloured(velocity, `#set($a = "x""y$b" + 'z$c' + {"k": [1, true]} in 2)3`), [
    ...["keyword:#set", "reference:$a", 'string:"x', 'escape:""', "string:y", "reference:$b", 'string:"', "string:'z$c'"],
    ...['string:"k"', "number:1", "atom:true", "atom:in", "number:2"],
  ]);
  assert.deepEqual(coloured(velocity, "$a.b($c[0], 'd').e x"), [
    "reference:$a",
    "own:.b",
    "reference:$c",
    "number:0",
    "string:'d'",
    "own:.e",
  ]);
});

test("comments, raw text and escapes", () => {
  assert.deepEqual(coloured(velocity, "a ## $b\n#* $c\n$d *#$e"), ["comment:## $b", "comment:#* $c", "comment:$d *#", "reference:$e"]);
  assert.deepEqual(coloured(velocity, "#[[ $a\n#if ]]#$b"), ["keyword:#[[", "keyword:]]#", "reference:$b"]);
  assert.deepEqual(coloured(velocity, "\\$a \\#if"), ["escape:\\$", "escape:\\#"]);
});

test("JSON by itself", () => {
  assert.deepEqual(coloured(json, '{"a\\"b": "c", "d": [-1e5, true, null, "open'), [
    ...['key:"a\\"b"', 'string:"c"', 'key:"d"', "number:-1e5", "atom:true", "atom:null", 'string:"open'],
  ]);
});
