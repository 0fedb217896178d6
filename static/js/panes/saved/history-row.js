/* One revision of a saved scenario in its history, and what can be done with it. */

import { reach } from "../../api/client.js";
import { h } from "../../lib/dom.js";
import { copyText, fileName, saveFile } from "../../lib/files.js";
import { messageOf } from "../../lib/format.js";
import { sinceThen } from "../../lib/saved-words.js";
import { difference } from "./difference.js";
import { copyLink } from "./link.js";
import { openRevision } from "./revision.js";

/** @import { Saved, SavedParts, SavedRevision } from "../../types/page" */

/**
 * @param {SavedParts} parts
 * @param {Saved} saved
 * @param {SavedRevision} one
 * @param {{ newest: number, needsKey: boolean }} options
 */
export function revisionRow(parts, saved, one, { newest, needsKey }) {
  const { revision, author, time, note, forks } = one;
  const shown = h("div.saved-shown");
  const who = [author, sinceThen(time), revision === saved.shown ? "on the page" : ""].filter(Boolean).join(" · ");
  const acts = actsOf(parts, { saved, revision, newest, shown });
  return h(
    "li.saved-revision",
    {},
    h("p", {}, h("strong", {}, `Revision ${revision}`), ` · ${who}`, note && h("span.saved-note", {}, ` ${note}`)),
    h(
      "p.saved-acts",
      {},
      ...acts.map(([words, run]) =>
        h("button.link", { type: "button", ariaLabel: `${words}, revision ${revision}`, onclick: () => run() }, words),
      ),
      ...(needsKey ? savers(parts, saved, revision) : links(parts, saved, revision)),
      ...forks.map((id, at) => h("a.link", { href: `/s/${id}` }, `fork ${at + 1}`)),
    ),
    shown,
  );
}

/**
 * Where its JSON and its Result are.
 * @param {SavedParts} parts
 * @param {Saved} saved
 * @param {number} revision
 */
function links({ store }, saved, revision) {
  const url = store.urlOf(saved.id, revision);
  return [
    h("a.link", { href: url, target: "_blank", ariaLabel: `JSON of revision ${revision}` }, "JSON"),
    h("a.link", { href: `${url}/result`, target: "_blank", ariaLabel: `Result of revision ${revision}` }, "Result"),
  ];
}

/**
 * The same as files, where following a link would bring no key and find nothing.
 * @param {SavedParts} parts
 * @param {Saved} saved
 * @param {number} revision
 */
function savers({ drawer, store }, saved, revision) {
  /** @type {[string, () => Promise<unknown>][]} */
  const both = [
    ["JSON", () => store.read(saved.id, revision)],
    ["Result", () => store.result(saved.id, revision)],
  ];
  return both.map(([words, read]) => {
    const name = `${fileName(saved.title)}-${revision}${words === "JSON" ? "" : "-result"}.json`;
    const save = () =>
      read().then(
        (found) => saveFile(name, `${JSON.stringify(found, null, 2)}\n`),
        (error) => drawer.say(messageOf(error), true),
      );
    return h("button.link", { type: "button", ariaLabel: `${words} of revision ${revision}`, onclick: () => void save() }, words);
  });
}

/**
 * What can be done with a revision; `shown` takes what it shows.
 * @param {SavedParts} parts
 * @param {{ saved: Saved, revision: number, newest: number, shown: HTMLElement }} of
 * @returns {[words: string, run: () => unknown][]}
 */
function actsOf(parts, { saved, revision, newest, shown }) {
  const { drawer, me, canEmbed } = parts;
  const failed = (/** @type {unknown} */ error) => drawer.say(messageOf(error), true);
  const open = () => openRevision({ ...parts, id: saved.id, title: saved.title, shown: revision }).then(() => drawer.close());
  const canRestore = revision !== newest && me.rights.includes("change");
  /** @type {[boolean, string, () => unknown][]} */
  const acts = [
    [true, "open", () => open().catch(failed)],
    [true, "compare with mine", () => compare(parts, saved, revision, shown).catch(failed)],
    [canRestore, "restore", () => restore(parts, saved, revision, newest).catch(failed)],
    [true, "copy link to this revision", () => copyLink(parts, { id: saved.id, shown: revision })],
    [canEmbed, "copy embed code", () => copyEmbed(parts, saved, revision).catch(failed)],
  ];
  return acts.filter(([can]) => can).map(([, words, run]) => [words, run]);
}

/**
 * Shows what is different, or takes it away again.
 * @param {SavedParts} parts
 * @param {Saved} saved
 * @param {number} revision
 * @param {HTMLElement} shown
 */
async function compare({ store, work }, saved, revision, shown) {
  if (shown.childElementCount) return shown.replaceChildren();
  const { element, words } = difference(await store.read(saved.id, revision), work.scenario());
  return shown.replaceChildren(h("p.meta", {}, `revision ${revision} → mine: ${words}`), element);
}

/**
 * An old revision is saved again, as the newest.
 * @param {SavedParts} parts
 * @param {Saved} saved
 * @param {number} revision
 * @param {number} newest
 */
async function restore({ drawer, store, work, me }, saved, revision, newest) {
  const scenario = await store.read(saved.id, revision);
  const made = await store.save(saved.id, newest, { scenario, note: `Revision ${revision} again.` });
  const next = { id: saved.id, title: saved.title, revision: made.revision, shown: made.revision, author: me.name };
  work.load(scenario, { ...next, time: new Date().toISOString() }, `Revision ${revision} is back, as revision ${made.revision}.`);
  drawer.close();
}

/**
 * @param {SavedParts} parts
 * @param {Saved} saved
 * @param {number} revision
 */
async function copyEmbed({ drawer, work }, saved, revision) {
  const address = `${location.origin}/s/${saved.id}/${revision}/embed`;
  if (!(await reach(address, { method: "HEAD", credentials: "omit", redirect: "error" })))
    return drawer.say("A frame shows what everybody may see, and this is private: say first who else may see it.", true);
  const code = `<iframe src="${address}" title="Mapping template" width="100%" height="480"></iframe>`;
  if (await copyText(code)) return work.say("Embed code copied.");
  return drawer.say(code);
}
