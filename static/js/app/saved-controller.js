/* The team's store on the page: what the bar has of it, the address, and whether somebody saved meanwhile. Its panes are loaded when wanted. */

import { createLibrary } from "../api/library.js";
import { createScenarioStore } from "../api/scenarios.js";
import { newerWords, savedWords } from "../lib/saved-words.js";
import { createSavedTools } from "../panes/saved-tools.js";
import { editKeyOf, keepEditKey } from "../storage/edit-keys.js";
import { keepOpened } from "../storage/opened.js";

/** @import { Drawer, Events, Me, SavedWork, ScenarioStore } from "../types/page" */

const PAUSE = 300; // milliseconds after a change
const CHECK = 30_000; // milliseconds between two questions whether somebody saved
const PATIENCE = 3_000; // milliseconds that a key pressed early waits until it is known who asks
const MISSING = "Nothing that you may see is saved at this address.";
const LOST = "This part of the page can’t be loaded: the server can’t be reached.";

/**
 * `hasStore`, `hasLibrary`: the server says that there is one. `canEmbed`: a revision may be shown in other sites' frames.
 * @param {{
 *   api: string, hasStore: boolean, hasLibrary: boolean, canEmbed: boolean, events: Events, work: SavedWork, drawer: Drawer,
 * }} options
 */
export function createSavedController({ api, hasStore, hasLibrary, canEmbed, events, work, drawer }) {
  const library = hasLibrary ? createLibrary({ api }) : null;
  const store = createScenarioStore({ api, editKeyOf, keepEditKey });
  const tools = createSavedTools({
    onOpen: () => show((panes) => panes.open()),
    onSave: () => show((panes) => panes.save()),
    onStatus: () => show((panes) => (work.newer() ? panes.conflict() : panes.history())),
  });
  /** @type {Me | null} */
  let me = null;
  const asked = location.pathname;
  /** @type {(value?: unknown) => void} */
  let tell = () => {};
  const known = new Promise((resolve) => (tell = resolve));
  const update = () => hasStore && showSaved({ work, tools });

  /** @param {(panes: import("../types/page").SavedPanes) => void} run */
  async function show(run) {
    if (!me) return;
    const loaded = await import("../panes/saved/saved.js").catch(() => null);
    if (loaded) run(loaded.createSavedPanes({ me, drawer, hasStore, store, library, work, canEmbed }));
    else work.say(LOST);
  }

  const later = debounced(update);
  events.on("change", later);
  events.on("kept", update);

  return {
    tools,
    /** Whether the work can be saved: told once it is known who asks, which right after the page's start it is not. */
    async canSave() {
      if (!hasStore) return false;
      if (!me) await Promise.race([known, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
      return me?.rights.includes("create") ?? false;
    },
    /** @param {string} [why] said beside it */
    save: (why) => void show((panes) => panes.save(why)),
    /**
     * Shows what one who asks may do.
     * @param {Me} found
     */
    start(found) {
      me = found;
      tell();
      tools.show({ canOpen: me.rights.includes("list"), canSave: hasStore && me.rights.includes("create") });
      if (!hasStore) return;
      openOwn({ store, work }, asked);
      update();
      watchRevisions({ store, work });
    },
  };
}

/**
 * What the address names and the server does not show to everybody may be this browser's own.
 * @param {{ store: ScenarioStore, work: SavedWork }} parts
 * @param {string} path
 */
async function openOwn({ store, work }, path) {
  const [, id, shown] = /^\/s\/(\w+)(?:\/(\d+))?$/.exec(path) ?? [];
  if (!id || work.saved()?.id === id) return;
  try {
    const { openRevision } = await import("../panes/saved/saved.js");
    await openRevision({ store, work, id, shown: Number(shown) });
  } catch {
    work.say(MISSING);
  }
}

/**
 * Which revision the work is, in the address and in the bar.
 * @param {{ work: SavedWork, tools: ReturnType<typeof createSavedTools> }} parts
 */
function showSaved({ work, tools }) {
  const [saved, newer] = [work.saved(), work.newer()];
  showAddress(saved ? `/s/${saved.id}${saved.shown === saved.revision ? "" : `/${saved.shown}`}` : "/");
  if (!saved) return tools.say("", false);
  if (newer) return tools.say(newerWords(newer), true);
  keepOpened({ id: saved.id, title: saved.title, time: Date.now() });
  return tools.say(savedWords(saved, work.isChanged()), false);
}

/**
 * Asks now and then, while the tab is in sight, whether somebody saved a newer revision.
 * @param {{ store: ScenarioStore, work: SavedWork }} parts
 */
function watchRevisions({ store, work }) {
  let asked = -Infinity; // when it was asked last

  async function check() {
    const saved = work.saved();
    if (!saved || document.visibilityState === "hidden" || performance.now() - asked < CHECK / 10) return;
    asked = performance.now();
    const newest = await store.newest(saved.id).catch(() => null);
    if (newest && work.saved()?.id === saved.id) work.know(newest);
  }

  check();
  addEventListener("visibilitychange", check);
  setInterval(check, CHECK);
}

/** @param {string} path */
function showAddress(path) {
  if (location.pathname !== path && location.hash === "") history.replaceState(history.state, "", path);
}

/** @param {() => void} run */
function debounced(run) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(run, PAUSE);
  };
}
