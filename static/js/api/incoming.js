/* Texts from elsewhere, read by the server: a Scenario, what `aws apigateway` prints, the document of an API. */

import { askFor } from "./client.js";

/** @import { ApiFound, ApiSource, Scenario } from "../types/page" */

/**
 * What is found in a document; throws an Error whose message can be shown.
 * @param {string} api
 * @param {ApiSource} source
 * @returns {Promise<ApiFound>}
 */
export async function readDocument(api, source) {
  const found = await askFor(`${api}/import`, { document: source });
  // A Scenario was only checked: its own text keeps halves of characters, which the way through the server does not.
  return found.what === "a Scenario" && isJson(source.text) ? { ...found, scenario: JSON.parse(source.text) } : found;
}

/**
 * The Scenario in a text, and what that was; throws an Error whose message can be shown.
 * @param {string} api
 * @param {string} text
 * @returns {Promise<{ scenario: Scenario, what: string }>}
 */
export const readScenario = (api, text) => readDocument(api, { text });

/** @param {string} text */
function isJson(text) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
