/* Which part of a template wrote which piece of the body: a Result's `bodyMap`, asked from either side. */

import { before } from "../lib/ran.js";

const NONE = { pieceAt: () => null, piecesOf: () => [] };

export function originsOf(bodyMap) {
  if (!bodyMap?.length) return NONE;
  return {
    /** The piece at an offset in the body, or null. */
    pieceAt(offset) {
      let [low, high] = [0, bodyMap.length - 1];
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (bodyMap[middle].offset <= offset) low = middle;
        else high = middle - 1;
      }
      const piece = bodyMap[low];
      return piece.start && offset < piece.offset + piece.length ? piece : null;
    },
    /** The pieces that a part of the template (or what is inside it) wrote, as [from, to] in the body. */
    piecesOf: ({ where, start, end }) =>
      bodyMap
        .filter((piece) => piece.where === where && piece.start && before(piece.start, start) >= 0 && before(piece.end, end) <= 0)
        .map(({ offset, length }) => [offset, offset + length]),
  };
}
