/* The cases of a Scenario, plain data in and out: what is asked for one, and what their outcomes say, in words. */

import { bytes, plural } from "../lib/words.js";

/** The Scenario as it is asked for the case at `at`; null: with its own response. */
export function questionOf({ cases, ...scenario }, at) {
  const one = cases?.[at];
  if (!one) return scenario;
  return { ...scenario, backend: one.backend ?? {}, ...(one.request ? { request: one.request } : {}) };
}

/** `scenario` with other members in the case at `at`. */
export function withCase(scenario, at, members) {
  return { ...scenario, cases: scenario.cases.map((one, index) => (index === at ? { ...one, ...members } : one)) };
}

/** `name`, or with a number behind it where a case has it already. */
export function freeName(scenario, name) {
  const taken = new Set((scenario.cases ?? []).map((one) => one.name));
  let [free, count] = [name, 2];
  while (taken.has(free)) {
    free = `${name} ${count}`;
    count += 1;
  }
  return free;
}

/** The second line of a tile: {words, isBad}. */
export function outcomeWords({ status, why, matches, isJson, errors, warnings, bodyBytes }) {
  if (status === null) return { words: "no answer", isBad: true };
  if (errors > 0 && !matches) return { words: "template fails", isBad: true };
  if (isJson === false) return { words: "body is not JSON", isBad: true };
  if (matches === false) return { words: "not as expected", isBad: true };
  if (matches === true) return { words: "as expected", isBad: false };
  if (warnings > 0) return { words: plural(warnings, "warning"), isBad: false };
  if (why) return { words: why.replace("matches the pattern", "matched"), isBad: false };
  return { words: isJson ? `valid JSON · ${bytes(bodyBytes)}` : bytes(bodyBytes), isBad: false };
}

/** What goes wrong in cases other than the one at `shown` among the results, as diagnostics. */
export function caseProblems(results, shown) {
  const noJson = results.filter((result) => result.isJson === false && result.errors === 0);
  const failing = results.filter((result) => result.errors > 0 && !result.matches);
  return [problemOf(results, noJson, shown, "the body is not valid JSON"), problemOf(results, failing, shown, "the template fails")].filter(
    Boolean,
  );
}

function problemOf(results, found, shown, what) {
  const first = found.find((result) => result !== results[shown]);
  if (!first) return null;
  const said = first.diagnostics.find(({ code }) => code === "body.json") ?? first.diagnostics.find(({ severity }) => severity !== "info");
  const why = said?.message.replace(/^The body is not valid JSON: /, "") ?? "see its answer.";
  const message = `In ${found.length} of ${results.length} cases ${what}, such as “${first.name}”: ${why}`;
  const { where = "", start = null, end = null } = said?.where === "/backend/body" ? {} : (said ?? {});
  return { code: "case", severity: "warning", message, help: "", where, start, end, case: results.indexOf(first) };
}
