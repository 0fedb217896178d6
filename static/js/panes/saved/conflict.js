/* Somebody saved meanwhile: what is different, and what can be done. Nothing is ever overwritten. */

import { h } from "../../lib/dom.js";
import { messageOf } from "../../lib/format.js";
import { newerWords } from "../../lib/saved-words.js";
import { difference } from "./difference.js";
import { saveNext } from "./save.js";

/** @import { Newer, Saved, SavedParts, Scenario } from "../../types/page" */

/**
 * `newer`: the revision that is there now; `note`: what was to be said of mine.
 * @param {SavedParts} parts
 * @param {Newer | null} [newer]
 * @param {string} [note]
 */
export async function showConflict(parts, newer = parts.work.newer(), note = "") {
  const { drawer, store, work } = parts;
  const saved = work.saved();
  if (!saved || !newer) return;
  const title = newerWords(newer);
  try {
    const theirs = await store.read(saved.id, newer.revision);
    const [before, after] = work.isChanged() ? [theirs, work.scenario()] : [work.scenario(), theirs];
    const { element, words } = difference(before, after);
    const sides = work.isChanged() ? `revision ${newer.revision} → mine` : `revision ${saved.shown} → revision ${newer.revision}`;
    drawer.open(title, choices(parts, { saved, newer, theirs, note }), h("p.meta", {}, `${sides}: ${words}`), element);
    if (work.isChanged())
      drawer.say(
        `Yours was made from revision ${saved.shown}. Whatever you choose, both are kept: theirs in the history, yours one undo away.`,
      );
  } catch (error) {
    drawer.open(title);
    drawer.say(messageOf(error), true);
  }
}

/**
 * What can be done; where nothing was changed here there is nothing to lose.
 * @param {SavedParts} parts
 * @param {{ saved: Saved, newer: Newer, theirs: Scenario, note: string }} between
 */
function choices(parts, { saved, newer, theirs, note }) {
  const { drawer, work, me } = parts;
  const { revision, author, time } = newer;
  const whose = author === null ? `revision ${revision}` : `${author}’s`;
  function take() {
    work.load(theirs, { id: saved.id, title: saved.title, revision, shown: revision, author, time }, `Revision ${revision} is here.`);
    drawer.close();
  }
  const anyway = () => saveNext(parts, revision, note).catch((error) => drawer.say(messageOf(error), true));
  if (!work.isChanged()) return h("div.drawer-row", {}, h("button.button.primary", { type: "button", onclick: take }, `Take ${whose}`));
  return h(
    "div.drawer-row",
    {},
    h("button.button", { type: "button", onclick: take }, `Take ${whose}`),
    me.rights.includes("create")
      ? h("button.button", { type: "button", onclick: () => parts.panes.fork(saved) }, "Save mine as a fork")
      : null,
    me.rights.includes("change") ? h("button.button", { type: "button", onclick: anyway }, `Save mine as revision ${revision + 1}`) : null,
  );
}
