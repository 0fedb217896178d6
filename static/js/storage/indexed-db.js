/* IndexedDB with promises: what both stores of the page, of works and of opened APIs, share. */

/**
 * @template Value
 * @param {IDBRequest<Value>} request
 * @returns {Promise<Value>}
 */
export const settled = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/**
 * A database with these stores, {name: key path}, which are made the first time.
 * @param {string} name
 * @param {Record<string, string | string[]>} stores
 * @returns {Promise<IDBDatabase>}
 */
export function openDatabase(name, stores) {
  const request = globalThis.indexedDB.open(name, 1);
  request.onupgradeneeded = () => {
    for (const [store, keyPath] of Object.entries(stores)) request.result.createObjectStore(store, { keyPath });
  };
  return settled(request);
}

/**
 * Runs `use` over two stores in one transaction, and ends once all is written. `isStrict`: and is on the disk.
 * @template Value
 * @param {{ open: () => Promise<IDBDatabase>, stores: [string, string], mode: IDBTransactionMode, isStrict?: boolean }} options
 * @param {(one: IDBObjectStore, other: IDBObjectStore) => Promise<Value>} use
 * @returns {Promise<Value>}
 */
export async function withinStores({ open, stores, mode, isStrict = false }, use) {
  const database = await open();
  try {
    const transaction = database.transaction(stores, mode, { durability: isStrict ? "strict" : "default" });
    const done = new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve(undefined);
      transaction.onabort = () => reject(transaction.error);
    });
    done.catch(() => undefined); // `use` may fail before
    const [one, other] = stores;
    const value = await use(transaction.objectStore(one), transaction.objectStore(other));
    await done;
    return value;
  } finally {
    database.close();
  }
}
