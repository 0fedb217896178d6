/* How work comes to the page and leaves it: links, files and other tools' forms, and the team's store. They share the drawer under the bar. */

import { createAccount } from "../api/account.js";
import { createNewButton } from "../panes/new-button.js";
import { createTransfer } from "../panes/transfer/transfer.js";
import { createDrawer } from "../widgets/drawer.js";
import { createAccountController } from "./account-controller.js";
import { createApiController } from "./api-controller.js";
import { createSavedController } from "./saved-controller.js";
import { createSavedWork } from "./saved-work.js";

/** @import { ApiController, Drawer, Events, HistoryRecorder, SavedController, UndoStack, Workspace } from "../types/page" */

/**
 * `page`: what the server says in the page: where its API is, whether there is a store, whether revisions may be embedded, whether there is
 * a library, how one signs in.
 * @param {{
 *   page: { api?: string, store?: string, embed?: string, library?: string, signIn?: string },
 *   events: Events, workspace: Workspace, undoStack: UndoStack, historyRecorder: HistoryRecorder,
 * }} options
 */
export function createInAndOut({ page, events, workspace, undoStack, historyRecorder }) {
  const { api = "", store, embed, library, signIn = "" } = page;
  const drawer = createDrawer();
  const work = createSavedWork({ workspace, undoStack, events });
  const account = createAccount({ api });
  const has = { hasStore: store === "on", hasLibrary: library === "on" };
  const saved = createSavedController({ ...{ api, events, work, drawer }, ...has, canEmbed: embed === "on" });
  const who = createAccountController({ account, signIn, hasStore: has.hasStore, drawer, work });
  const apis = createApiController({ api, events, workspace, undoStack, historyRecorder, drawer });
  const transfer = transferOf({ api, drawer, apis, saved, events, workspace, undoStack });
  const { open, save, status } = saved.tools;
  const fresh = createNewButton({
    ...{ api, drawer },
    load: (scenario, notice) => undoStack.load({ scenario }, notice),
    onNotice: (notice) => events.emit("notice", { notice }),
  });

  /** Only when it is known who asks is anything shown of what not everybody may. */
  async function askWho() {
    const me = await account.me();
    if (!me) return;
    who.start(me);
    saved.start(me);
  }

  return {
    drawer: drawer.element,
    rail: apis.element,
    work,
    status,
    /** In the bar, before and after the page's own; `own` stands among the first. */
    toolsAround: (/** @type {{ before: Node[], after: Node[] }} */ own) => ({
      before: [fresh, open, ...own.before, ...transfer.tools.before],
      after: [...own.after, ...transfer.tools.after, save, who.element],
    }),
    import: transfer.import,
    loadExample: transfer.loadExample,
    /** Saves the work, or copies a link to it where nothing can be saved. */
    save: async () => ((await saved.canSave()) ? saved.save() : transfer.share()),
    /** The work that the address names. */
    start() {
      apis.start();
      if (has.hasStore || has.hasLibrary || signIn) askWho();
      transfer.openLink();
    },
  };
}

/**
 * Links, files and pasted texts, with the workspace as what they read and load.
 * @param {{
 *   api: string, drawer: Drawer, apis: ApiController, saved: SavedController, events: Events, workspace: Workspace, undoStack: UndoStack,
 * }} options
 */
function transferOf({ api, drawer, apis, saved, events, workspace, undoStack }) {
  return createTransfer({
    ...{ api, drawer, apis },
    read: workspace.scenario,
    at: () => workspace.cases().at,
    asked: workspace.question,
    load: (scenario, notice, at) => undoStack.load({ scenario, at }, notice),
    loadAsExample: (scenario) => undoStack.load({ scenario, isExample: true }),
    onNotice: (notice) => events.emit("notice", { notice }),
    onTooLong: async (why) => {
      const canSave = await saved.canSave();
      if (canSave) saved.save(why);
      return canSave;
    },
  });
}
