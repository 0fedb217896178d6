/* What happens when an answer comes: who shows it, and in which order; and what else is shown while it still fits what is written. */

import { statusBecause } from "../lib/origin-words.js";

/**
 * Hears `answer` (a Result, and whether its record is in it or on its way), `trace` (the record, which may come later), `problems` (they
 * say something else), `side` and `turn` (another template is wanted, or was turned to). `parts`: the panes and controllers that show it.
 */
export function createAnswerController({ events, frame, parts }) {
  const { workspace, methodController, status, answerPane, cases, navigation, historyRecorder } = parts;
  const { template, editorTabs, method, problems, linkedHighlight } = parts;
  let side = "response"; // of the template in the editor
  let answer = null; // the last one, while it still fits what is written

  /** The template in the editor with its diagnostics, or the method, where that is in sight. */
  function showTemplate() {
    const view = workspace.view();
    if (view.shown.side !== side) answerPane.showSide(view.shown.side); // what that side makes
    side = view.shown.side;
    template.update({ ...view, why: answer?.integrationResponse?.why ?? "" });
    editorTabs.follow(side);
    if (editorTabs.isMethod()) method.update();
    if (!answer) return;
    workspace.showDiagnostics(answer);
    method.showDiagnostics(answer.diagnostics);
  }

  function showProblems() {
    if (answer) problems.update([...answer.diagnostics, ...cases.problems()]);
  }

  function explain({ trace = null, bodyMap = null }) {
    answer = { ...answer, trace };
    linkedHighlight.update(trace, bodyMap);
    template.explain(trace, workspace.view().shown.where);
  }

  function show(result, isTraced = true) {
    answer = result;
    historyRecorder.answered(result);
    methodController.follow(result);
    workspace.follow(result.integrationResponse);
    frame.dataset.class = result.status === null ? "none" : `${Math.trunc(result.status / 100)}xx`;
    status.update({ result, because: statusBecause(result, navigation.isHere) });
    answerPane.update(result);
    showProblems();
    cases.run();
    showTemplate();
    if (result.trace || !isTraced) explain(result);
  }

  function turnTo(where) {
    if (where !== undefined) workspace.show(where);
    showTemplate();
    if (answer?.trace) template.explain(answer.trace, workspace.view().shown.where);
  }

  events.on("answer", show);
  events.on("trace", explain);
  events.on("problems", showProblems);
  events.on("turn", turnTo);
  events.on("side", (wanted) => {
    workspace.showSide(wanted);
    turnTo();
  });

  return {
    answer: () => answer,
    /** The work is another than before. */
    forget: () => void (answer = null),
  };
}
