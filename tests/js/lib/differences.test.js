import assert from "node:assert/strict";
import { test } from "node:test";
import { differences } from "../../../static/js/lib/differences.js";

test("documents differ in their smallest members that are not the same", () => {
  const wrong = { title: "a", method: { uri: "x", responses: { 200: { pattern: "4" } } }, same: [1] };
  const right = { title: "b", method: { uri: "x", responses: { 200: { pattern: "5" }, 404: { status: 404 } } }, same: [1] };
  assert.deepEqual(differences(wrong, right), [
    { at: "title", wrong: "a", right: "b" },
    { at: "pattern", wrong: "4", right: "5" },
    { at: "404", wrong: "nothing", right: '{\n  "status": 404\n}' },
  ]);
});

test("lists are compared as wholes, and the same has no difference", () => {
  assert.deepEqual(differences({ a: [1, 2] }, { a: [1] }), [{ at: "a", wrong: "[\n  1,\n  2\n]", right: "[\n  1\n]" }]);
  assert.deepEqual(differences({ a: { b: 1 } }, { a: { b: 1 } }), []);
  assert.deepEqual(differences(1, 2), [{ at: "", wrong: "1", right: "2" }]);
});
