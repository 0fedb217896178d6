import assert from "node:assert/strict";
import { test } from "node:test";
import { realign, withoutBlanks } from "../../../static/js/lib/align-blanks.js";
import { placeInBody } from "../../../static/js/lib/body-place.js";
import { faultIn } from "../../../static/js/lib/json-fault.js";
import { get, inside, put, toPointer, without } from "../../../static/js/lib/json-pointer.js";
import { edited, partsOf } from "../../../static/js/lib/json-spans.js";
import { prettyJson } from "../../../static/js/lib/pretty-json.js";

/** Texts that are JSON, of every kind of value and with blanks in every place. */
const WHOLE = ["0", "-1.5e+3", '""', '"a\\u00e9\\""', "true", "null", "[]", "{}", ' [ 1 , {"a":[ ]} ]\n', '{"a":{"b":[1,2,{}]},"":0}'];
const BROKEN = [
  "",
  "  ",
  "{",
  "[1,]",
  '{"a"}',
  '{"a":}',
  "{a:1}",
  "01",
  "1 2",
  '"a',
  '"\n"',
  "[1}",
  "tru",
  "nullx",
  "}",
  '{"a":1,}',
  "'a'",
];

test("a fault is where JSON.parse sees one, and nowhere else", () => {
  for (const text of WHOLE) assert.equal(faultIn(text), -1, text);
  for (const text of BROKEN) {
    assert.throws(() => JSON.parse(text), SyntaxError, text);
    assert.ok(faultIn(text) >= 0, text);
  }
});

test("the fault is the first character that cannot stand there", () => {
  const places = { "[1,]": 3, '{"a":}': 5, "[1}": 2, '{"a" 1}': 5, "[1, 2": 5, "1 2": 2, "{1}": 1 };
  for (const [text, at] of Object.entries(places)) assert.equal(faultIn(text), at, text);
});

test("JSON is laid out without changing what it means, digits and repeated members included", () => {
  for (const text of WHOLE) assert.deepEqual(JSON.parse(prettyJson(text).text), JSON.parse(text), text);
  assert.equal(
    prettyJson('{"a":[1,{"b":1e400}],"a":[],"c":{}}').text,
    '{\n  "a": [\n    1,\n    {\n      "b": 1e400\n    }\n  ],\n  "a": [],\n  "c": {}\n}',
  );
});

test("what cannot be laid out says why", () => {
  assert.deepEqual(prettyJson(""), { why: "" });
  assert.deepEqual(prettyJson("{"), { why: "not JSON, shown as it is" });
  assert.match(prettyJson(`${"[".repeat(300)}${"]".repeat(300)}`).why, /nested too deeply/);
  assert.match(prettyJson(`"${"a".repeat(2_000_001)}"`).why, /too long/);
});

test("a pointer is written and read with its escapes", () => {
  const pointer = toPointer("a/b", "~", "", "0");
  assert.equal(pointer, "/a~1b/~0//0");
  assert.equal(get({ "a/b": { "~": { "": ["x"] } } }, pointer), "x");
  assert.equal(inside("/a", "b/c"), "/a/b~1c");
  assert.equal(get({ a: 1 }, "/b/c"), undefined);
  assert.equal(get([1], "/length"), 1, "an own member, as any other");
  assert.equal(get({}, "/toString"), undefined, "no inherited member");
});

test("a value is put into a copy", () => {
  const before = { a: { b: [1, 2] }, c: 3 };
  assert.deepEqual(put(before, "/a/b/1", 9), { a: { b: [1, 9] }, c: 3 });
  assert.deepEqual(put(before, "/x/y", 1), { ...before, x: { y: 1 } });
  assert.deepEqual(put("text", "/x", 1), { x: 1 });
  assert.deepEqual(before, { a: { b: [1, 2] }, c: 3 });
  const odd = put({}, "/__proto__/polluted", true);
  assert.equal(Object.hasOwn(odd, "__proto__"), true);
  assert.equal({}.polluted, undefined);
});

test("a member is taken away from a copy", () => {
  assert.deepEqual(without({ a: { b: 1, c: 2 } }, "/a/b"), { a: { c: 2 } });
  const whole = { a: 1 };
  assert.equal(without(whole, "/b"), whole);
});

test("the parts of an object and of an array are where they are written", () => {
  const text = '{ "a" : [1, "}" ] , "b\\n": {"c":"x\\"y"}, "d":12 }';
  const parts = partsOf(text, 0);
  assert.deepEqual(
    parts.map(({ name, start, end }) => [name, text.slice(start, end)]),
    [
      ["a", '[1, "}" ]'],
      ["b\n", '{"c":"x\\"y"}'],
      ["d", "12"],
    ],
  );
  assert.deepEqual(
    partsOf("[ 1,2 ]", 0).map(({ start, end }) => [start, end]),
    [
      [2, 3],
      [4, 5],
    ],
  );
  assert.deepEqual(partsOf("[]", 0), []);
});

test("edits are made from the end, so that places hold", () => {
  const edits = [
    { start: 0, end: 1, text: "AA" },
    { start: 2, end: 3, text: "" },
  ];
  assert.equal(edited("abcd", edits), "AAbd");
});

test("places are found again in the text with other blanks", () => {
  const [one, other] = ['{"a":[1,2]}', '{\n  "a": [\n    1,\n    2\n  ]\n}'];
  const at = [0, one.indexOf("1"), one.indexOf("2"), one.length];
  assert.deepEqual(realign(one, other, at).slice(0, 3), [0, other.indexOf("1"), other.indexOf("2")]);
  assert.deepEqual(realign(other, one, [other.indexOf("2")]), [one.indexOf("2")]);
  assert.deepEqual(realign("abc", "abd", [1, 3]), [1], "where the texts part, nothing is found");
});

test("ranges lose the blanks around them", () => {
  assert.deepEqual(
    withoutBlanks(" a b \n", [
      [0, 6],
      [0, 1],
    ]),
    [
      [1, 4],
      [1, 1],
    ],
  );
});

test("the place that a message names is found in the body, whatever ends its lines", () => {
  const place = (line, column) => `a comma stands before }, line ${line}, column ${column} of the body.`;
  const body = "ab\r\ncd\ref\ngh";
  for (const [line, column, at] of [
    [1, 2, 1],
    [2, 1, 4],
    [3, 2, 8],
    [4, 2, 11],
    [4, 9, 12],
    [5, 1, -1],
  ]) {
    assert.equal(placeInBody(place(line, column), body), at, `${line}:${column}`);
  }
  assert.equal(placeInBody(place(1, "1,001"), "x".repeat(2000)), 1000);
  assert.equal(placeInBody("", body), -1);
});
