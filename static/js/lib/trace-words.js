/* What a part of a template did, in words. */

import { number, plural } from "./format.js";

/** @import { TraceSite } from "../types/page" */

const LONGEST = 60; // characters of one value

/** @param {string} text */
const short = (text) => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);
/** @param {string} text */
const quoted = (text) => `"${short(text).replaceAll("\n", "⏎")}"`;

/**
 * `0 == 0 → true`, `true, false … 12 times`: what stands at the end of a condition's line.
 * @param {Pick<TraceSite, "count" | "values">} site
 */
export function conditionNote({ count, values }) {
  if (count === 0) return "";
  const tally = new Map();
  for (const value of values) tally.set(value, (tally.get(value) ?? 0) + 1);
  const isWhole = values.length === count;
  const shown = [...tally].map(([value, times]) => short(value) + (isWhole && times > 1 ? ` ×${times}` : ""));
  return shown.join(", ") + (isWhole ? "" : ` … ×${number(count)}`);
}

/**
 * How often a loop's body ran: what stands at the end of its line.
 * @param {number} times
 */
export const loopNote = (times) => (times === 1 ? "once" : `×${number(times)}`);

/**
 * One line about a part: `name` is its text in the template, `times` the rounds of a loop.
 * @param {TraceSite} site
 * @param {string} name
 * @param {number} [times]
 */
export function siteWords(site, name, times) {
  const { kind, count, values, missing } = site;
  if (count === 0) return `${name} did not run`;
  if (kind === "foreach") return `${name} ran its body ${often(times ?? 0)}${count > 1 ? `, in ${plural(count, "run")}` : ""}`;
  if (kind === "if") return `${name} ran ${often(count)}`;
  if (kind === "condition") return `${name} → ${conditionNote(site)}`;
  if (kind === "text") return `literal text, printed ${often(count)}`;
  return `${name} → ${valuesOf(values, count, missing)}`;
}

/** @param {number} count */
const often = (count) => (count === 1 ? "once" : plural(count, "time"));

/**
 * @param {string[]} values
 * @param {number} count
 * @param {number} missing
 */
function valuesOf(values, count, missing) {
  const present = count - missing;
  const parts = values.length ? [values.map(quoted).join(", ") + (present > values.length ? ", …" : "")] : [];
  if (present > values.length && values.length) parts[0] += ` ${plural(present, "value")}`;
  if (missing) parts.push(present ? `missing ${often(missing)}` : `missing${missing > 1 ? ` ${often(missing)}` : ""}, so empty`);
  return parts.join(", ") || `set ${often(count)}`;
}
