/* Where things are on the page: turns a place of an answer into words and a jump. */

import { BODY } from "../scenario/scenario.js";

const OF_METHOD = /^\/(?:method|request|context|stageVariables|gatewayResponses|api|failure)(?:\/|$)/;
const KINDS = { [BODY]: "response ", "/request/body": "body " };

/**
 * A place is `{where, start?, end?}`, or `{case}`. `editorTabs` and `method` are the panes, `cases` the controller; `onTurn()` after another
 * text was turned to.
 */
export function createNavigation({ workspace, editorTabs, method, cases, onTurn }) {
  const isEditor = (where) => where === BODY || workspace.isTemplate(where);

  const navigation = {
    /** Whether the text at `where` is on the page, so that a line of it can be gone to. */
    isHere: (where) => isEditor(where) || method.holds(where),
    /** The editor of a text, in sight. */
    show(where) {
      const editor = workspace.editorOf(where);
      if (where !== BODY) editorTabs.turnTo(workspace.view().shown.side);
      onTurn();
      return editor;
    },
    goTo(place) {
      if (place.case !== undefined) return cases.pick(place.case);
      if (isEditor(place.where)) return navigation.show(place.where).goTo(place);
      editorTabs.turnTo("method");
      onTurn();
      return method.goTo(place);
    },
    /** `{label, place?}` of a diagnostic. */
    placeOf({ where, start, end, case: index }) {
      if (index !== undefined) return { label: "show", place: { case: index } };
      if (start && navigation.isHere(where)) {
        const kind = KINDS[where] ?? (where.includes("/requestTemplates/") ? "request " : "");
        return { label: `${kind}line ${start.line}`, place: { where, start, end } };
      }
      return OF_METHOD.test(where) && !isEditor(where) ? { label: "Method", place: { where } } : { label: "" };
    },
  };
  return navigation;
}
