/* The client's call that applies: that of the case in the editor, where it has its own, else the Scenario's. Plain data in and out. */

import { withCase } from "./cases.js";

/** The call, where the case at `at` (null: the Scenario's own response) is asked. */
export const requestOf = (scenario, at) => scenario.cases?.[at]?.request ?? scenario.request ?? {};

/** `scenario` with another call in the place of that one. */
export const withRequest = (scenario, at, request) =>
  scenario.cases?.[at]?.request ? withCase(scenario, at, { request }) : { ...scenario, request };

const valuesOf = (map, pick) => Object.fromEntries(Object.entries(map ?? {}).map(([name, values]) => [name, pick([values].flat())]));

/** The call's parameters as `$method.request` has them. */
export function parametersOf({ path, querystring, header }) {
  const last = (values) => values.at(-1);
  const all = (values) => values;
  return {
    path: path ?? {},
    querystring: valuesOf(querystring, last),
    header: valuesOf(header, last),
    multivaluequerystring: valuesOf(querystring, all),
    multivalueheader: valuesOf(header, all),
  };
}
