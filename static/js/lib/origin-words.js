/* Where a status or a header came from, in words: `{text, link?, place?}`; `link` goes to the place, where that is on the page. */

/** @import { Because, Diagnostic, Maybe, Origin, Place, Result } from "../types/page" */

/**
 * `isHere(where)`: whether the text at that pointer is on the page.
 * @param {Pick<Result, "status" | "statusFrom" | "integrationResponse" | "diagnostics">} result
 * @param {(where: string) => boolean} isHere
 * @returns {Because}
 */
export function statusBecause({ status, statusFrom, integrationResponse, diagnostics }, isHere) {
  const error = diagnostics.find(({ severity }) => severity === "error");
  if (status === null) return { text: error ? whyNone(error) : "only the request side ran: there is no backend response" };
  if (statusFrom?.by === "responseOverride") return placed("set by ", "`$context.responseOverride.status`, ", statusFrom, isHere);
  if (statusFrom?.by !== "gatewayResponse") return { text: `from integration response ${integrationResponse?.statusCode ?? ""}`.trimEnd() };
  if (!error) return { text: "API Gateway’s own answer, as asked under Method: `failure`" };
  return error.start && /^\/template$|Templates\//.test(error.where)
    ? placed("API Gateway’s own answer: the template fails, ", "", error, isHere)
    : { text: "API Gateway’s own answer: see below" };
}

/** @param {Diagnostic} error */
const whyNone = ({ code }) => (code.startsWith("limit.") ? "a limit of this playground ended the run" : "the run ended early");

/** @type {Record<string, string>} */
const HEADER_WORDS = {
  responseOverride: "override",
  integrationResponse: "integration response",
  gatewayResponse: "gateway response",
};

/**
 * As `statusBecause`, of an entry of `headersFrom`.
 * @param {Maybe<{ by: string } & Partial<Origin>>} from
 * @param {(where: string) => boolean} isHere
 * @returns {Because}
 */
export function headerBecause(from, isHere) {
  const words = HEADER_WORDS[from?.by ?? ""];
  return words && from ? placed("", `${words}, `, from, isHere) : { text: from?.by ?? "API Gateway’s default" };
}

/**
 * @param {string} text
 * @param {string} words
 * @param {Partial<Place>} place
 * @param {(where: string) => boolean} isHere
 * @returns {Because}
 */
function placed(text, words, { where = "", start, end }, isHere) {
  if (!start) return { text: `${text}${words}`.replace(/[,:] $/, "") };
  const line = `${words}line ${start.line}${isOfRequest(where) ? " of the request template" : ""}`;
  return isHere(where) ? { text, link: line, place: { where, start, end } } : { text: `${text}${line}` };
}

/** @param {string} where */
const isOfRequest = (where) => where.startsWith("/method/methodIntegration/requestTemplates/");
