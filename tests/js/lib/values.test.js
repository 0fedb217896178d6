import assert from "node:assert/strict";
import { test } from "node:test";
import { emptied, withOneMore } from "../../../static/js/lib/dynamodb-items.js";
import { fromLines, toLines } from "../../../static/js/lib/name-value-lines.js";
import { headerBecause, statusBecause } from "../../../static/js/lib/origin-words.js";

test("names and values are lines, and come back as they were", () => {
  const maps = [
    { a: "1", "b c": "x: y" },
    { a: ["1", "2"] },
    { "": "" },
    { 'q"': ' "x" ', "a:b": "line\nend", " s ": "" },
    { __proto__x: "1" },
  ];
  for (const map of maps) assert.deepEqual(fromLines(toLines(map), true), map, JSON.stringify(map));
  assert.equal(toLines({ a: ["1", "2"], b: "" }), "a: 1\na: 2\nb:");
  assert.equal(toLines(undefined), "");
});

test("lines are read as one means them", () => {
  assert.deepEqual(fromLines("a: 1\r\n\n b :2\rc"), { a: "1", b: "2", c: "" });
  assert.deepEqual(fromLines("a: 1\na: 2"), { a: "2" });
  assert.deepEqual(fromLines('a: "half'), { a: '"half' }, "no JSON text: as it stands");
  assert.deepEqual(Object.keys(fromLines("__proto__: 1")), ["__proto__"]);
});

test("an answer is emptied in its own form", () => {
  assert.deepEqual(JSON.parse(emptied('{"Items":[{}],"Count":1}')), { Count: 0, Items: [], ScannedCount: 0 });
  assert.deepEqual(JSON.parse(emptied("no JSON")), { Count: 0, Items: [], ScannedCount: 0 });
  assert.equal(emptied('{"Item":{"id":{"S":"1"}}}'), "{}");
  assert.equal(
    emptied('{"Responses": {"T": [1], "U": [2]}, "UnprocessedKeys": {"x": 1}}'),
    '{"Responses": {"T": [], "U": []}, "UnprocessedKeys": {}}',
  );
  assert.equal(emptied('{"Responses": {"T": [1]}}'), '{"Responses": {"T": []}}');
});

test("one item more is like the last one, and only what changes is written anew", () => {
  const { text } = withOneMore('{"Count": 1, "Items": [\n  {"n": {"N": "1.0"}}\n], "ScannedCount": 10000000000000000000000}');
  assert.equal(text, '{"Count": 2, "Items": [\n  {"n": {"N": "1.0"}},\n  {"n": {"N": "1.0"}}\n], "ScannedCount": 10000000000000000000001}');
  assert.equal(withOneMore('{"Items":[]}').text, '{"Items":[{"id":{"S":"1"}}]}');
  assert.deepEqual(JSON.parse(withOneMore('{\n  "Items": []\n}').text), { Items: [{ id: { S: "1" } }] });
  assert.equal(withOneMore('{"Responses":{"T":[1],"U":[]}}').text, '{"Responses":{"T":[1,1],"U":[{"id":{"S":"1"}}]}}');
  assert.deepEqual(JSON.parse(withOneMore("").text).Count, 1);
  assert.deepEqual(JSON.parse(withOneMore("{}").text), { Item: { id: { S: "1" } } });
});

test("where there is no place for an item, it says so", () => {
  const reasons = {
    "[1]": /no JSON object/,
    "{": /no JSON object/,
    '{"Item":{}}': /one item at most/,
    '{"Responses":{}}': /no table/,
    '{"x":1}': /no `Items`/,
  };
  for (const [text, why] of Object.entries(reasons)) assert.match(withOneMore(text).why, why, text);
});

const START = { line: 3, column: 1 };
const result = (more) => ({ status: 200, statusFrom: null, integrationResponse: null, diagnostics: [], ...more });
const here = () => true;
const away = () => false;

test("why a status is what it is", () => {
  const error = (code, more) => ({ severity: "error", code, where: "/template", start: null, end: null, ...more });
  const gateway = { statusFrom: { by: "gatewayResponse" } };
  assert.match(statusBecause(result({ status: null }), here).text, /no backend response/);
  assert.match(statusBecause(result({ status: null, diagnostics: [error("limit.output")] }), here).text, /a limit of this playground/);
  assert.match(statusBecause(result({ status: null, diagnostics: [error("vtl.syntax")] }), here).text, /ended early/);
  assert.equal(statusBecause(result({ integrationResponse: { statusCode: "404" } }), here).text, "from integration response 404");
  assert.match(statusBecause(result({ ...gateway, diagnostics: [error("request.json")] }), here).text, /see below/);
  assert.match(statusBecause(result({ ...gateway }), here).text, /API Gateway’s own answer/);
  const failed = statusBecause(result({ ...gateway, diagnostics: [error("vtl.syntax", { start: START })] }), here);
  assert.deepEqual([failed.link, failed.place.where], ["line 3", "/template"]);
});

test("an override leads to its line, where that is on the page", () => {
  const statusFrom = { by: "responseOverride", where: "/method/methodIntegration/requestTemplates/x", start: START, end: START };
  const because = statusBecause(result({ statusFrom }), here);
  assert.equal(because.link, "`$context.responseOverride.status`, line 3 of the request template");
  assert.equal(statusBecause(result({ statusFrom }), away).place, undefined);
});

test("where a header came from", () => {
  assert.equal(headerBecause({ by: "integrationResponse", where: "/method", start: null }, here).text, "integration response");
  assert.equal(headerBecause({ by: "responseOverride", where: "/template", start: START, end: START }, here).link, "override, line 3");
  assert.equal(headerBecause({ by: "default" }, here).text, "default");
  assert.equal(headerBecause(undefined, here).text, "API Gateway’s default");
});
