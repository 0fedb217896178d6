/* The examples that the server has. */

import { askFor } from "./client.js";

const PAUSE = 2; // seconds between tries

/** [{name, title, description}]; asks until it is answered. */
export async function fetchExamples(api) {
  for (;;) {
    try {
      return await askFor(`${api}/examples`);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 1000 * PAUSE));
    }
  }
}

/** The Scenario of one; throws an Error where it does not come. */
export const fetchExample = (api, name) => askFor(`${api}/examples/${encodeURIComponent(name)}`);
