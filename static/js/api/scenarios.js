/* The team's store: scenarios that the server keeps, with their revisions. Nothing is stored here but on the server. */

import { ask, askFor, GONE, RefusedByServer } from "./client.js";

/** @import { Changes, Deleted, Kept, NewRevision, NewScenario, Refusal, Result, Scenario, SavedList, SavedQuery, SavedRow, SavedRevision } from "../types/page" */
/** @typedef {ReturnType<typeof createCalls>} Calls */

/** Somebody saved meanwhile: `revision` is the newest one, by `author` (null: nobody was signed in), at `time`. */
export class SavedMeanwhile extends RefusedByServer {
  /** @param {Refusal & { revision: number, author: string | null, time: string }} refusal */
  constructor(refusal) {
    super(refusal);
    this.revision = refusal.revision;
    this.author = refusal.author;
    this.time = refusal.time;
  }
}

/**
 * `editKeyOf(id)`: what this browser holds of a scenario, or ""; `keepEditKey(id, key)`: what it is given of a new one. Whatever is not
 * answered is an Error with a sentence that can be shown.
 * @param {{ api: string, editKeyOf: (id: string) => string, keepEditKey: (id: string, key: string) => void }} options
 */
export function createScenarioStore({ api, editKeyOf, keepEditKey }) {
  const calls = createCalls({ root: `${api}/scenarios`, editKeyOf });
  return {
    ...reading(calls),
    ...saving(calls, keepEditKey),
    ...keeping(calls),
    /** Whether this browser can change what it says of a scenario. */
    holdsKeyOf: (/** @type {string} */ id) => editKeyOf(id) !== "",
    /**
     * Where a revision's JSON is.
     * @param {string} id
     * @param {number} revision
     */
    urlOf: (id, revision) => `${calls.urlOf(id)}/revisions/${revision}`,
  };
}

/**
 * Where scenarios are, and calls about one of them, with the key to it that this browser holds.
 * @param {{ root: string, editKeyOf: (id: string) => string }} options
 */
function createCalls({ root, editKeyOf }) {
  /** @param {string} id */
  const urlOf = (id) => `${root}/${encodeURIComponent(id)}`;
  /**
   * @param {string} id
   * @returns {Record<string, string>}
   */
  const keyOf = (id) => {
    const key = editKeyOf(id);
    return key ? { "X-Edit-Key": key } : {};
  };
  return {
    root,
    urlOf,
    keyOf,
    /**
     * @param {string} id
     * @param {string} [path]
     * @param {{ method?: string, document?: unknown }} [options]
     */
    askAbout: (id, path = "", options = {}) => askFor(urlOf(id) + path, { ...options, headers: keyOf(id) }),
  };
}

/**
 * What is asked and changes nothing.
 * @param {Calls} calls
 */
function reading({ root, askAbout }) {
  return {
    /**
     * @param {SavedQuery} query
     * @param {AbortSignal} [signal]
     * @returns {Promise<SavedList>}
     */
    list(query, signal) {
      const given = Object.entries(query).filter(([, value]) => value);
      return askFor(`${root}?${new URLSearchParams(/** @type {[string, string][]} */ (given))}`, { signal });
    },
    /**
     * The Scenario of one revision.
     * @param {string} id
     * @param {number} revision
     * @returns {Promise<Scenario>}
     */
    read: (id, revision) => askAbout(id, `/revisions/${revision}`),
    /**
     * The Result of one revision.
     * @param {string} id
     * @param {number} revision
     * @returns {Promise<Result>}
     */
    result: (id, revision) => askAbout(id, `/revisions/${revision}/result`),
    /**
     * The revisions, newest first.
     * @param {string} id
     * @returns {Promise<SavedRevision[]>}
     */
    history: async (id) => {
      const found = [];
      let page = await askAbout(id, "/revisions");
      found.push(...page.revisions);
      while (page.next !== null) {
        page = await askAbout(id, `/revisions?before=${page.next}`);
        found.push(...page.revisions);
      }
      return found;
    },
    /**
     * The newest revision.
     * @param {string} id
     * @returns {Promise<SavedRevision>}
     */
    newest: async (id) => (await askAbout(id, "/revisions?limit=1")).revisions[0],
  };
}

/**
 * What makes a revision.
 * @param {Calls} calls
 * @param {(id: string, key: string) => void} keepEditKey
 */
function saving({ root, urlOf, keyOf }, keepEditKey) {
  return {
    /**
     * `parent`: "id/n", of what it is a fork.
     * @param {NewScenario} document
     * @returns {Promise<Kept>}
     */
    async create(document) {
      const { editKey, ...made } = await askFor(root, { document });
      if (editKey) keepEditKey(made.id, editKey);
      return made;
    },
    /**
     * A new revision over `base`. Throws SavedMeanwhile where there is a newer one.
     * @param {string} id
     * @param {number} base
     * @param {NewRevision} document
     * @returns {Promise<Kept>}
     */
    async save(id, base, document) {
      const headers = { "If-Match": `"${base}"`, ...keyOf(id) };
      const { answer, refusal } = await ask(urlOf(id), { method: "PUT", document, headers });
      if (answer) return answer;
      if (refusal?.status === 412) throw new SavedMeanwhile(/** @type {any} */ (refusal));
      throw refusal ? new RefusedByServer(refusal) : new Error(GONE);
    },
  };
}

/**
 * What is done with a scenario beside its revisions.
 * @param {Calls} calls
 */
function keeping({ askAbout }) {
  return {
    /**
     * @param {string} id
     * @param {Changes} document
     * @returns {Promise<SavedRow>}
     */
    change: (id, document) => askAbout(id, "", { method: "PATCH", document }),
    /**
     * @param {string} id
     * @returns {Promise<Deleted>}
     */
    remove: (id) => askAbout(id, "", { method: "DELETE" }),
    /**
     * @param {string} id
     * @returns {Promise<SavedRow>}
     */
    restore: (id) => askAbout(id, "/restore", { method: "POST" }),
  };
}
