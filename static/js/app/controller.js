/* What happens when the work is edited, and when an answer comes: who is told, and in which order. */

import { statusBecause } from "../lib/origin-words.js";

const FULL = { notice: "Too large to be kept by the browser: a reload loses it." };

/** `parts()`: the panes and controllers; asked when something happens, for they are built with what is here. */
export function createController({ frame, parts }) {
  let isFull = false; // whether the browser has no room to keep the work
  let side = "response"; // of the template in the editor
  let answer = null; // the last one, while it still fits what is written

  const controller = {
    answer: () => answer,
    /** The work was edited by hand. */
    edited() {
      const { workspace, undoStack } = parts();
      workspace.settle();
      undoStack.touch();
      controller.changed();
    },
    /** Other work is in the workspace. */
    loaded() {
      parts().method.forget();
      controller.changed();
    },
    /** The work is another than before: ask, keep. */
    changed() {
      const { runTrace, cases, linkedHighlight, evaluator, draft, historyRecorder } = parts();
      answer = null;
      historyRecorder.changed();
      runTrace.stop();
      cases.stop();
      linkedHighlight.update(null, null);
      evaluator.schedule();
      draft.schedule();
      controller.showHeader();
    },
    /** Asks at once. */
    run() {
      const { evaluator, historyRecorder } = parts();
      historyRecorder.byHand();
      evaluator.ask();
      return true;
    },
    /** `isTraced`: whether the record of the run is in `result`, or on its way. */
    show(result, isTraced = true) {
      const { workspace, methodController, status, answerPane, cases, navigation, historyRecorder } = parts();
      answer = result;
      historyRecorder.answered(result);
      methodController.follow(result);
      workspace.follow(result.integrationResponse);
      frame.dataset.class = result.status === null ? "none" : `${Math.trunc(result.status / 100)}xx`;
      status.update({ result, because: statusBecause(result, navigation.isHere) });
      answerPane.update(result);
      controller.showProblems();
      cases.run();
      controller.showTemplate();
      if (result.trace || !isTraced) controller.explain(result);
    },
    /** What the run did; it may come later than its answer. */
    explain({ trace = null, bodyMap = null }) {
      const { linkedHighlight, template, workspace } = parts();
      answer = { ...answer, trace };
      linkedHighlight.update(trace, bodyMap);
      template.explain(trace, workspace.view().shown.where);
    },
    /** The problems of the answer, and what the cases say. */
    showProblems() {
      const { problems, cases } = parts();
      if (answer) problems.update([...answer.diagnostics, ...cases.problems()]);
    },
    /** The template in the editor with its diagnostics, or the method, where that is in sight. */
    showTemplate() {
      const { workspace, template, editorTabs, method, answerPane } = parts();
      const view = workspace.view();
      if (view.shown.side !== side) answerPane.showSide(view.shown.side); // what that side makes
      side = view.shown.side;
      template.update({ ...view, why: answer?.integrationResponse?.why ?? "" });
      editorTabs.follow(view.shown.side);
      if (editorTabs.isMethod()) method.update();
      if (!answer) return;
      workspace.showDiagnostics(answer);
      method.showDiagnostics(answer.diagnostics);
    },
    /** Turns to the template at `where`, or shows anew the one that was turned to. */
    turnTo(where) {
      const { workspace, template } = parts();
      if (where !== undefined) workspace.show(where);
      controller.showTemplate();
      if (answer?.trace) template.explain(answer.trace, workspace.view().shown.where);
    },
    /** Turns to the template of the "response" or the "request" side. */
    showSide(wanted) {
      parts().workspace.showSide(wanted);
      controller.turnTo();
    },
    showHeader(said = isFull ? FULL : parts().undoStack.notice()) {
      const { header, workspace } = parts();
      header.update({ title: workspace.title(), ...said });
    },
    /** Whether the browser has no room for the work. */
    full(is) {
      if (is === isFull) return; // nothing else that is said gives way
      isFull = is;
      controller.showHeader();
    },
  };
  return controller;
}
