/* The client's call that applies, and the change of it that a diagnostic has. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { requestOf, withCallChange } from "../../../static/js/scenario/client-call.js";

const SCENARIO = { request: { path: { id: "1" }, body: "b" }, cases: [{ name: "own", request: { body: "c" } }, { name: "none" }] };

test("a change of the call goes into the request that applies", () => {
  const change = { where: "/request/querystring/a~1b", text: 'x"' };
  assert.deepEqual(withCallChange(SCENARIO, null, change).request, { path: { id: "1" }, body: "b", querystring: { "a/b": 'x"' } });
  const own = withCallChange(SCENARIO, 0, change);
  assert.deepEqual([own.request, requestOf(own, 0)], [SCENARIO.request, { body: "c", querystring: { "a/b": 'x"' } }]);
  assert.deepEqual(withCallChange(SCENARIO, 1, change).request?.querystring, { "a/b": 'x"' });
  assert.equal(withCallChange(SCENARIO, null, { where: "/request/body", text: "" }).request?.body, "");
});

test("what is no part of the request goes where it is", () => {
  const changed = withCallChange(SCENARIO, null, { where: "/context/authorizer/claims/name", text: "Ada" });
  assert.deepEqual(changed, { ...SCENARIO, context: { authorizer: { claims: { name: "Ada" } } } });
});
