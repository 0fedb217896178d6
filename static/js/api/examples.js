/* The examples that the server has. */

import { askFor } from "./client.js";

/** @import { Example, Scenario } from "../types/page" */

const PAUSE = 2; // seconds between tries

/**
 * [{name, title, description}]; asks until it is answered.
 * @param {string} api
 * @returns {Promise<Example[]>}
 */
export async function fetchExamples(api) {
  for (;;) {
    try {
      return await askFor(`${api}/examples`);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 1000 * PAUSE));
    }
  }
}

/**
 * The Scenario of one; throws an Error where it does not come.
 * @param {string} api
 * @param {string} name
 * @returns {Promise<Scenario>}
 */
export const fetchExample = (api, name) => askFor(`${api}/examples/${encodeURIComponent(name)}`);
