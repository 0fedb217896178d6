/* What is behind the codes of diagnostics, as the server tells it. Each is asked for once. */

import { askFor } from "./client.js";

/** @import { Explanation, ListedExplanation } from "../types/page" */

/** @param {{ api: string }} options */
export function createExplanations({ api }) {
  /** @type {Map<string, Promise<any>>} */
  const asked = new Map();

  /**
   * @template Answer
   * @param {string} path
   * @returns {Promise<Answer>}
   */
  function once(path) {
    const found = asked.get(path) ?? askFor(`${api}${path}`);
    asked.set(path, found);
    found.catch(() => asked.delete(path));
    return found;
  }

  return {
    /** Every code with its title. @returns {Promise<ListedExplanation[]>} */
    list: () => once("/codes"),
    /**
     * @param {string} code
     * @returns {Promise<Explanation>}
     */
    get: (code) => once(`/codes/${encodeURIComponent(code)}`),
  };
}
