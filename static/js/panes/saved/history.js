/* The history of a saved scenario: its revisions, and for who may change it its tags, who may see it, and its end. */

import { h } from "../../lib/dom.js";
import { messageOf } from "../../lib/format.js";
import { revisionRow } from "./history-row.js";
import { copyLink } from "./link.js";

/** @import { Saved, SavedParts } from "../../types/page" */

/** @param {SavedParts} parts */
export async function showHistory(parts) {
  const { drawer, store, work, me, panes } = parts;
  const saved = work.saved();
  if (!saved) return;
  const list = h("ol.saved-list");
  const head = h(
    "div.drawer-row",
    {},
    h("button.button", { type: "button", onclick: () => copyLink(parts, { id: saved.id }) }, "Copy link"),
  );
  if (me.rights.includes("create")) {
    head.append(h("button.button", { type: "button", onclick: () => panes.fork(saved) }, "Save as a fork"));
  }
  drawer.open(`History of ${saved.title}`, head, list);
  try {
    const [revisions, mine] = await Promise.all([store.history(saved.id), ownEntry(parts, saved)]);
    const needsKey = me.name === null && mine?.visibility === "private";
    list.replaceChildren(...revisions.map((one) => revisionRow(parts, saved, one, { newest: revisions[0].revision, needsKey })));
    if (mine) head.append(h("button.button", { type: "button", onclick: () => panes.details(saved) }, "Tags, visibility, delete"));
  } catch (error) {
    drawer.say(messageOf(error), true);
  }
}

/**
 * What a list has of it, for one who may change what belongs to all revisions; else null. The server alone knows who that is: a change of
 * nothing is refused where one may not.
 * @param {SavedParts} parts
 * @param {Saved} saved
 */
async function ownEntry({ me, store }, saved) {
  const canAsk = me.rights.includes("change") && (me.name !== null || store.holdsKeyOf(saved.id));
  return canAsk ? store.change(saved.id, {}).catch(() => null) : null;
}
