/* What happens when an answer comes: who shows it, and in which order; and what else is shown while it still fits what is written. */

import { statusBecause } from "../lib/origin-words.js";
import { createHeldAnswer } from "./held-answer.js";

/** @import { Events, Result, Side } from "../types/page" */
/**
 * @typedef {object} Parts
 * @property {import("../types/page").Workspace} workspace
 * @property {import("../types/page").MethodController} methodController
 * @property {import("../types/page").StatusPane} status
 * @property {import("../types/page").AnswerPane} answerPane
 * @property {import("../types/page").CasesController} cases
 * @property {import("../types/page").Navigation} navigation
 * @property {import("../types/page").HistoryRecorder} historyRecorder
 * @property {import("../types/page").TemplatePane} template
 * @property {import("../types/page").EditorTabs} editorTabs
 * @property {import("../types/page").MethodPane} method
 * @property {import("../types/page").ProblemsPane} problems
 * @property {import("../types/page").LinkedHighlight} linkedHighlight
 */

/**
 * Hears, held for a moment, `answer` (a Result, and whether its record is in it or on its way), `trace` (the record, which may come later), `problems` (they
 * say something else), `side` and `turn` (another template is wanted, or was turned to). `parts`: the panes and controllers that show it.
 * @param {{ events: Events, frame: HTMLElement, parts: Parts }} options
 */
export function createAnswerController({ events, frame, parts }) {
  const { workspace, cases, template, problems, linkedHighlight } = parts;
  /** @type {Result | null} */
  let answer = null; // the last one, while it still fits what is written
  const showTemplate = createTemplateView(parts);

  function showProblems() {
    if (answer) problems.update([...answer.diagnostics, ...cases.diagnostics()]);
  }

  /** @param {Partial<Result>} record */
  function explain({ trace = null, bodyMap = null }) {
    if (answer) answer = { ...answer, trace };
    linkedHighlight.update(trace, bodyMap);
    template.explain(trace, workspace.view().shown.where);
  }

  /**
   * @param {Result} result
   * @param {boolean} [isTraced]
   */
  function show(result, isTraced = true) {
    answer = result;
    spread(result, parts);
    frame.dataset.class = result.status === null ? "none" : `${Math.trunc(result.status / 100)}xx`;
    showProblems();
    cases.run();
    showTemplate(answer);
    if (result.trace || !isTraced) explain(result);
  }

  /** @param {string} [where] */
  function turnTo(where) {
    if (where !== undefined) workspace.show(where);
    showTemplate(answer);
    if (answer?.trace) template.explain(answer.trace, workspace.view().shown.where);
  }

  const held = createHeldAnswer({ events, show, onHold: parts.status.showOld });
  events.on("trace", (record) => (held.flush(), explain(record)));
  events.on("problems", showProblems);
  events.on("turn", turnTo);
  events.on("side", (wanted) => (workspace.showSide(wanted), turnTo()));

  return {
    answer: () => answer,
    /** The work is another than before. */
    forget: () => void (answer = null),
  };
}

/**
 * Tells an answer to all that need no other one: the history, the controllers that follow it, the status and the answer itself.
 * @param {Result} result
 * @param {Parts} parts
 */
function spread(result, { workspace, methodController, status, answerPane, navigation, historyRecorder }) {
  historyRecorder.answered(result);
  methodController.follow(result);
  workspace.follow(result.integrationResponse);
  status.update({ result, because: statusBecause(result, navigation.isHere) });
  answerPane.update(result);
}

/**
 * What shows the template in the editor with its diagnostics in an answer, or the method, where that is in sight.
 * @param {Parts} parts
 */
function createTemplateView({ workspace, answerPane, template, editorTabs, method }) {
  /** @type {Side} */
  let side = "response"; // of the template in the editor

  /** @param {Result | null} answer */
  return (answer) => {
    const view = workspace.view();
    if (view.shown.side !== side) answerPane.showSide(view.shown.side); // what that side makes
    side = view.shown.side;
    template.update({ ...view, why: answer?.integrationResponse?.why ?? "" });
    editorTabs.follow(side);
    if (editorTabs.isMethod()) method.update();
    if (!answer) return;
    workspace.showDiagnostics(answer);
    method.showDiagnostics(answer.diagnostics);
  };
}
