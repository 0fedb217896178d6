import assert from "node:assert/strict";
import { test } from "node:test";
import { bodyMapOf } from "../../../static/js/lib/body-map.js";
import { afterArguments, scanBlocks } from "../../../static/js/lib/directive-blocks.js";
import { formatLines, isCloser, stepAfter } from "../../../static/js/lib/indent.js";
import { before, linesThatRan, timesOf } from "../../../static/js/lib/line-coverage.js";
import { namesIn, samplesOf, variablesIn, walk } from "../../../static/js/lib/path-samples.js";
import { conditionNote, loopNote, siteWords } from "../../../static/js/lib/trace-words.js";

const site = (kind, from, to, count, more = {}) => ({
  ...{ where: "/template", kind, count, values: [], missing: 0 },
  ...{ start: { line: from[0], column: from[1] }, end: { line: to[0], column: to[1] } },
  ...more,
});

test("directives are found with their parts", () => {
  const text = "#if($a)x#elseif($b)y#{else}z#end #foreach($i in $l)#end";
  const { blocks } = scanBlocks(text);
  assert.deepEqual(
    blocks.map(({ name, words }) => [name, words.map(([from, to]) => text.slice(from, to))]),
    [
      ["if", ["#if", "#elseif", "#{else}", "#end"]],
      ["foreach", ["#foreach", "#end"]],
    ],
  );
  assert.equal(blocks[0].end, text.indexOf("#end"));
});

test("comments, raw text and escapes are not read; what is open stays open", () => {
  const text = "## #if\n#* #end *# #[[ #foreach ]]# \\#if #if #end #end #ifx #macro";
  const { blocks, opaque } = scanBlocks(text);
  assert.deepEqual(
    blocks.map(({ name, end }) => [name, end === null]),
    [
      ["if", false],
      ["macro", true],
    ],
  );
  assert.equal(opaque.length, 3);
});

test("the end of a directive's arguments", () => {
  const ends = { '($a == ")")x': 11, " (())": 5, x: -1, "(": -1, "((1)": -1, "(')' )": 6 };
  for (const [text, end] of Object.entries(ends)) assert.equal(afterArguments(text, 0), end, text);
});

test("lines are indented by what is open where they begin", () => {
  const lines = [
    "{",
    '"a": [',
    "#foreach($i in $l)",
    '"x"#if($foreach.hasNext),#end',
    "#end",
    "],",
    "#if($b)",
    "1",
    "#else",
    "2",
    "#end",
    "",
    "}",
  ];
  const levels = [0, 1, 2, 3, 2, 1, 1, 2, 1, 2, 1, 0, 0];
  const formatted = formatLines(lines, () => false);
  assert.deepEqual(
    formatted,
    lines.map((line, index) => "  ".repeat(levels[index]) + line),
  );
  assert.deepEqual(
    formatLines(formatted, () => false),
    formatted,
    "once is enough",
  );
  assert.deepEqual(formatLines(["#*", "   as it is", "*#"], (index) => index === 1)[1], "   as it is");
});

test("by how much the next line is further in", () => {
  const steps = {
    "#if($a)": 1,
    "#end": 0,
    "#else": 1,
    "{ [": 1,
    "}": 0,
    "x }": -1,
    "{}": 0,
    '"{"': 0,
    "${a}": 0,
    "## {": 0,
    "#if($a)#end": 0,
  };
  for (const [line, step] of Object.entries(steps)) assert.equal(stepAfter(line), step, line);
  assert.deepEqual(["  #end", "]", "#else", "#if", "x }"].map(isCloser), [true, true, true, false, false]);
});

test("lines that ran, did not, and have nothing to run", () => {
  const lines = ["#if($a)", "yes", "#else", "no", "", "nor this", "#end", "## note"];
  const sites = [
    site("if", [1, 1], [7, 5], 1),
    site("text", [2, 1], [3, 1], 1),
    site("text", [4, 1], [5, 1], 0),
    site("text", [6, 1], [7, 1], 0),
  ];
  const { states, ran, total } = linesThatRan(lines, sites);
  assert.deepEqual(states, [true, true, false, false, false, false, true, undefined]);
  assert.deepEqual([ran, total], [3, 6]);
});

test("how often the body of a loop ran is its most frequent direct part", () => {
  const outer = site("foreach", [1, 1], [9, 5], 1);
  const inner = site("foreach", [2, 1], [4, 5], 3);
  const times = timesOf([
    outer,
    inner,
    site("text", [3, 1], [3, 4], 7),
    site("text", [5, 1], [5, 4], 3),
    { kind: "text", count: 99, start: null },
  ]);
  assert.deepEqual([times.get(outer), times.get(inner)], [3, 7]);
  assert.ok(before({ line: 1, column: 9 }, { line: 2, column: 1 }) < 0);
});

