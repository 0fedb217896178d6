/* Which response is in the editor: the Scenario's own, or that of a case. The editor states of the others are kept. */

import { caseAt, questionOf, withCase } from "../scenario/cases.js";
import { backendOf, withBackend } from "../scenario/scenario.js";

/** @import { Backend, BackendPane, Scenario } from "../types/page" */
/** @import { EditorState } from "@codemirror/state" */
/** @typedef {(scenario: Scenario, index: number | null) => void} Turn */

/**
 * `backend`: the pane. Cases go by their index; null is the Scenario's own response.
 * @param {{ backend: BackendPane }} options
 */
export function createShownResponse({ backend }) {
  /** @type {number | null} */
  let at = null;
  const kept = /** @type {Map<number | null, EditorState>} */ (new Map()); // of the responses that are not shown

  /** @type {Turn} */
  const turnTo = (scenario, index) => {
    backend.update(responseOf(scenario, index));
    const state = kept.get(index);
    if (state) backend.editor.restore(state);
    else backend.editor.load(responseOf(scenario, index).body);
    at = index;
    backend.updateLineEnds();
  };

  /** @type {Turn} Turns to another response, and keeps the one that was shown, unless it is the Scenario's own in a case without one. */
  const pick = (scenario, index) => {
    if (at === null || caseAt(scenario, at)?.backend) kept.set(at, backend.editor.snapshot());
    turnTo(scenario, index);
  };

  return {
    at: () => at,
    /**
     * `scenario` with the response in the editor.
     * @param {Scenario} scenario
     */
    written: (scenario) => withResponse(scenario, at, { ...backend.answered(), body: backend.editor.text() }),
    /**
     * Whether there is a response, as it is written now; cheap, however long it is.
     * @param {Scenario} scenario
     */
    isGiven(scenario) {
      const { status, header } = backend.answered();
      return Boolean(questionOf(scenario, at).backend) || !backend.editor.isEmpty() || status !== 200 || Object.keys(header).length > 0;
    },
    pick,
    /** @type {Turn} The cases are other ones: turns to a response, and keeps none. */
    renew: (scenario, index) => (kept.clear(), turnTo(scenario, index)),
    /**
     * Takes another Scenario; what its editor shows comes with `load` or `restore`.
     * @param {Scenario} scenario
     * @param {number | null} [index]
     */
    put(scenario, index = null) {
      at = caseAt(scenario, index) ? index : null;
      kept.clear();
      backend.update(responseOf(scenario, at));
    },
    /** @param {Scenario} scenario */
    load: (scenario) => backend.editor.load(responseOf(scenario, at).body),
    snapshot: () => backend.editor.snapshot(),
    /** @param {EditorState} state */
    restore: (state) => backend.editor.restore(state),
  };
}

/**
 * @param {Scenario} scenario
 * @param {number | null} index
 */
const responseOf = (scenario, index) => backendOf(questionOf(scenario, index));

/**
 * A Scenario with another response: its own (null), or that of a case, which has one of its own only where it differs.
 * @param {Scenario} scenario
 * @param {number | null} at
 * @param {Backend} answered
 * @returns {Scenario}
 */
function withResponse(scenario, at, answered) {
  if (at === null) return withBackend(scenario, answered);
  const asked = questionOf(scenario, at);
  const { backend: own } = withBackend(asked, answered);
  return own === asked.backend ? scenario : withCase(scenario, at, { backend: own });
}
