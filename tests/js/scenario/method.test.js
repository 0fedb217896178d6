import assert from "node:assert/strict";
import { test } from "node:test";
import { get } from "../../../static/js/lib/json-pointer.js";
import * as edits from "../../../static/js/scenario/method.js";
import { responsePointer } from "../../../static/js/scenario/scenario.js";

const SHORT = { template: "x" };
const responses = (scenario) => get(scenario, responsePointer());

test("what the form shows of either form", () => {
  const view = edits.viewOf(SHORT);
  assert.deepEqual([view.isShort, view.integration.type, view.responses.map(([key]) => key)], [true, "AWS", ["200"]]);
  assert.deepEqual(edits.viewOf({ method: {} }), { isShort: false, method: {}, integration: {}, responses: [] });
});

test("a change is made on the long form; undefined takes away", () => {
  const changed = edits.putInIntegration("uri", "arn:x")(SHORT);
  assert.equal(changed.method.methodIntegration.uri, "arn:x");
  assert.equal("uri" in edits.putInIntegration("uri", undefined)(changed).method.methodIntegration, false);
  assert.equal(responses(edits.putInResponse("200", "selectionPattern", "2..")(SHORT))[200].selectionPattern, "2..");
  assert.deepEqual(edits.putAt("/context", { a: 1 })(SHORT), { ...SHORT, context: { a: 1 } });
  assert.deepEqual(responses(edits.removeInMethod(responsePointer("200"))(SHORT)), {});
});

test("headers are written without the prefix that all of them have", () => {
  const long = { "method.response.header.X": "'1'", "method.response.other": "'2'", "": "'3'" };
  assert.deepEqual(edits.shortHeaders(long), { X: "'1'", "method.response.other": "'2'", "": "'3'" });
  assert.deepEqual(edits.longHeaders(edits.shortHeaders(long)), long);
  assert.deepEqual(edits.shortHeaders(null), {});
});

test("the response that could be added next", () => {
  assert.deepEqual(edits.newResponse({ method: {} }).response, { statusCode: "200", responseTemplates: {} });
  const second = edits.newResponse(SHORT);
  assert.deepEqual([second.key, second.response.selectionPattern], ["400", "4\\d{2}"]);
  const taken = Object.fromEntries(["200", "400", "500", "404", "409", "503", "100"].map((key) => [key, {}]));
  const full = { method: { methodIntegration: { integrationResponses: taken } } };
  assert.equal(edits.newResponse(full).key, "101");
  assert.deepEqual(Object.keys(responses(edits.addResponse(second)(SHORT))), ["200", "400"]);
});

test("a content type that is not there yet", () => {
  const types = ["application/json", "application/xml", "text/plain", "text/html"];
  assert.equal(edits.freeType([]), "application/json");
  assert.equal(edits.freeType(types.slice(0, 1)), "application/xml");
  assert.equal(edits.freeType(types), "application/x-4");
});

test("a response gets another status, and its templates are told where they are since", () => {
  const two = edits.addResponse({ key: "404", response: { statusCode: "404" } })(SHORT);
  const { change, moved } = edits.renameResponse(two, "404", "410");
  assert.deepEqual(Object.keys(responses(change(two))), ["200", "410"]);
  assert.equal(responses(change(two))[410].statusCode, "410");
  assert.equal(moved(responsePointer("404", "responseTemplates")), responsePointer("410", "responseTemplates"));
  assert.equal(moved("/template"), "/template");
  assert.equal(edits.renameResponse(two, "404", "200"), null, "taken");
  assert.ok(edits.renameResponse(two, "404", "404"));
});

test("what is declared goes to lines and back; members that are not shown stay", () => {
  const method = {
    methodResponses: {
      200: { statusCode: "200", responseModels: { a: "M" }, responseParameters: { "method.response.header.X": true } },
      404: undefined,
    },
  };
  assert.deepEqual(edits.declaredOf(method), { 200: "X", 404: "" });
  assert.deepEqual(edits.declaredOf({}), {});
  const changed = edits.putDeclared({ 200: "X, Y,", 500: "" })({ method });
  assert.deepEqual(changed.method.methodResponses, {
    200: {
      statusCode: "200",
      responseModels: { a: "M" },
      responseParameters: { "method.response.header.X": true, "method.response.header.Y": false },
    },
    500: { statusCode: "500", responseParameters: {} },
  });
  assert.equal("methodResponses" in edits.putDeclared({})({ method }).method, false);
});
