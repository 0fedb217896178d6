/* A place picked in the body highlights the part of the template that wrote it; the cursor in the template, what was written there. */

import { bodyMapOf } from "../lib/body-map.js";

/** @import { AnswerPane, BodyMap, TemplatePane, TraceSite } from "../types/page" */

/**
 * `find(where)` turns the template pane to that template.
 * @param {{ template: TemplatePane, answerPane: AnswerPane, find: (where: string) => void }} options
 */
export function createLinkedHighlight({ template, answerPane, find }) {
  let written = bodyMapOf(null, null);

  return {
    /**
     * `trace` and `bodyMap`: a Result's, or null where the text has changed since.
     * @param {TraceSite[] | null} trace
     * @param {BodyMap | null} bodyMap
     */
    update(trace, bodyMap) {
      written = bodyMapOf(trace, bodyMap);
      template.highlight(null);
      answerPane.highlight([]);
      answerPane.sayOrigin(null);
    },
    /**
     * The cursor in the template came to `site`, or to nothing (null).
     * @param {TraceSite | null} site
     */
    fromTemplate(site) {
      template.highlight(null);
      answerPane.sayOrigin(null);
      answerPane.highlight(site ? written.piecesOf(site) : [], { isShown: true });
    },
    /**
     * A place in the body was picked.
     * @param {number} offset
     */
    fromBody(offset) {
      const piece = written.pieceAt(offset);
      if (piece) find(piece.where);
      template.highlight(piece);
      answerPane.highlight(piece ? [piece.range] : []);
      answerPane.sayOrigin(piece);
    },
  };
}
