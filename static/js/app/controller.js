/* What happens when the work is edited, and when an answer comes: who is told, and in which order. */

import { statusBecause } from "../lib/origin-words.js";

const FULL = { notice: "Too large to be kept by the browser: a reload loses it." };

/** `parts()`: the panes and desks; asked when something happens, for they are built with what is here. */
export function createConductor({ frame, parts }) {
  let isFull = false; // whether the browser has no room to keep the work
  let side = "response"; // of the template in the editor
  let answer = null; // the last one, while it still fits what is written

  const conductor = {
    answer: () => answer,
    /** The work was edited by hand. */
    edited() {
      const { bench, shelf } = parts();
      bench.settle();
      shelf.touch();
      conductor.changed();
    },
    /** Other work is on the bench. */
    loaded() {
      parts().method.forget();
      conductor.changed();
    },
    /** The work is another than before: ask, keep. */
    changed() {
      const { tracing, cases, echo, evaluator, draft, chronicle } = parts();
      answer = null;
      chronicle.changed();
      tracing.stop();
      cases.stop();
      echo.update(null, null);
      evaluator.schedule();
      draft.schedule();
      conductor.showHeader();
    },
    /** Asks at once. */
    run() {
      const { evaluator, chronicle } = parts();
      chronicle.byHand();
      evaluator.ask();
      return true;
    },
    /** `isTraced`: whether the record of the run is in `result`, or on its way. */
    show(result, isTraced = true) {
      const { bench, methodDesk, status, answerPane, cases, navigator, chronicle } = parts();
      answer = result;
      chronicle.answered(result);
      methodDesk.follow(result);
      bench.follow(result.integrationResponse);
      frame.dataset.class = result.status === null ? "none" : `${Math.trunc(result.status / 100)}xx`;
      status.update({ result, because: statusBecause(result, navigator.isHere) });
      answerPane.update(result);
      conductor.showProblems();
      cases.run();
      conductor.showTemplate();
      if (result.trace || !isTraced) conductor.explain(result);
    },
    /** What the run did; it may come later than its answer. */
    explain({ trace = null, bodyMap = null }) {
      const { echo, template, bench } = parts();
      answer = { ...answer, trace };
      echo.update(trace, bodyMap);
      template.explain(trace, bench.view().shown.where);
    },
    /** The problems of the answer, and what the cases say. */
    showProblems() {
      const { problems, cases } = parts();
      if (answer) problems.update([...answer.diagnostics, ...cases.problems()]);
    },
    /** The template in the editor with its marks, or the method, where that is in sight. */
    showTemplate() {
      const { bench, template, definition, method, answerPane } = parts();
      const view = bench.view();
      if (view.shown.side !== side) answerPane.showSide(view.shown.side); // what that side makes
      side = view.shown.side;
      template.update({ ...view, why: answer?.integrationResponse?.why ?? "" });
      definition.follow(view.shown.side);
      if (definition.isMethod()) method.update();
      if (!answer) return;
      bench.mark(answer);
      method.mark(answer.diagnostics);
    },
    /** Turns to the template at `where`, or shows anew the one that was turned to. */
    turnTo(where) {
      const { bench, template } = parts();
      if (where !== undefined) bench.show(where);
      conductor.showTemplate();
      if (answer?.trace) template.explain(answer.trace, bench.view().shown.where);
    },
    /** Turns to the template of the "response" or the "request" side. */
    showSide(wanted) {
      parts().bench.showSide(wanted);
      conductor.turnTo();
    },
    showHeader(said = isFull ? FULL : parts().shelf.notice()) {
      const { header, bench } = parts();
      header.update({ title: bench.title(), ...said });
    },
    /** Whether the browser has no room for the work. */
    full(is) {
      if (is === isFull) return; // nothing else that is said gives way
      isFull = is;
      conductor.showHeader();
    },
  };
  return conductor;
}
