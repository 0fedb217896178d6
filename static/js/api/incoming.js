/* Texts from elsewhere, made into a Scenario by the server: a Scenario, what `aws apigateway` prints, OpenAPI. */

import { askTool } from "./client.js";

/** `{scenario, what}`; throws an Error whose message can be shown. */
export async function readScenario(api, text) {
  const found = await askTool(`${api}/import`, { text });
  // A Scenario was only checked: its own text keeps halves of characters, which the way through the server does not.
  return found.what === "a Scenario" ? { ...found, scenario: JSON.parse(text) } : found;
}
