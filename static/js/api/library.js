/* The folder of Scenarios that the site offers, read-only. */

import { isScenario } from "../scenario/validate.js";
import { askFor } from "./client.js";

/** @import { LibraryEntry, Scenario } from "../types/page" */

/** @param {{ api: string }} options */
export function createLibrary({ api }) {
  return {
    /**
     * By the names of their files.
     * @returns {Promise<LibraryEntry[]>}
     */
    list: async () => (await askFor(`${api}/library`)).scenarios,
    /**
     * The Scenario of a file. Throws an Error where it holds none.
     * @param {string} name
     * @returns {Promise<Scenario>}
     */
    async read(name) {
      const found = await askFor(`${api}/library/${name.split("/").map(encodeURIComponent).join("/")}`);
      if (isScenario(found)) return found;
      throw new Error(`\`${name}\` holds no Scenario.`);
    },
  };
}
