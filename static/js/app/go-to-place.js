/* Where things are on the page: turns a place of an answer into words and a jump. */

import { BODY } from "../scenario/scenario.js";

/** @import { CasesController, Diagnostic, EditorTabs, MethodPane, Target, Workspace } from "../types/page" */

const OF_METHOD = /^\/(?:method|request|context|stageVariables|gatewayResponses|api|failure)(?:\/|$)/;
/** @type {Record<string, string>} */
const KINDS = { [BODY]: "response ", "/request/body": "body " };

/**
 * A target is a place, `{where, start?, end?}`, or `{case}`. `editorTabs` and `method` are the panes, `cases` the controller; `onTurn()` after
 * another text was turned to.
 * @param {{ workspace: Workspace, editorTabs: EditorTabs, method: MethodPane, cases: CasesController, onTurn: () => void }} options
 */
export function createNavigation({ workspace, editorTabs, method, cases, onTurn }) {
  /** @param {string} where */
  const isEditor = (where) => where === BODY || workspace.isTemplate(where);

  const navigation = {
    /**
     * Whether the text at `where` is on the page, so that a line of it can be gone to.
     * @param {string} where
     */
    isHere: (where) => isEditor(where) || method.holds(where),
    /**
     * The editor of a text, in sight.
     * @param {string} where
     */
    show(where) {
      const editor = workspace.editorOf(where);
      if (where !== BODY) editorTabs.turnTo(workspace.view().shown.side);
      onTurn();
      return editor;
    },
    /** @param {Target} target */
    goTo(target) {
      if ("case" in target) return cases.pick(target.case);
      if (isEditor(target.where)) return navigation.show(target.where).goTo(target);
      editorTabs.turnTo("method");
      onTurn();
      return method.goTo(target);
    },
    /**
     * `{label, target?}` of a diagnostic.
     * @param {Diagnostic} diagnostic
     * @returns {{ label: string, target?: Target }}
     */
    targetOf({ where, start, end, case: index }) {
      if (index !== undefined) return { label: "show", target: { case: index } };
      if (start && navigation.isHere(where)) {
        const kind = KINDS[where] ?? (where.includes("/requestTemplates/") ? "request " : "");
        return { label: `${kind}line ${start.line}`, target: { where, start, end } };
      }
      return OF_METHOD.test(where) && !isEditor(where) ? { label: "Method", target: { where } } : { label: "" };
    },
  };
  return navigation;
}
