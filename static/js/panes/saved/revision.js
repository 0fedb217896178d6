/* A revision of a saved scenario comes to the page. */

import { RefusedByServer } from "../../api/client.js";
import { forgetOpened } from "../../storage/opened.js";

/** @import { SavedParts, ScenarioStore } from "../../types/page" */

/**
 * Brings a revision of a saved scenario to the page, the newest unless one is named.
 * @param {{ store: ScenarioStore, work: SavedParts["work"], id: string, title?: string, shown?: number }} options
 */
export async function openRevision({ store, work, id, title, shown }) {
  try {
    const [newest, ...older] = await store.history(id);
    const { revision, author, time } = [newest, ...older].find((one) => one.revision === shown) ?? newest;
    const scenario = await store.read(id, revision);
    const name = title ?? scenario.title ?? "Untitled";
    const notice =
      revision === newest.revision
        ? "Opened."
        : `Revision ${revision} of ${newest.revision}: saving it makes revision ${newest.revision + 1}.`;
    work.load(scenario, { id, title: name, revision: newest.revision, shown: revision, author, time }, notice);
  } catch (error) {
    if (error instanceof RefusedByServer && error.status === 404) forgetOpened(id);
    throw error;
  }
}
