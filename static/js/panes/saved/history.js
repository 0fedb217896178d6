/* The history of a saved scenario: its revisions, and what can be done with each; its tags, who may see it, and its end. */

import { h } from "../../lib/dom.js";
import { copyText } from "../../lib/files.js";
import { messageOf } from "../../lib/format.js";
import { sinceThen } from "../../lib/saved-words.js";
import { difference } from "./difference.js";
import { copyLink } from "./link.js";
import { openRevision } from "./revision.js";

/** @import { Saved, SavedParts, SavedRevision } from "../../types/page" */

/** @param {SavedParts} parts */
export async function showHistory(parts) {
  const { drawer, store, work, me } = parts;
  const saved = work.saved();
  if (!saved) return;
  const list = h("ol.saved-list");
  const head = h(
    "div.drawer-row",
    {},
    h("button.button", { type: "button", onclick: () => copyLink(parts, { id: saved.id }) }, "Copy link"),
    h("button.button", { type: "button", onclick: () => parts.panes.fork(saved) }, "Save as a fork"),
  );
  drawer.open(`History of ${saved.title}`, head, list);
  if (me.name !== null || store.holdsKeyOf(saved.id)) {
    head.append(h("button.button", { type: "button", onclick: () => parts.panes.details(saved) }, "Tags, visibility, delete"));
  }
  try {
    const revisions = await store.history(saved.id);
    list.replaceChildren(...revisions.map((one) => toRow(parts, saved, one, revisions[0].revision)));
  } catch (error) {
    drawer.say(messageOf(error), true);
  }
}

/**
 * @param {SavedParts} parts
 * @param {Saved} saved
 * @param {SavedRevision} one
 * @param {number} newest
 */
function toRow(parts, saved, one, newest) {
  const { drawer, store, work, canEmbed } = parts;
  const { revision, author, time, note, forks } = one;
  const url = store.urlOf(saved.id, revision);
  const shown = h("div.saved-shown");
  const failed = (/** @type {unknown} */ error) => drawer.say(messageOf(error), true);
  /** @type {[string, () => unknown][]} */
  const acts = [
    [
      "open",
      () =>
        openRevision({ ...parts, id: saved.id, title: saved.title, shown: revision })
          .then(() => drawer.close())
          .catch(failed),
    ],
    ["compare with mine", compare],
    ...(revision === newest
      ? []
      : [/** @type {[string, () => unknown]} */ (["restore", () => restore(parts, saved, revision, newest).catch(failed)])]),
    ["copy link to this revision", () => copyLink(parts, { id: saved.id, shown: revision })],
    ...(canEmbed ? [/** @type {[string, () => unknown]} */ (["copy embed code", () => copyEmbed(parts, saved, revision)])] : []),
  ];

  async function compare() {
    if (shown.childElementCount) return shown.replaceChildren();
    try {
      const { element, words } = difference(await store.read(saved.id, revision), work.scenario());
      return shown.replaceChildren(h("p.meta", {}, `revision ${revision} → mine: ${words}`), element);
    } catch (error) {
      return failed(error);
    }
  }

  const who = [author, sinceThen(time), revision === saved.shown ? "on the page" : ""].filter(Boolean).join(" · ");
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
      h("a.link", { href: url, target: "_blank", ariaLabel: `JSON of revision ${revision}` }, "JSON"),
      h("a.link", { href: `${url}/result`, target: "_blank", ariaLabel: `Result of revision ${revision}` }, "Result"),
      ...forks.map((id, at) => h("a.link", { href: `/s/${id}` }, `fork ${at + 1}`)),
    ),
    shown,
  );
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
  const code = `<iframe src="${location.origin}/s/${saved.id}/${revision}/embed" title="Mapping template" width="100%" height="480"></iframe>`;
  if (await copyText(code)) return work.say("Embed code copied.");
  return drawer.say(code);
}
