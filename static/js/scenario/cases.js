/* The cases of a Scenario, plain data in and out: what is asked for one, and what their outcomes say, in words. */

import { prettyJson } from "../lib/pretty-json.js";
import { bytes, plural } from "../lib/format.js";

/** @import { Backend, Case, Diagnostic, Expectation, Maybe, NewCase, Outcome, Scenario, Table } from "../types/page" */

const OWN = ["backend", "request", "tables", "failure"]; // what a case may have of its own

/**
 * The case at `at`, or undefined; null: none of them.
 * @param {Pick<Scenario, "cases">} scenario
 * @param {number | null} at
 */
export const caseAt = ({ cases }, at) => (at === null ? undefined : cases?.[at]);

/**
 * The Scenario as it is asked for the case at `at` (what the case leaves out is the Scenario's); null: with its own response.
 * A case over tables of its own, or after another, is not answered by the Scenario's response.
 * @param {Scenario} scenario
 * @param {number | null} at
 * @returns {Scenario}
 */
export function questionOf({ cases, ...scenario }, at) {
  /** @type {Record<string, any>} */
  const one = caseAt({ cases }, at) ?? {};
  const own = OWN.filter((name) => one[name] !== undefined && one[name] !== null);
  const { backend, ...others } = scenario;
  const answered = backend && !one.tables && !one.after ? { backend } : {};
  return { ...others, ...answered, ...Object.fromEntries(own.map((name) => [name, one[name]])) };
}

/**
 * `scenario` with other members in the case at `at`.
 * @param {Scenario} scenario
 * @param {number} at
 * @param {Partial<Case>} members
 * @returns {Scenario}
 */
export function withCase(scenario, at, members) {
  return { ...scenario, cases: (scenario.cases ?? []).map((one, index) => (index === at ? { ...one, ...members } : one)) };
}

/**
 * `scenario` with other tables: those of the case at `at` where it has some of its own, else the Scenario's, which all its cases have.
 * @param {Scenario} scenario
 * @param {number | null} at
 * @param {Table[]} tables
 * @returns {Scenario}
 */
export function withTables(scenario, at, tables) {
  if (at !== null && caseAt(scenario, at)?.tables) return withCase(scenario, at, { tables });
  return { ...scenario, tables: tables.length ? tables : undefined };
}

/**
 * `scenario` with an answer given to the case at `at` (null: the Scenario itself), or none.
 * @param {Scenario} scenario
 * @param {number | null} at
 * @param {Backend | null} answer
 * @returns {Scenario}
 */
export function withAnswer({ backend, ...scenario }, at, answer) {
  if (answer && at !== null) return withCase({ ...scenario, backend }, at, { backend: answer });
  const cases = (scenario.cases ?? []).map((one, index) => (index === at ? { ...one, backend: undefined } : one));
  return { ...scenario, ...(scenario.cases ? { cases } : {}), ...(answer ? { backend: answer } : {}) };
}

/**
 * `name`, or with a number behind it where a case has it already.
 * @param {Pick<Scenario, "cases">} scenario
 * @param {string} name
 */
export function freeName(scenario, name) {
  const taken = new Set((scenario.cases ?? []).map((one) => one.name));
  let [free, count] = [name, 2];
  while (taken.has(free)) {
    free = `${name} ${count}`;
    count += 1;
  }
  return free;
}

/**
 * `cases` with more of them, each under a name that is free; `backend`: the answer that a copy has.
 * @param {Case[]} cases
 * @param {NewCase[]} added
 * @param {Backend} backend
 */
export function withAdded(cases, added, backend) {
  return added.reduce((all, one) => {
    const name = freeName({ cases: all }, one.name);
    return [...all, one.request ? { name, request: one.request } : { name, backend: one.isCopy ? backend : one.backend }];
  }, cases);
}

/**
 * The second line of a tile: {words, isBad}.
 * @param {Outcome} outcome
 */
