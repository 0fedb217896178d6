/* The tables of the Scenario: edits from their grid, brought into the workspace, and what the engine answered over them. */

import { withTables } from "../scenario/cases.js";
import { tableFor } from "../scenario/tables.js";

/** @import { BackendPane, BackendSeen, Events, Keep, Result, Table, Workspace } from "../types/page" */

/**
 * `keep(notice, change)`: makes a change that can be undone whole; `onEdit()`: the work was edited.
 * @param {{ events: Events, workspace: Workspace, backend: () => BackendPane, keep: Keep, onEdit: () => void }} options
 */
export function createTablesController({ events, workspace, backend, keep, onEdit }) {
  /** @type {BackendSeen | null} */
  let seen = null; // what answered last
  let sent = ""; // the request's body

  function show() {
    backend().tables.update({ ...workspace.tables(), seen });
  }

  /** @param {Table[]} tables */
  const put = (tables) => workspace.edit((scenario) => withTables(scenario, workspace.cases().at, tables));

  events.on("change", show);
  events.on("answer", (/** @type {Result} */ result) => {
    seen = result.backend ?? null;
    sent = result.integrationRequest?.body ?? "";
    show();
  });

  return {
    /** @param {Table[]} tables */
    onTables(tables) {
      put(tables);
      onEdit();
    },
    onAdd: () => keep("Table added.", () => put([...(workspace.question().tables ?? []), tableFor(sent)])),
    onAsk: () => keep("The tables answer.", () => workspace.putBackend(null)),
    onFreeze() {
      if (seen) keep("The answer is the response now.", () => seen && workspace.putBackend(answerOf(seen)));
    },
  };
}

/** @param {BackendSeen} seen */
const answerOf = ({ status, header, body }) => ({ status, header, body });
