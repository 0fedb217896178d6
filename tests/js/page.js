/* Stand-ins for what a browser gives: elements as plain objects, storage, and time that a test turns on. */

/** An element as far as lib/dom.js makes one; `children` holds elements and texts. */
export class StandIn {
  constructor(name) {
    this.name = name;
    this.children = [];
    this.attributes = {};
    this.classList = { list: [], add: (...names) => this.classList.list.push(...names) };
    this.hidden = false;
    this.onclick = null;
    this.text = "";
    this.written = 0;
  }
  append(...children) {
    this.children.push(...children);
  }
  setAttribute(name, value) {
    this.attributes[name] = value;
  }
  get textContent() {
    return this.text || this.children.map((child) => (typeof child === "string" ? child : child.textContent)).join("");
  }
  set textContent(text) {
    this.written += 1;
    this.text = text;
    this.children = [];
  }
}

/** A storage with room for so many characters; `isClosed`: the browser lets nobody in. */
export function createStorage({ room = Infinity, isClosed = false } = {}) {
  const kept = new Map();
  const use = (run) => {
    if (isClosed) throw new Error("SecurityError");
    return run();
  };
  return {
    kept,
    getItem: (key) => use(() => kept.get(key) ?? null),
    removeItem: (key) => use(() => void kept.delete(key)),
    setItem(key, text) {
      use(() => {
        const others = [...kept].filter(([name]) => name !== key).reduce((sum, [, value]) => sum + value.length, 0);
        if (others + text.length > room) throw new Error("QuotaExceededError");
        kept.set(key, text);
      });
    },
  };
}

/** Puts `values` into the global object until the test `t` ends. */
export function provide(t, values) {
  for (const [name, value] of Object.entries(values)) {
    const before = Object.getOwnPropertyDescriptor(globalThis, name);
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
    t.after(() => (before ? Object.defineProperty(globalThis, name, before) : Reflect.deleteProperty(globalThis, name)));
  }
}

/** What the page listens for, to be fired by hand: {listeners, addEventListener}. */
export function createEvents() {
  const listeners = {};
  return { listeners, addEventListener: (name, listener) => void (listeners[name] = listener) };
}

/**
 * A server that gives `answers` in turn: a document; `{status, document, headers}` for a refusal; an Error where none comes.
 * `asked`: the questions; `hold()` keeps them waiting until `release()`; `settled()`: once all that could happen has happened.
 */
export function createServer(answers) {
  const asked = [];
  let gate = Promise.resolve();
  let open = () => {};
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return {
    asked,
    async fetch(url, options) {
      asked.push({ url, ...options });
      const answer = answers[asked.length - 1];
      await gate;
      if (options.signal?.aborted) throw new Error("AbortError");
      if (answer instanceof Error) throw answer;
      const { status = 200, document = answer, headers = {} } = "document" in answer ? answer : {};
      return new Response(document === null ? "no JSON" : JSON.stringify(document), { status, headers });
    },
    hold: () => void (gate = new Promise((resolve) => (open = resolve))),
    async release() {
      open();
      gate = Promise.resolve();
      await settled();
    },
    settled,
  };
}

/** An editor that holds a text, with its undo history as the list of the texts before; `told`: the last diagnostics that it was shown. */
function createEditor() {
  let state = { text: "", past: [] };
  const editor = {
    told: null,
    text: () => state.text,
    isEmpty: () => state.text === "",
    type: (text) => void (state = { text, past: [...state.past, state.text] }),
    past: () => state.past,
    load: (text) => void (state = { text, past: [] }),
    snapshot: () => state,
    restore: (kept) => void (state = kept),
    showDiagnostics: (status, marks) => void (editor.told = { status, marks }),
  };
  return editor;
}

/** The two panes that hold a Scenario's texts: a template, and what the backend answered. */
export function createPanes() {
  const template = { editor: createEditor(), load: (text) => template.editor.load(text), updateLineEnds() {} };
  let envelope = { status: 200, header: {} };
  const backend = {
    editor: createEditor(),
    update: ({ status, header }) => void (envelope = { status, header }),
    answered: () => envelope,
    updateLineEnds() {},
  };
  return { template, backend };
}

/** `request`, answered soon, as IndexedDB does. */
function later(run, request = {}) {
  Promise.resolve().then(() => {
    try {
      request.result = run();
      request.onsuccess?.();
    } catch (error) {
      request.error = error;
      request.onerror?.();
    }
  });
  return request;
}

/** An object store over a Map; `full`: nothing can be put. */
function createStore(keyPath, full) {
  const kept = new Map();
  const keyOf = (value) => JSON.stringify([keyPath].flat().map((name) => value[name]));
  const within = ([id]) => [...kept].filter(([key]) => JSON.parse(key)[0] === id);
  return {
    kept,
    put: (value) =>
      later(() => {
        if (full()) throw new Error("QuotaExceededError");
        kept.set(keyOf(value), JSON.parse(JSON.stringify(value)));
      }),
    get: (id) => later(() => kept.get(JSON.stringify([id]))),
    getAll: (range) => later(() => (range ? within(range.lower) : [...kept]).map(([, value]) => value)),
    delete: (key) =>
      later(() =>
        typeof key === "string" ? kept.delete(JSON.stringify([key])) : within(key.lower).forEach(([each]) => kept.delete(each)),
      ),
  };
}

/** IndexedDB as far as the stores use it: {stores, fill()}. */
export function provideDatabase(t) {
  let isFull = false;
  const stores = {};
  const database = {
    createObjectStore: (name, { keyPath }) => void (stores[name] = createStore(keyPath, () => isFull)),
    transaction() {
      const transaction = { objectStore: (name) => stores[name] };
      setImmediate(() => transaction.oncomplete());
      return transaction;
    },
    close() {},
  };
  /** The page says what to do with a new database right after it asks for it. */
  class Opening {
    set onupgradeneeded(upgrade) {
      this.result = database;
      if (Object.keys(stores).length === 0) upgrade();
    }
  }
  const indexedDB = { open: () => later(() => database, new Opening()) };
  provide(t, { indexedDB, IDBKeyRange: { bound: (lower, upper) => ({ lower, upper }) } });
  return { stores, fill: () => void (isFull = true) };
}
