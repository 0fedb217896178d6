import assert from "node:assert/strict";
import { test } from "node:test";
import { toReadable } from "../../../static/js/scenario/readable.js";

test("templates and body stand as their own lines, the rest as JSON", () => {
  const text = toReadable({ title: "T", template: '#set($a = 1)\n"$a"', backend: { status: 200, body: '{"a":1}' } });
  assert.equal(
    text,
    [
      '── Response template · 200 · application/json\n#set($a = 1)\n"$a"\n',
      '── DynamoDB’s answer\n{\n  "a": 1\n}\n',
      '── Everything else\n{\n  "title": "T",\n  "backend": {\n    "status": 200\n  }\n}\n',
    ].join("\n"),
  );
});

test("each template of a method is named, one that is empty is left out, a body that is no JSON stays as it is", () => {
  const integrationResponses = {
    200: { statusCode: "200", responseTemplates: { "application/json": "ok\r\n" } },
    404: { statusCode: "404", selectionPattern: "4\\d{2}", responseTemplates: { "application/json": "", "text/plain": "none" } },
  };
  const methodIntegration = { requestTemplates: { "application/json": "request" }, integrationResponses };
  const text = toReadable({ method: { methodIntegration }, backend: { body: "no json" } });
  assert.deepEqual(text.match(/── .*/g), [
    "── Response template · 200 · application/json",
    "── Response template · 404 · 4\\d{2} · text/plain",
    "── Request template · application/json",
    "── DynamoDB’s answer",
    "── Everything else",
  ]);
  assert.ok(text.includes("\nok\r\n"), "line ends are told apart");
  assert.ok(text.includes("\nno json\n"));
});

test("two Scenarios that differ read differently", () => {
  const scenario = { template: "x", backend: { body: "{}" } };
  for (const other of [
    { ...scenario, template: "x " },
    { ...scenario, title: "T" },
    { ...scenario, cases: [] },
  ])
    assert.notEqual(toReadable(other), toReadable(scenario));
});
