/* The client's call that applies: that of the case in the editor, where it has its own, else the Scenario's. Plain data in and out. */

import { put } from "../lib/json-pointer.js";
import { caseAt, withCase } from "./cases.js";

/** @import { Call, CallChange, Scenario, Values } from "../types/page" */

/**
 * The call, where the case at `at` (null: the Scenario's own response) is asked.
 * @param {Scenario} scenario
 * @param {number | null} at
 * @returns {Call}
 */
export const requestOf = (scenario, at) => caseAt(scenario, at)?.request ?? scenario.request ?? {};

/**
 * `scenario` with another call in the place of that one.
 * @param {Scenario} scenario
 * @param {number | null} at
 * @param {Call} request
 * @returns {Scenario}
 */
export const withRequest = (scenario, at, request) =>
  at !== null && caseAt(scenario, at)?.request ? withCase(scenario, at, { request }) : { ...scenario, request };

/**
 * `scenario` with the change of the call that a diagnostic has.
 * @param {Scenario} scenario
 * @param {number | null} at
 * @param {CallChange} change
 * @returns {Scenario}
 */
export function withCallChange(scenario, at, { where, text }) {
  if (!where.startsWith("/request/")) return put(scenario, where, text);
  return withRequest(scenario, at, put({ request: requestOf(scenario, at) }, where, text).request);
}

/**
 * @param {Values | undefined} map
 * @param {(values: string[]) => string | string[]} pick
 */
const valuesOf = (map, pick) => Object.fromEntries(Object.entries(map ?? {}).map(([name, values]) => [name, pick([values].flat())]));

/**
 * The call's parameters as `$method.request` has them.
 * @param {Call} call
 */
export function parametersOf({ path, querystring, header }) {
  /** @param {string[]} values */
  const last = (values) => values.at(-1) ?? "";
  /** @param {string[]} values */
  const all = (values) => values;
  return {
    path: path ?? {},
    querystring: valuesOf(querystring, last),
    header: valuesOf(header, last),
    multivaluequerystring: valuesOf(querystring, all),
    multivalueheader: valuesOf(header, all),
  };
}
