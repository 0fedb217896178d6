/* A place picked in the body lights the part of the template that wrote it; the cursor in the template lights what was written there. */

import { originsOf } from "../lib/body-map.js";

/** `find(where)` turns the template pane to that template. */
export function createEcho({ template, answerPane, find }) {
  let origins = originsOf(null, null);

  return {
    /** `trace` and `bodyMap`: a Result's, or null where the text has changed since. */
    update(trace, bodyMap) {
      origins = originsOf(trace, bodyMap);
      template.light(null);
      answerPane.light([]);
      answerPane.sayOrigin(null);
    },
    /** The cursor in the template came to `site`, or to nothing (null). */
    fromTemplate(site) {
      template.light(null);
      answerPane.sayOrigin(null);
      answerPane.light(site ? origins.piecesOf(site) : [], { isShown: true });
    },
    /** A place in the body was picked. */
    fromBody(offset) {
      const piece = origins.pieceAt(offset);
      if (piece) find(piece.where);
      template.light(piece);
      answerPane.light(piece ? [piece.range] : []);
      answerPane.sayOrigin(piece);
    },
  };
}
