/* Which template of a Scenario is in the editor. The editor states of the others are kept, undo histories and all. */

import { chosenEntry, templateAt, templateEntries, withTemplate } from "../scenario/scenario.js";

/** @import { Moved, Scenario, SelectedResponse, Side, TemplatePane, TemplateEntry } from "../types/page" */
/** @import { EditorState } from "@codemirror/state" */

/**
 * `template`: the pane. An entry is one of `templateEntries`.
 * @param {{ template: TemplatePane }} options
 */
export function createShownTemplate({ template }) {
  const entries = createEntries();
  const kept = createStates(); // of the templates that are not shown

  /** @type {(scenario: Scenario, entry: TemplateEntry) => void} */
  const turnTo = (scenario, entry) => {
    entries.turnTo(entry);
    const state = kept.get(entry.where);
    if (state) template.editor.restore(state);
    else template.load(templateAt(scenario, entry.where), entry);
    template.updateLineEnds();
  };

  return {
    view: entries.view,
    entryAt: entries.at,
    entryOfSide: entries.ofSide,
    choose: entries.choose,
    ...textOf({ template, kept, shown: entries.shown }),
    /**
     * Turns to another template, and keeps the one that was shown.
     * @param {Scenario} scenario
     * @param {TemplateEntry} entry
     */
    show(scenario, entry) {
      kept.set(entries.shown().where, template.editor.snapshot());
      turnTo(scenario, entry);
    },
    /**
     * `scenario` was edited beside the editor; `moved(where)`: where a template is since.
     * @param {Scenario} scenario
     * @param {Moved} moved
     */
    follow(scenario, moved) {
      const next = entries.follow(scenario, moved);
      kept.follow((where) => entries.at(moved(where))?.where);
      if (next) turnTo(scenario, next);
    },
    /**
     * Takes another Scenario; what its editor shows comes with `load` or `restore`.
     * @param {Scenario} scenario
     * @param {string} [where]
     */
    put(scenario, where) {
      entries.put(scenario, where);
      kept.restore(new Map());
    },
  };
}

/**
 * The text in the editor, out and in. `shown()`: whose it is.
 * @param {{ template: TemplatePane, kept: ReturnType<typeof createStates>, shown: () => TemplateEntry }} options
 */
const textOf = ({ template, kept, shown }) => ({
  /**
   * `scenario` with the text in the editor.
   * @param {Scenario} scenario
   */
  written: (scenario) => withTemplate(scenario, shown().where, template.editor.text()),
  /** @param {Scenario} scenario */
  load: (scenario) => template.load(templateAt(scenario, shown().where), shown()),
  snapshot: () => ({ kept: kept.snapshot(), state: template.editor.snapshot() }),
  /** @param {{ kept: Map<string, EditorState>, state: EditorState }} states */
  restore({ kept: states, state }) {
    kept.restore(states);
    template.editor.restore(state);
  },
});

/** The templates of a Scenario: which is in the editor, and which of them the last answer was made with. */
function createEntries() {
  let entries = templateEntries({ template: "" });
  let [shown] = entries;
  /** @type {TemplateEntry | undefined} */
  let chosen;

  /** @param {string | undefined} where */
  const at = (where) => entries.find((entry) => entry.where === where);

  return {
    at,
    view: () => ({ entries, shown, chosen }),
    shown: () => shown,
    turnTo: (/** @type {TemplateEntry} */ entry) => void (shown = entry),
    /**
     * The entry that stands for the "response" or the "request" side.
     * @param {Side} side
     */
    ofSide: (side) => (side === "response" && chosen) || entries.find((entry) => entry.side === side),
    /**
     * The entry of the template that an answer was made with, where it is another one than before.
     * @param {SelectedResponse | null} integrationResponse
     */
    choose(integrationResponse) {
      const before = chosen?.where;
      chosen = chosenEntry(entries, integrationResponse);
      return chosen?.where === before ? undefined : chosen;
    },
    /**
     * The same Scenario, edited; `moved(where)`: where a template is since. Gives the entry to turn to where the shown one is gone.
     * @param {Scenario} scenario
     * @param {Moved} moved
     */
    follow(scenario, moved) {
      entries = templateEntries(scenario);
      chosen = chosen && at(moved(chosen.where));
      const now = at(moved(shown.where));
      if (!now) return entries.find(({ side }) => side === shown.side) ?? entries[0];
      shown = now;
      return null;
    },
    /** Another Scenario. */
    put(/** @type {Scenario} */ scenario, /** @type {string | undefined} */ where) {
      entries = templateEntries(scenario);
      shown = at(where) ?? entries[0];
      chosen = undefined;
    },
  };
}

/** Editor states, by where their templates are. */
function createStates() {
  /** @type {Map<string, EditorState>} */
  let states = new Map();
  return {
    get: (/** @type {string} */ where) => states.get(where),
    /**
     * @param {string} where
     * @param {EditorState} state
     */
    set: (where, state) => void states.set(where, state),
    snapshot: () => new Map(states),
    /** @param {Map<string, EditorState>} next */
    restore: (next) => void (states = next),
    /**
     * The templates were moved: `moved(where)` is where one is since, undefined where it is gone.
     * @param {(where: string) => string | undefined} moved
     */
    follow(moved) {
      states = new Map([...states].flatMap(([where, state]) => (moved(where) === undefined ? [] : [[moved(where) ?? "", state]])));
    },
  };
}
