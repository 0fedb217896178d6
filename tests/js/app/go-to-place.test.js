import assert from "node:assert/strict";
import { test } from "node:test";
import { createNavigation } from "../../../static/js/app/go-to-place.js";
import { createWorkspace } from "../../../static/js/app/workspace.js";
import { createPanes } from "../page.js";

const RESPONSE = "/method/methodIntegration/integrationResponses/200/responseTemplates/application~1json";
const REQUEST = "/method/methodIntegration/requestTemplates/application~1json";
const BODY = "/backend/body";
const integrationResponses = { 200: { responseTemplates: { "application/json": "r" } } };
const SCENARIO = { method: { methodIntegration: { requestTemplates: { "application/json": "q" }, integrationResponses } } };
const [START, END] = [
  { line: 3, column: 1 },
  { line: 3, column: 9 },
];

/** The navigation over a workspace; `told`: where it went. */
function open() {
  const told = [];
  const panes = createPanes();
  panes.template.editor.goTo = () => told.push("template");
  panes.backend.editor.goTo = () => told.push("response");
  const workspace = createWorkspace(panes);
  workspace.load({ scenario: SCENARIO });
  const navigation = createNavigation({
    workspace,
    editorTabs: { turnTo: (tab) => told.push(`tab ${tab}`) },
    method: { holds: (where) => where === "/request/body", goTo: ({ where }) => told.push(`method ${where}`) },
    cases: { pick: (at) => told.push(`case ${at}`) },
    onTurn: () => told.push("turn"),
  });
  return { navigation, workspace, told };
}

for (const [what, diagnostic, label, isTarget] of [
  ["a line of the response template", { where: RESPONSE, start: START, end: END }, "line 3", true],
  ["a line of the request template", { where: REQUEST, start: START, end: END }, "request line 3", true],
  ["a line of the backend's answer", { where: BODY, start: START, end: END }, "response line 3", true],
  ["a line of the client's body", { where: "/request/body", start: START, end: END }, "body line 3", true],
  ["a field of the method's form", { where: "/method/methodIntegration/uri" }, "Method", true],
  ["a field, though the place has a line", { where: "/context", start: START }, "Method", true],
  ["a template without a line", { where: RESPONSE }, "", false],
  ["what is nowhere on the page", { where: "/cases/0/name" }, "", false],
])
  test(`a diagnostic leads to ${what}`, () => {
    const target = open().navigation.targetOf(diagnostic);
    assert.deepEqual([target.label, target.target !== undefined], [label, isTarget]);
  });

test("a diagnostic of another case leads to that case, wherever its place is", () => {
  assert.deepEqual(open().navigation.targetOf({ where: RESPONSE, start: START, case: 2 }), { label: "show", target: { case: 2 } });
});

for (const [what, target, steps] of [
  ["the shown template", { where: RESPONSE }, ["tab response", "turn", "template"]],
  ["the other side's template", { where: REQUEST }, ["tab request", "turn", "template"]],
  ["the response, whose editor is always in sight", { where: BODY }, ["turn", "response"]],
  ["a field", { where: "/stageVariables" }, ["tab method", "turn", "method /stageVariables"]],
  ["a case", { case: 1 }, ["case 1"]],
])
  test(`one goes to ${what}`, () => {
    const { navigation, told } = open();
    navigation.goTo(target);
    assert.deepEqual(told, steps);
  });

test("a template that is gone to is in the editor", () => {
  const { navigation, workspace } = open();
  navigation.goTo({ where: REQUEST });
  assert.equal(workspace.view().shown.where, REQUEST);
});
