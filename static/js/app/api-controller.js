/* What is done with an opened API: turns to its methods, checks them, reads its document anew. Between the workspace and the rail. */

import { ask } from "../api/client.js";
import { readDocument } from "../api/incoming.js";
import { createRail } from "../panes/rail/rail.js";
import { changedOf, firstOf, lacksAnswer, openedApi, packOf, withDrafts, withSample } from "../scenario/api-document.js";
import { keepApi, keepDraftOf } from "../storage/api-store.js";
import { chosenFor } from "../scenario/picked-document.js";
import { createChecks } from "./api-checks.js";
import { createOpenedApi } from "./opened-api.js";
import { createWriteBack } from "./write-back.js";

/**
 * @import {
 *   ApiDocument, ApiFound, ApiSource, Drawer, Events, HistoryRecorder, Picked, Scenario, Snapshot, UndoStack, Workspace
 * } from "../types/page"
 */
/** @typedef {{ events: Events, workspace: Workspace, undoStack: UndoStack, historyRecorder: HistoryRecorder }} Page */

const GONE = "The other methods of this API are not kept by this browser any more: this one is.";
const SAMPLE = " The answer is a sample.";
const FULL = "This API is too large to be kept by the browser: a reload loses its other methods.";
const newId = () => Math.random().toString(36).slice(2);

/**
 * `api`: where the server's is.
 * @param {Page & { api: string, drawer: Drawer }} options
 */
export function createApiController({ api: server, drawer, ...page }) {
  const { events, workspace } = page;
  const opened = createOpenedApi({ workspace });
  const checks = createChecks({ server, opened, rail: () => rail });
  const methods = createMethods({ ...page, opened });
  const samples = createSamples({ ...page, server });
  const rail = createRail({
    drawer,
    onPick: methods.pick,
    onCheckAll: checks.run,
    onCancel: checks.cancel,
    onParameters: (parameters) => reader.readAgain({ parameters }),
    onWriteBack: () => void writeBack.run(),
    onFiles: (picked) => reader.readWith(picked),
  });
  const reader = createReader({ ...page, server, opened });
  const writeBack = createWriteBack({ server, drawer, current: opened.current, readAgain: reader.readAgain });

  /** What stands beside the work: the API that it is a method of. */
  async function follow() {
    const here = workspace.api();
    samples.fill();
    if (here && here.id === opened.get()?.id) return rail.turnTo(here.at);
    const found = here && (await opened.find(here.id));
    if (workspace.api()?.id !== here?.id) return undefined; // it is another one meanwhile
    checks.forget();
    methods.forget();
    if (here && found?.operations[here.at]) opened.use(found);
    else opened.close();
    if (here && !opened.get()) forgetApi(page);
    return rail.show(opened.get(), here?.at ?? 0);
  }

  events.on("load", follow);
  events.on("change", () => {
    const here = opened.place();
    if (here) checks.forgetOne(here.at);
  });
  onLeaving(opened.keepDraft);

  return {
    element: rail.element,
    open: reader.open,
    readAgain: reader.readAgain,
    remember: writeBack.remember,
    /** The opened API with all drafts; null where the work is no method of one. */
    opened: () => (opened.place() ? opened.current() : null),
    /** The same as one document, for a file or a link. */
    pack: () => packed(opened),
    /** The work of an earlier visit is in the workspace. */
    start: follow,
  };
}

/** @param {ReturnType<typeof createOpenedApi>} opened */
function packed(opened) {
  const [api, here] = [opened.current(), opened.place()];
  return api && here ? packOf(api, here.name) : null;
}

/**
 * Turns from one method to another; what was written in the one before stays with it, and the editors' undo histories as well.
 * @param {Page & { opened: ReturnType<typeof createOpenedApi> }} options
 */
function createMethods({ events, workspace, historyRecorder, opened }) {
  /** @type {Map<number, { text: string, snapshot: Snapshot }>} */
  const states = new Map(); // of the methods that were in the editors, with what was written then

  /** @param {number} at */
  function pick(at) {
    const api = opened.get();
    const here = opened.place();
    if (!api || here?.at === at) return;
    opened.keepDraft();
    historyRecorder.leave();
    if (here) states.set(here.at, { text: JSON.stringify(workspace.scenario()), snapshot: workspace.snapshot() });
    const work = opened.workOf(opened.get() ?? api, at);
    const state = states.get(at);
    if (state?.text === JSON.stringify(work.scenario)) workspace.restore(state.snapshot);
    else workspace.load(work);
    events.emit("load");
  }

  return { pick, forget: () => states.clear() };
}