test("the body's pieces and the parts that wrote them lead to each other", () => {
  const trace = [site("if", [1, 1], [3, 5], 1), site("text", [2, 1], [2, 3], 1), site("reference", [4, 1], [4, 3], 1)];
  const map = bodyMapOf(trace, { sites: [1, 2, 1], offsets: [0, 2, 5, 6] });
  assert.equal(map.pieceAt(3).kind, "reference");
  assert.deepEqual(map.pieceAt(5).range, [5, 6]);
  assert.equal(map.pieceAt(6), null);
  assert.deepEqual(
    map.piecesOf(trace[0]),
    [
      [0, 2],
      [5, 6],
    ],
    "what is inside it",
  );
  assert.deepEqual(map.piecesOf(trace[2]), [[2, 5]]);
  const none = bodyMapOf(null, null);
  assert.equal(none.pieceAt(0), null);
  assert.deepEqual(none.piecesOf(trace[0]), []);
});

test("the variables of a template, the last setting counts", () => {
  const found = variablesIn("#set($a = 1) #set( $a = $input.path('$') ) #foreach($i in $a.list)#end #{set}($b = ) #set(x)");
  assert.deepEqual(found.a, { expression: "$input.path('$')", isLoop: false });
  assert.deepEqual(found.i, { expression: "$a.list", isLoop: true });
  assert.equal(found.x, undefined);
});

test("the values that a reference may have", () => {
  const document = { Items: [{ id: { S: "1" } }, { id: { S: "2" }, more: { L: [] } }] };
  const variables = variablesIn("#set($root = $input.path('$')) #foreach($item in $root.Items)#end #set($self = $self.x)");
  assert.deepEqual(samplesOf("$item.id.S", variables, document), ["1", "2"]);
  assert.deepEqual(samplesOf("$!{item.id.get('S')}", variables, document), ["1", "2"]);
  assert.deepEqual(samplesOf("$input.path('$.Items[0]').id", variables, document), [{ S: "1" }]);
  for (const nowhere of ["$self", "$unknown", "text", "$item.size()"])
    assert.deepEqual(samplesOf(nowhere, variables, document), [], nowhere);
});

test("steps of a path, and the names there", () => {
  const values = [{ a: [{ b: 1 }, { b: 2 }], c: null, long: "x".repeat(30), o: { p: 1, q: 2 }, e: {} }];
  assert.deepEqual(walk(values, ".a[1].b"), [2]);
  assert.deepEqual(walk(values, ".a[*].b"), [1, 2]);
  assert.deepEqual(walk(values, ".a[$i]['b']"), [1, 2]);
  assert.deepEqual(walk(values, ".a.keySet()"), []);
  assert.deepEqual(walk(values, ".toString"), []);
  const kinds = Object.fromEntries(namesIn(values).map(({ name, kind }) => [name, kind]));
  assert.deepEqual(kinds, { a: "list of 2", c: "null", long: `"${"x".repeat(22)}…`, o: "p, q", e: "empty object" });
});

test("what a part did, in words", () => {
  assert.equal(conditionNote({ count: 0, values: [] }), "");
  assert.equal(conditionNote({ count: 3, values: ["true", "true", "false"] }), "true ×2, false");
  assert.equal(conditionNote({ count: 1200, values: ["true"] }), "true … ×1,200");
  assert.deepEqual([loopNote(1), loopNote(2)], ["once", "×2"]);
  const words = (kind, count, more, times) => siteWords({ kind, count, values: [], missing: 0, ...more }, "$x", times);
  assert.equal(words("reference", 0), "$x did not run");
  assert.equal(words("foreach", 2, {}, 6), "$x ran its body 6 times, in 2 runs");
  assert.equal(words("if", 1), "$x ran once");
  assert.equal(words("condition", 1, { values: ["true"] }), "$x → true");
  assert.equal(words("text", 2), "literal text, printed 2 times");
  assert.equal(words("reference", 3, { values: ["a\nb"], missing: 1 }), '$x → "a⏎b", … 2 values, missing once');
  assert.equal(words("reference", 2, { missing: 2 }), "$x → missing 2 times, so empty");
  assert.equal(words("reference", 1, { values: ["y".repeat(80)] }), `$x → "${"y".repeat(59)}…"`);
  assert.equal(words("set", 1), "$x → set once");
});
