/*
 * The works of this browser's tabs, kept until the next visit. They are in IndexedDB, whose writes can be asked to be on the disk before they
 * count: what goes into localStorage is there only seconds later, and lost where the browser is killed before.
 */

import { openDatabase, settled, withinStores } from "./indexed-db.js";

/** @import { StoredWork, Works } from "../types/page" */

const NAME = "playground.works";
const WORKS = "works";
const UNDO = "undo"; // what can be undone to: large, and the same while one types
const MOST = 8; // tabs that are gone; the oldest go

/**
 * Runs `use` over both stores, and ends once all is written, on the disk where it is asked to be.
 * @template Value
 * @param {IDBTransactionMode} mode
 * @param {(works: IDBObjectStore, undo: IDBObjectStore) => Promise<Value>} use
 */
const within = (mode, use) =>
  withinStores({ open: () => openDatabase(NAME, { [WORKS]: "id", [UNDO]: "id" }), stores: [WORKS, UNDO], mode, isStrict: true }, use);

/**
 * Keeps the work of a tab, and what can be undone to where that is given. False where the browser has no room, or lets nobody in.
 * @param {StoredWork} work
 * @param {Works} [works]
 */
export async function keepWork(work, works) {
  try {
    await within("readwrite", async (store, undo) => {
      await Promise.all([settled(store.put(work)), ...(works ? [settled(undo.put({ id: work.id, ...works }))] : [])]);
    });
    return true;
  } catch {
    return false;
  }
}

/**
 * The works of all tabs, the newest first, without what can be undone to.
 * @returns {Promise<any[]>}
 */
export async function readWorks() {
  try {
    const all = await within("readonly", (store) => settled(store.getAll()));
    return all.sort((one, other) => other.time - one.time);
  } catch {
    return [];
  }
}

/**
 * What can be undone to in the work of a tab, as it was kept; null where there is none.
 * @param {string} id
 * @returns {Promise<unknown>}
 */
export async function readUndo(id) {
  try {
    return (await within("readonly", (_, undo) => settled(undo.get(id)))) ?? null;
  } catch {
    return null;
  }
}

/**
 * Forgets the oldest of the works, as `readWorks` gave them.
 * @param {{ id: string }[]} works
 */
export async function forgetOldest(works) {
  const old = works.slice(MOST);
  if (old.length === 0) return;
  await within("readwrite", (store, undo) =>
    Promise.all(old.flatMap(({ id }) => [settled(store.delete(id)), settled(undo.delete(id))])),
  ).catch(() => undefined);
}
