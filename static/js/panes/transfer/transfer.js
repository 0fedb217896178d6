/* How work comes in and goes out: links, files, pasted texts, the forms of other tools. */

import { createImport } from "./import.js";
import { createShare } from "./share.js";
import { fetchExample } from "../../api/examples.js";
import { readDocument } from "../../api/incoming.js";
import { readPicked } from "../../api/picked.js";
import { isApi, packIn } from "../../scenario/api-document.js";
import { BROKEN, fromHash } from "../../storage/share-link.js";
import { messageOf } from "../../lib/format.js";
import { askFor } from "../../api/client.js";

/** @import { ApiController, ApiSource, Drawer, Picked, Scenario } from "../../types/page" */

/**
 * `apis` opens the document of an API. `read()`: the Scenario in the workspace; `at()`: the case in the editor, or null; `asked()`: the same with the response in the editor,
 * whichever case that is; `load(scenario, notice?, at?)` puts another there, one undo away, with the case at `at` in the editor;
 * `loadAsExample(scenario)`: the same for one of the Examples; `onNotice(words)`: to be said; `onTooLong(words)`: what is too long for a link is offered to be saved, and whether it can be.
 * @param {{
 *   api: string, drawer: Drawer, apis: ApiController, read: () => Scenario, at: () => number | null, asked: () => Scenario,
 *   load: (scenario: Scenario, notice?: string, at?: number | null) => void, loadAsExample: (scenario: Scenario) => void,
 *   onNotice: (words: string) => void,
 *   onTooLong: (words: string) => Promise<boolean>,
 * }} options
 */
export function createTransfer({ api, drawer, apis, read, at, asked, load, loadAsExample, onNotice, onTooLong }) {
  /**
   * @param {string} as
   * @param {{ status: number, body: string }} [aws]
   * @returns {Promise<{ text: string, filename: string }>}
   */
  const exportAs = (as, aws) => askFor(`${api}/export`, { document: { as, scenario: asked(), ...(aws && { aws }) } });
  const share = createShare({ read: () => apis.pack() ?? read(), alone: read, at, exportAs, drawer, onTooLong });
  const incoming = createImport({ drawer, onText: take, onPicked: takePicked });

  /**
   * What is in a document: an API, beside whose methods a rail stands; a set of drafts, as it was kept in a file; or one Scenario.
   * @param {ApiSource} source
   * @param {string} [notice]
   * @param {number | null} [index] the case to be shown
   */
  async function take(source, notice, index) {
    const pack = packIn(source.text);
    const { operations: drafts, shown, ...document } = pack ?? { ...source, operations: [], shown: undefined };
    const found = await readDocument(api, document);
    if (pack || isApi(found, Boolean(source.name))) return apis.open(document, found, { drafts, shown, notice });
    return load(found.scenario, notice ?? `Imported ${found.what}.`, index);
  }

  /**
   * Files that were chosen or dropped: one text, or the document of an API with the files that it names.
   * @param {Picked} picked
   */
  async function takePicked(picked) {
    const [[name, text] = ["", ""]] = picked.texts;
    if (picked.texts.size === 1 && packIn(text.replace(/^\ufeff/, ""))) return take({ text: text.replace(/^\ufeff/, ""), name });
    const { path, source, found, others } = await readPicked(api, picked);
    if (!isApi(found, true)) return load(found.scenario, `Imported ${found.what}.`);
    apis.remember(source, { path, handles: picked.handles });
    return apis.open(source, found, { notice: noticeOf(found.what, others, picked.unread) });
  }

  const openLink = () => openWorkInAddress({ take, onNotice });

  /** @param {string} name */
  async function loadExample(name) {
    try {
      loadAsExample(await fetchExample(api, name));
    } catch {
      onNotice("The example can’t be loaded: the server can’t be reached.");
    }
  }

  addEventListener("hashchange", openLink);

  const tools = { before: [incoming.button, share.menu], after: [share.button] };
  return { share: share.share, tools, openLink, loadExample, import: incoming.open };
}

/**
 * Loads the work in the address, and takes it off there: a reload is for what was written since.
 * @param {{ take: (source: ApiSource, notice: string, at: number | null) => Promise<void>, onNotice: (words: string) => void }} options
 */
async function openWorkInAddress({ take, onNotice }) {
  const { hash } = location;
  try {
    const found = await fromHash(hash);
    if (found === null) return;
    await take({ text: found.text }, "Opened from the link.", found.at).catch((error) => {
      throw new Error(`${BROKEN} ${messageOf(error)}`);
    });
  } catch (error) {
    onNotice(messageOf(error));
  }
  if (location.hash === hash) history.replaceState(history.state, "", location.pathname + location.search);
}

/**
 * What is said of an opened document, of others that were there, and of files that could not be read.
 * @param {string} what
 * @param {string[]} others
 * @param {string[]} unread
 */
function noticeOf(what, others, unread) {
  const rest = others.length === 0 ? "" : ` There are other documents: ${others.join(", ")}.`;
  const lost =
    unread.length === 0 ? "" : ` Not read, being no UTF-8 or too large: ${unread.slice(0, 5).join(", ")}${unread.length > 5 ? " …" : ""}.`;
  return `Opened ${what}.${rest}${lost}`;
}
