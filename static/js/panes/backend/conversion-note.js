/* Why a text could not be converted: a sentence under its editor, and the place in it. */

import { h, sentence } from "../../lib/dom.js";

/** A problem is `{message, line?, column?}`, or nothing. */
export function createConversionNote({ editor }) {
  const element = h("p.plain-said", { role: "status", hidden: true });
  return {
    element,
    /** Says a problem, and `words` after it. */
    say(problem, words = "") {
      element.hidden = !problem;
      element.replaceChildren(...(problem ? sentence(`${problem.message}${words}`) : []));
    },
    /** Shows a problem at its place, where it has one. */
    mark(problem) {
      const start = problem?.line ? { line: problem.line, column: problem.column } : null;
      editor.showDiagnostics(null, start ? [{ severity: "error", message: problem.message, start, end: null }] : []);
    },
  };
}
