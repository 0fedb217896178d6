/* What is done with cases: picks, adds, changes and runs them. Between the workspace and the cases pane. */

import { createCasesPane } from "../panes/cases/cases.js";
import { caseDiagnostics, expectationOf, withAdded } from "../scenario/cases.js";
import { createCaseRunner } from "../api/run-cases.js";
import { askFor } from "../api/client.js";

/** @import { Case, Derived, Diagnostic, Keep, NewCase, Outcome, Result, Scenario, Workspace } from "../types/page" */

/**
 * `answer()`: the Result on the page or null. `keep(notice, change)`: makes a change that can be undone whole. `onTurn()`: another case, or
 * other members of one; `onProblems()`: they say something else.
 * @param {{
 *   api: string, workspace: Workspace, answer: () => Result | null, keep: Keep, onTurn: (turn: { isEdit: boolean }) => void,
 *   onProblems: () => void,
 * }} options
 */
export function createCasesController({ api, workspace, answer, keep, onTurn, onProblems }) {
  /** @type {Diagnostic[]} */
  let diagnostics = [];
  const edits = createEdits({ workspace, answer, keep, onEdit: refresh, onTurn: () => onTurn({ isEdit: true }) });
  const pane = createCasesPane({
    ...edits,
    onPick: pick,
    derive: () => derive(api, workspace.question()),
  });
  const runner = createCaseRunner({ url: `${api}/cases`, read: workspace.scenario, onRun: showRun });

  /**
   * @param {Outcome[] | null} results
   * @param {string} trouble
   */
  function showRun(results, trouble) {
    pane.showRun(results, trouble);
    const { at } = workspace.cases();
    diagnostics = results ? caseDiagnostics(results, at === null ? 0 : at + 1) : [];
    onProblems();
  }

  /** @param {number | null} at */
  function pick(at) {
    workspace.pick(at);
    refresh();
    onTurn({ isEdit: false });
  }

  function refresh() {
    const { cases, at } = workspace.cases();
    pane.update(cases, at);
  }

  return {
    element: pane.element,
    diagnostics: () => diagnostics,
    /** Puts a result of the last run into the editor: 0 is the Scenario's own response. */
    pick: (/** @type {number} */ index) => pick(index === 0 ? null : index - 1),
    /** The work changed: what was known of the cases is old. */
    stop: () => (runner.stop(), pane.showOld()),
    /** The answer is there: now the cases. */
    run: () => (refresh(), runner.schedule()),
  };
}

/**
 * What changes the cases. `onEdit()`: they are other ones; `onTurn()`: one has other members, and is asked about anew.
 * @param {{ workspace: Workspace, answer: () => Result | null, keep: Keep, onEdit: () => void, onTurn: () => void }} options
 */
function createEdits({ workspace, answer, keep, onEdit, onTurn }) {
  /**
   * @param {string} notice
   * @param {Case[]} cases
   * @param {null} [at] the Scenario's own response is turned to
   */
  function replace(notice, cases, at) {
    keep(notice, () => workspace.putCases(cases, at));
    onEdit();
  }

  /**
   * @param {number} at
   * @param {Partial<Case>} members
   */
  function onChange(at, members) {
    workspace.putCases(workspace.cases().cases.map((each, index) => (index === at ? { ...each, ...members } : each)));
    onEdit();
    onTurn();
  }

  return {
    onChange,
    /** @param {NewCase[]} added */
    onAdd(added) {
      const notice = added.length === 1 ? "Case added." : `${added.length} cases added.`;
      replace(notice, withAdded(workspace.cases().cases, added, workspace.question().backend ?? {}));
    },
    /** @param {number} at */
    onRemove(at) {
      const left = workspace.cases().cases.filter((_, index) => index !== at);
      replace("Case removed.", left, null);
    },
    /** @param {number} at */
    onExpect(at) {
      const now = answer();
      if (now && now.status !== null) onChange(at, { expect: expectationOf({ status: now.status, body: now.body ?? "" }) });
    },
  };
}

/**
 * The cases that can be made of the answer and of the call in the editors.
 * @param {string} api
 * @param {Scenario} document
 * @returns {Promise<Derived>}
 */
async function derive(api, document) {
  const [answers, calls] = await Promise.all([askFor(`${api}/variants`, { document }), askFor(`${api}/calls`, { document })]);
  return { answers: answers.cases, calls: calls.cases };
}