/**
 * A method that comes without an answer gets a sample of what its action answers, so that more than its request side is seen.
 * @param {Page & { server: string }} options
 */
function createSamples({ server, workspace, undoStack, events }) {
  async function fill() {
    const here = workspace.api();
    const scenario = workspace.scenario();
    if (!here || !lacksAnswer(scenario)) return;
    const text = JSON.stringify(scenario);
    const { answer } = await ask(`${server}/variants`, { document: { ...scenario, cases: [] } });
    if (!answer?.sample || workspace.api() !== here || JSON.stringify(workspace.scenario()) !== text) return;
    workspace.load({ ...workspace.toDocument(), scenario: withSample(scenario, answer.sample) });
    const said = undoStack.notice();
    undoStack.say({ ...said, notice: `${said.notice?.replace(SAMPLE, "") ?? ""}${SAMPLE}` });
    events.emit("change");
  }

  return { fill };
}

/**
 * Takes documents in.
 * @param {Page & { server: string, opened: ReturnType<typeof createOpenedApi> }} options
 */
function createReader({ server, opened, ...page }) {
  /**
   * Opens what was found in a document; the work before is one undo away. `drafts`: of its methods, by their names; `shown`: the name of
   * the one to begin with.
   * @param {ApiSource} source
   * @param {ApiFound} found
   * @param {{ drafts?: { name: string, scenario: Scenario }[], shown?: string, notice?: string }} [options]
   */
  async function open(source, found, { drafts = [], shown, notice = `Opened ${found.what}.` } = {}) {
    const named = found.operations.findIndex(({ name }) => name === shown);
    const at = named < 0 ? firstOf(found) : named;
    opened.keepDraft();
    const read = openedApi(newId(), source, found);
    const api = withDrafts(read, drafts);
    opened.know(api);
    page.undoStack.load(opened.workOf(api, at), notice);
    if (!(await keepAll(read, api))) say(page, FULL);
  }

  /**
   * Reads the document anew, with other companions or other values for what is open; drafts that were changed stay. Throws an Error whose
   * message can be shown.
   * @param {Partial<ApiSource>} more
   */
  async function readAgain(more) {
    const before = /** @type {ApiDocument} */ (opened.current());
    const source = { ...before.source, ...more };
    const found = await readDocument(server, source);
    await open(source, found, { drafts: changedOf(before), shown: opened.place()?.name, notice: "Read again." });
  }

  /** @param {Picked} picked */
  async function readWith({ texts }) {
    const { source, missingFiles } = /** @type {ApiDocument} */ (opened.current());
    const chosen = chosenFor(texts, missingFiles);
    if (Object.keys(chosen).length === 0) throw new Error("None of these is a file that the document names.");
    await readAgain({ files: { ...source.files, ...chosen } });
  }

  return { open, readAgain, readWith };
}

/**
 * Keeps an API as it was read, and the drafts that differ. False where the browser has no room for them.
 * @param {ApiDocument} read
 * @param {ApiDocument} api
 */
async function keepAll(read, api) {
  if (!(await keepApi(read))) return false;
  const changed = api.operations.flatMap(({ scenario }, at) => (scenario === read.operations[at].scenario ? [] : [{ at, scenario }]));
  const kept = await Promise.all(changed.map(({ at, scenario }) => keepDraftOf(api.id, at, scenario)));
  return kept.every(Boolean);
}

/**
 * The work is a method of an API that is not there any more.
 * @param {Page} page
 */
function forgetApi(page) {
  page.workspace.setApi(null);
  say(page, GONE);
}

/**
 * @param {Pick<Page, "undoStack" | "events">} page
 * @param {string} notice
 */
function say({ undoStack, events }, notice) {
  undoStack.say({ notice });
  events.emit("notice");
}

/**
 * Runs `keep` where the tab may be gone the next moment.
 * @param {() => void} keep
 */
function onLeaving(keep) {
  addEventListener("pagehide", keep);
  addEventListener("visibilitychange", () => document.visibilityState === "hidden" && keep());
}
