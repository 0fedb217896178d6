/* Which part of a template wrote which piece of the body: a Result's `bodyMap` and `trace`, asked from either side. */

import { before } from "./line-coverage.js";

/** @import { BodyMap, Range, TraceSite } from "../types/page" */
/**
 * @typedef {object} Written
 * @property {(offset: number) => (TraceSite & { range: Range }) | null} pieceAt
 * @property {(place: Pick<TraceSite, "where" | "start" | "end">) => Range[]} piecesOf
 */

/** @type {Written} */
const NONE = { pieceAt: () => null, piecesOf: () => [] };

/**
 * The two ways through a record: from the body to the template, and back.
 * @param {TraceSite[] | null} trace
 * @param {BodyMap | null} bodyMap
 * @returns {Written}
 */
export function bodyMapOf(trace, bodyMap) {
  if (!trace || !bodyMap?.sites.length) return NONE;
  const { sites, offsets } = bodyMap;
  /**
   * @param {number} piece
   * @returns {Range}
   */
  const range = (piece) => [offsets[piece], offsets[piece + 1]];
  return {
    /**
     * The part that wrote what is at an offset of the body, with the `range` that it wrote there; or null.
     * @param {number} offset
     */
    pieceAt(offset) {
      if (offset >= (offsets.at(-1) ?? 0)) return null;
      let [low, high] = [0, sites.length - 1];
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (offsets[middle] <= offset) low = middle;
        else high = middle - 1;
      }
      return { ...trace[sites[low]], range: range(low) };
    },
    /**
     * What a part of the template (or what is inside it) wrote, as [from, to] in the body.
     * @param {Pick<TraceSite, "where" | "start" | "end">} place
     */
    piecesOf({ where, start, end }) {
      const inside = trace.map((part) => part.where === where && before(part.start, start) >= 0 && before(part.end, end) <= 0);
      return sites.flatMap((site, piece) => (inside[site] ? [range(piece)] : []));
    },
  };
}