export function outcomeWords({ status, why, matches, fails, isJson, warnings, bodyBytes }) {
  if (fails) return { words: fails, isBad: true };
  if (status === null) return { words: "no answer", isBad: true };
  if (matches === true) return { words: "as expected", isBad: false };
  if (warnings > 0) return { words: plural(warnings, "warning"), isBad: false };
  if (why) return { words: why.replace("matches the pattern", "matched"), isBad: false };
  return { words: isJson ? `valid JSON · ${bytes(bodyBytes)}` : bytes(bodyBytes), isBad: false };
}

/**
 * The first thing that a case expects and does not get, in words; "" where there is none.
 * @param {Partial<Pick<Outcome, "differences">>} outcome
 */
export function differenceWords({ differences: [first] = [] }) {
  if (!first) return "";
  const { of, at, expected, got } = first;
  /** @param {string | null} text */
  const quoted = (text) => (text === null ? "nothing" : `“${text}”`);
  return `${of}${at && ` ${at}`}: expected ${quoted(expected)}, got ${quoted(got)}`;
}

/**
 * What a case expects, in words.
 * @param {Maybe<Expectation>} expect
 */
export function expectedWords(expect) {
  if (!expect) return "nothing expected";
  const parts = [
    ["body", "its body"],
    ["header", "headers"],
    ["integrationRequest", "the request that is sent"],
  ];
  const named = parts.filter(([name]) => /** @type {Record<string, unknown>} */ (expect)[name] !== undefined).map(([, words]) => words);
  return `expected: ${[expect.status ?? "any status", ...named].join(" and ")}`;
}

/**
 * The answer as a case expects it: JSON by its value, so that its layout may change, unless JavaScript would lose something of it.
 * @param {{ status: number, body: string }} answer
 * @returns {Expectation}
 */
export function expectationOf({ status, body }) {
  const { text } = prettyJson(body);
  if (text === undefined) return { status, body };
  const value = JSON.parse(body);
  const isWhole = typeof value !== "string" && prettyJson(JSON.stringify(value)).text === text;
  return { status, body: isWhole ? value : body };
}

/**
 * What goes wrong in cases other than the one at `shown` among the results, and what any of them expects and does not get, as diagnostics.
 * @param {Outcome[]} results
 * @param {number} shown
 * @returns {Diagnostic[]}
 */
export function caseDiagnostics(results, shown) {
  const noJson = results.filter(({ fails }) => fails === "body is not JSON");
  const failing = results.filter(({ fails, status }) => fails === "template fails" || (fails && status === null));
  const diagnostics = [
    diagnosticOf(results, noJson, shown, "the body is not valid JSON"),
    diagnosticOf(results, failing, shown, "the template fails"),
  ];
  return [...diagnostics.filter((diagnostic) => diagnostic !== null), ...unexpected(results)];
}

/**
 * The cases that are not as expected, in one diagnostic that leads to the first of them.
 * @param {Outcome[]} results
 * @returns {Diagnostic[]}
 */
function unexpected(results) {
  const found = results.filter(({ fails }) => fails === "not as expected");
  if (!found.length) return [];
  const message = `${found.length} of ${plural(results.length, "case")} ${found.length === 1 ? "is" : "are"} not as expected, such as “${found[0].name}”: `;
  const said = { message: message + differenceWords(found[0]), help: "", where: "", start: null, end: null };
  return [{ code: "case.expected", severity: "warning", ...said, case: results.indexOf(found[0]) }];
}

/**
 * @param {Outcome[]} results
 * @param {Outcome[]} found
 * @param {number} shown
 * @param {string} what
 * @returns {Diagnostic | null}
 */
function diagnosticOf(results, found, shown, what) {
  const first = found.find((result) => result !== results[shown]);
  if (!first) return null;
  const said = first.diagnostics.find(({ code }) => code === "body.json") ?? first.diagnostics.find(({ severity }) => severity !== "info");
  const why = said?.message.replace(/^The body is not valid JSON: /, "") ?? "see its answer.";
  const message = `In ${found.length} of ${results.length} cases ${what}, such as “${first.name}”: ${why}`;
  const { where = "", start = null, end = null } = said?.where === "/backend/body" ? {} : (said ?? {});
  return { code: "case", severity: "warning", message, help: "", where, start, end, case: results.indexOf(first) };
}
