import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { createAnswerController } from "../../../static/js/app/answer-controller.js";
import { createEvents } from "../../../static/js/app/events.js";
import { createWorkspace } from "../../../static/js/app/workspace.js";
import { createPanes } from "../page.js";

const CASE = { severity: "warning", code: "case.failed" };
const MISTAKE = { severity: "warning", code: "vtl.undefined", where: "/template" };
const TRACE = [{ where: "/template", count: 1 }];
const answerOf = (more = {}) => ({ status: 200, headers: {}, diagnostics: [MISTAKE], integrationResponse: null, trace: null, ...more });

/** The controller with stand-ins for what it tells; `told` has the last thing that each was told. */
function open(scenario = { template: "a" }) {
  const told = {};
  const tell = (name) => (what) => void (told[name] = what);
  const workspace = createWorkspace(createPanes());
  workspace.load({ scenario });
  const frame = { dataset: {} };
  const events = createEvents();
  const controller = createAnswerController({
    events,
    frame,
    parts: {
      workspace,
      methodController: { follow: tell("followed") },
      status: { update: tell("status"), showOld: tell("old") },
      answerPane: { update: tell("answer"), showSide: tell("side") },
      cases: { diagnostics: () => [CASE], run: () => void (told.runs = (told.runs ?? 0) + 1) },
      navigation: { isHere: () => true },
      historyRecorder: { answered: tell("recorded") },
      template: { update: tell("template"), explain: (sites) => void (told.explained = sites) },
      editorTabs: { follow: tell("tab"), isMethod: () => false },
      method: { update: tell("method"), showDiagnostics: tell("methodDiagnostics") },
      problems: { update: tell("problems") },
      linkedHighlight: { update: (trace, map) => void (told.highlight = [trace, map]) },
    },
  });
  return { controller, events, frame, workspace, told };
}

test("an answer is told to everything that shows some of it, and then the cases run", () => {
  const { controller, events, frame, told } = open();
  const answer = answerOf({ status: 404 });
  events.emit("answer", answer);
  assert.equal(controller.answer(), answer);
  for (const name of ["followed", "recorded", "answer"]) assert.equal(told[name], answer, name);
  assert.equal(told.status.result, answer);
  assert.deepEqual([frame.dataset.class, told.runs], ["4xx", 1]);
  assert.deepEqual(told.methodDiagnostics, [MISTAKE]);
});

test("where a limit ended the run there is no class of a status", () => {
  const { events, frame } = open();
  events.emit("answer", answerOf({ status: null }));
  assert.equal(frame.dataset.class, "none");
});

test("the cases' problems stand beside the answer's, and are none without an answer", () => {
  const { controller, events, told } = open();
  events.emit("problems");
  assert.equal(told.problems, undefined);
  events.emit("answer", answerOf());
  assert.deepEqual(told.problems, [MISTAKE, CASE]);
  controller.forget();
  told.problems = "as before";
  events.emit("problems");
  assert.equal(told.problems, "as before");
});

test("a record that is on its way is waited for, and belongs to the answer then", () => {
  const { controller, events, told } = open();
  events.emit("answer", answerOf(), true);
  assert.equal(told.explained, undefined, "the marks of the run before stay until then");
  events.emit("trace", { trace: TRACE, bodyMap: [1] });
  assert.deepEqual([told.explained, told.highlight, controller.answer().trace], [TRACE, [TRACE, [1]], TRACE]);
});

test("an answer of a run without a record takes the marks away", () => {
  const { events, told } = open();
  events.emit("answer", answerOf(), false);
  assert.equal(told.explained, null);
});

test("a record comes with the answer that was held for it", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  try {
    const { controller, events } = open();
    events.emit("answer", answerOf());
    const half = answerOf({ status: 500, diagnostics: [{ severity: "error", code: "vtl.unclosed" }] });
    events.emit("answer", half);
    assert.equal(controller.answer().status, 200, "half a line leaves the answer for a moment");
    events.emit("trace", { trace: TRACE });
    assert.equal(controller.answer().status, 500);
  } finally {
    mock.timers.reset();
  }
});

test("the answer turns to what a side makes when the template of that side is turned to, and not before", () => {
  const { events, told, workspace } = open();
  events.emit("answer", answerOf());
  assert.equal(told.side, undefined);
  events.emit("side", "request");
  assert.deepEqual([told.side, told.tab, workspace.view().shown.side], ["request", "request", "request"]);
  events.emit("side", "response");
  assert.equal(told.side, "response");
});

test("a template that is turned to has the marks of the run that is shown", () => {
  const { events, told, workspace } = open();
  events.emit("answer", answerOf({ trace: TRACE }));
  told.explained = undefined;
  events.emit("turn", workspace.view().shown.where);
  assert.equal(told.explained, TRACE);
});

test("why a response was chosen stands beside its template", () => {
  const { events, told } = open();
  events.emit("turn");
  assert.equal(told.template.why, "");
  events.emit("answer", answerOf({ integrationResponse: { statusCode: "200", why: "the default" } }));
  assert.equal(told.template.why, "the default");
});
