/* Texts from elsewhere, made into a Scenario by the server: a Scenario, what `aws apigateway` prints, OpenAPI. */

import { askFor } from "./client.js";

/** @import { Scenario } from "../types/page" */

/**
 * `{scenario, what}`; throws an Error whose message can be shown.
 * @param {string} api
 * @param {string} text
 * @returns {Promise<{ scenario: Scenario, what: string }>}
 */
export async function readScenario(api, text) {
  const found = await askFor(`${api}/import`, { document: { text } });
  // A Scenario was only checked: its own text keeps halves of characters, which the way through the server does not.
  return found.what === "a Scenario" ? { ...found, scenario: JSON.parse(text) } : found;
}
