/* Why a text could not be converted: a sentence under its editor, and the place in it. */

import { h, sentence } from "../../lib/dom.js";

/** @import { ConversionProblem, Editor, Maybe } from "../../types/page" */

/**
 * A problem is `{message, line?, column?}`, or nothing.
 * @param {{ editor: Editor }} options
 */
export function createConversionNote({ editor }) {
  const element = h("p.plain-said", { role: "status", hidden: true });
  return {
    element,
    /**
     * Says a problem, and `words` after it.
     * @param {Maybe<ConversionProblem>} problem
     * @param {string} [words]
     */
    say(problem, words = "") {
      element.hidden = !problem;
      element.replaceChildren(...(problem ? sentence(`${problem.message}${words}`) : []));
    },
    /**
     * Shows a problem at its place, where it has one.
     * @param {Maybe<ConversionProblem>} problem
     */
    mark(problem) {
      const { message = "", line, column = 1 } = problem ?? {};
      editor.showDiagnostics(null, line ? [{ severity: "error", message, start: { line, column }, end: null }] : []);
    },
  };
}
