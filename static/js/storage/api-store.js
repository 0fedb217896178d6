/*
 * The APIs that were opened, kept by the browser for its next visit: the document once, and each method's draft by itself, so that an edit
 * writes little. They are in IndexedDB, for documents may be larger than what the other storage takes.
 */

import { openDatabase, settled, withinStores } from "./indexed-db.js";

/** @import { ApiDocument, Scenario } from "../types/page" */

const NAME = "playground.apis";
const APIS = "apis";
const DRAFTS = "drafts";
const MOST = 8; // APIs; the oldest go

/**
 * Runs `use` over both stores, and ends once all is written.
 * @template Value
 * @param {IDBTransactionMode} mode
 * @param {(apis: IDBObjectStore, drafts: IDBObjectStore) => Promise<Value>} use
 */
const within = (mode, use) =>
  withinStores({ open: () => openDatabase(NAME, { [APIS]: "id", [DRAFTS]: ["id", "at"] }), stores: [APIS, DRAFTS], mode }, use);

/** @param {string} id */
const draftsOf = (id) => globalThis.IDBKeyRange.bound([id, 0], [id, Number.MAX_SAFE_INTEGER]);

/**
 * Keeps an API as it was read. False where the browser has no room for it, or lets nobody in.
 * @param {ApiDocument} api
 */
export async function keepApi(api) {
  try {
    await within("readwrite", async (apis, drafts) => {
      await settled(
        apis.put({ ...api, operations: api.operations.map(({ imported, ...one }) => ({ ...one, scenario: imported })), time: Date.now() }),
      );
      await settled(drafts.delete(draftsOf(api.id)));
      const all = await settled(apis.getAll());
      const old = all.sort((one, other) => other.time - one.time).slice(MOST);
      await Promise.all(old.flatMap(({ id }) => [settled(apis.delete(id)), settled(drafts.delete(draftsOf(id)))]));
    });
    return true;
  } catch {
    return false;
  }
}

/**
 * Keeps the draft of a method. False where there is no room.
 * @param {string} id
 * @param {number} at
 * @param {Scenario} scenario
 */
export async function keepDraftOf(id, at, scenario) {
  try {
    await within("readwrite", (_, drafts) => settled(drafts.put({ id, at, scenario })));
    return true;
  } catch {
    return false;
  }
}

/**
 * The API with its drafts; null where it is not there any more.
 * @param {string} id
 * @returns {Promise<ApiDocument | null>}
 */
export async function readApi(id) {
  try {
    return await within("readonly", async (apis, drafts) => {
      const [kept, written] = await Promise.all([settled(apis.get(id)), settled(drafts.getAll(draftsOf(id)))]);
      if (!kept) return null;
      const byPlace = new Map(written.map(({ at, scenario }) => [at, scenario]));
      const operations = kept.operations.map((/** @type {any} */ one, /** @type {number} */ at) => ({
        ...one,
        imported: one.scenario,
        scenario: byPlace.get(at) ?? one.scenario,
      }));
      return { ...kept, operations };
    });
  } catch {
    return null;
  }
}
