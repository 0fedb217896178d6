/* The API whose method is in the workspace, with the drafts of its methods: those of this visit, and what the browser keeps of them. */

import { withDraft } from "../scenario/api-document.js";
import { keepDraftOf, readApi } from "../storage/api-store.js";

/** @import { ApiDocument, Work, Workspace } from "../types/page" */

/**
 * @param {{ workspace: Workspace }} options
 */
export function createOpenedApi({ workspace }) {
  /** @type {ApiDocument | null} */
  let opened = null;
  /** @type {Map<string, ApiDocument>} */
  const known = new Map(); // those of this visit

  /** @param {ApiDocument} api */
  function use(api) {
    opened = api;
    known.set(api.id, api);
  }

  const place = () => {
    const here = workspace.api();
    return here && here.id === opened?.id ? here : null;
  };

  return {
    /** The API, its drafts as they were kept last; null where none is open. */
    get: () => opened,
    use,
    /** @param {ApiDocument} api */
    know: (api) => void known.set(api.id, api),
    close: () => void (opened = null),
    /** Which of its methods is in the workspace: null where none is. */
    place,
    /**
     * An API of this visit, or one that the browser kept; null where it is gone.
     * @param {string} id
     */
    find: async (id) => known.get(id) ?? (await readApi(id)),
    /** The API with what is written now as the draft of its method. */
    current() {
      const here = place();
      return opened && here ? withDraft(opened, here.at, workspace.scenario()) : opened;
    },
    /** Takes what is written into the drafts. */
    keepDraft() {
      const here = place();
      if (!opened || !here) return;
      const scenario = workspace.scenario();
      if (JSON.stringify(scenario) === JSON.stringify(opened.operations[here.at].scenario)) return;
      use(withDraft(opened, here.at, scenario));
      void keepDraftOf(opened.id, here.at, scenario);
    },
    workOf,
  };
}

/**
 * The work that a method of an API is.
 * @param {ApiDocument} api
 * @param {number} at
 * @returns {Work}
 */
const workOf = ({ id, operations }, at) => ({ scenario: operations[at].scenario, api: { id, at, name: operations[at].name } });
