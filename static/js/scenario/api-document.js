/* An API that was opened: the document it came from, and its methods, each with a draft of its own. Plain data in and out. */

import { isScenario } from "./validate.js";

/** @import { ApiDocument, ApiFound, ApiOperation, ApiPack, ApiSource, Checked, Outcome, Scenario } from "../types/page" */

/** Whether what was found in a document is more than one Scenario: then it is opened as an API. `isFile`: the document is a file's.
 * @param {ApiFound} found
 * @param {boolean} isFile
 */
export function isApi({ operations, leftOut, parameters, what }, isFile) {
  if (what === "a Scenario" || what.startsWith("a case") || what.startsWith("a mapping template")) return false;
  return isFile || operations.length > 1 || leftOut.length > 0 || parameters.length > 0;
}

/**
 * An API as it was just read; `source`: what was asked for.
 * @param {string} id
 * @param {ApiSource} source
 * @param {ApiFound} found
 * @returns {ApiDocument}
 */
export function openedApi(id, { text, name = "", files = {}, parameters = {} }, found) {
  const { what, operations, leftOut, parameters: open, missingFiles = [] } = found;
  return {
    id,
    source: { text, name, files, parameters },
    what,
    operations: operations.map((one) => ({ name: one.name, scenario: one.scenario, imported: one.scenario, notes: one.notes })),
    ...{ leftOut, open, missingFiles },
  };
}

/** The index of the method that is shown first: the one that the server chose.
 * @param {ApiFound} found
 */
export function firstOf({ operations, scenario }) {
  const text = JSON.stringify(scenario);
  const at = operations.findIndex((one) => JSON.stringify(one.scenario) === text);
  return Math.max(at, 0);
}

/**
 * `api` with another draft of the method at `at`.
 * @param {ApiDocument} api
 * @param {number} at
 * @param {Scenario} scenario
 * @returns {ApiDocument}
 */
export function withDraft(api, at, scenario) {
  return { ...api, operations: api.operations.map((one, index) => (index === at ? { ...one, scenario } : one)) };
}

/**
 * `api` with the drafts of methods, by their names; a draft whose method is not there any more is left out.
 * @param {ApiDocument} api
 * @param {{ name: string, scenario: Scenario }[]} drafts
 * @returns {ApiDocument}
 */
export function withDrafts(api, drafts) {
  const byName = new Map(drafts.map(({ name, scenario }) => [name, scenario]));
  return { ...api, operations: api.operations.map((one) => ({ ...one, scenario: byName.get(one.name) ?? one.scenario })) };
}

/** @param {ApiOperation} operation */
const isChanged = ({ scenario, imported }) => scenario !== imported && JSON.stringify(scenario) !== JSON.stringify(imported);

/** The methods whose drafts are not as the document has them: `{name, scenario}`.
 * @param {ApiDocument} api
 */
export const changedOf = ({ operations }) => operations.filter(isChanged).map(({ name, scenario }) => ({ name, scenario }));

/**
 * The whole set as one document, to be kept in a file or a link: what was read, the drafts that differ from it, and the method in sight.
 * @param {ApiDocument} api
 * @param {string} shown
 */
export const packOf = (api, shown) => ({ ...api.source, operations: changedOf(api), shown });

/**
 * The set that a text holds; null where it is something else.
 * @param {string} text
 * @returns {ApiPack | null}
 */
export function packIn(text) {
  try {
    const value = JSON.parse(text);
    const drafts = value?.operations;
    const isPack = typeof value?.text === "string" && Array.isArray(drafts) && drafts.every((one) => typeof one?.name === "string");
    return isPack ? { ...value, operations: drafts.filter((one) => isScenario(one.scenario)) } : null;
  } catch {
    return null;
  }
}

/** "GET /content/{id}" → its parts; a method's name is its first word, what stands before a ": " names the API.
 * @param {string} name
 */
export function partsOf(name) {
  const [, api = "", verb = "", path = name] = /^(?:(.*): )?([A-Z]+) (\/.*|\{.*)$/s.exec(name) ?? [];
  return { api, verb, path };
}

/**
 * The indexes of the methods whose names have every word of a filter in them, whatever the case.
 * @param {ApiDocument} api
 * @param {string} filter
 */
export function filtered({ operations }, filter) {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  return operations.flatMap(({ name }, at) => (words.every((word) => name.toLowerCase().includes(word)) ? [at] : []));
}

/**
 * What the cases of a method came to: how many, how many failed, and the worst of them.
 * @param {Outcome[]} outcomes
 * @returns {Checked}
 */
export function checkedOf(outcomes) {
  const failed = outcomes.filter(({ fails }) => fails !== null).length;
  const warned = outcomes.filter(({ fails, warnings }) => fails === null && warnings > 0).length;
  return { cases: outcomes.length, failed, warned, worst: failed > 0 ? "bad" : warned > 0 ? "warn" : "ok" };
}

/**
 * What a method's line says behind its name, and the whole of it for who does not see the dot.
 * @param {Checked | undefined} checked
 */
export function checkedWords(checked) {
  if (!checked) return { short: "", long: "not checked" };
  const { cases, failed, warned, trouble } = checked;
  if (trouble !== undefined) return { short: "?", long: `could not be checked: ${trouble}` };
  if (failed > 0) return { short: `${failed} of ${cases}`, long: `${failed} of ${cases} cases fail` };
  const all = cases === 1 ? "its case passes" : `all ${cases} cases pass`;
  return { short: `${cases}`, long: warned > 0 ? `${all}, ${warned} with warnings` : all };
}

/** Whether only the request side of a method runs, for it has no answer of a backend.
 * @param {Scenario} scenario
 */
export const lacksAnswer = ({ backend, failure, tables, method }) =>
  !backend && !failure && !tables && !/^(?:MOCK|.*_PROXY)$/.test(method?.methodIntegration?.type ?? "");

/**
 * A method with an answer to try it with, where it has none of its own.
 * @param {Scenario} scenario
 * @param {Scenario["backend"]} sample
 * @returns {Scenario}
 */
export const withSample = (scenario, sample) => (sample && lacksAnswer(scenario) ? { ...scenario, backend: sample } : scenario);

/**
 * Every case of a method: its own answer, its cases, and the derived ones that are not named like them.
 * @param {Scenario} scenario
 * @param {{ name: string, backend: NonNullable<Scenario["backend"]> }[]} derived
 * @returns {Scenario}
 */
export function withDerived(scenario, derived) {
  const own = scenario.cases ?? [];
  const names = new Set(own.map(({ name }) => name));
  return {
    ...scenario,
    cases: [...own, ...derived.filter(({ name }) => !names.has(name)).map(({ name, backend }) => ({ name, backend }))],
  };
}
