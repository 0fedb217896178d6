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
  let [shown] = entries.all();
  /** @type {Map<string, EditorState>} */
  let kept = new Map(); // where → editor state of a template that is not shown

  /**
   * @param {Scenario} scenario
   * @param {TemplateEntry} entry
   */
  function turnTo(scenario, entry) {
    shown = entry;
    const state = kept.get(entry.where);
    if (state) template.editor.restore(state);
    else template.load(templateAt(scenario, entry.where), entry);
    template.updateLineEnds();
  }

  return {
    view: () => ({ entries: entries.all(), shown, chosen: entries.chosen() }),
    entryAt: entries.at,
    entryOfSide: entries.ofSide,
    choose: entries.choose,
    /**
     * `scenario` with the text in the editor.
     * @param {Scenario} scenario
     */
    written: (scenario) => withTemplate(scenario, shown.where, template.editor.text()),
    /**
     * Turns to another template, and keeps the one that was shown.
     * @param {Scenario} scenario
     * @param {TemplateEntry} entry
     */
    show(scenario, entry) {
      kept.set(shown.where, template.editor.snapshot());
      turnTo(scenario, entry);
    },
    /**
     * `scenario` was edited beside the editor; `moved(where)`: where a template is since.
     * @param {Scenario} scenario
     * @param {Moved} moved
     */
    follow(scenario, moved) {
      entries.follow(scenario, moved);
      const left = [...kept].filter(([where]) => entries.at(moved(where)));
      kept = new Map(left.map(([where, state]) => [moved(where), state]));
      const now = entries.at(moved(shown.where));
      if (now) shown = now;
      else turnTo(scenario, entries.all().find(({ side }) => side === shown.side) ?? entries.all()[0]);
    },
    /**
     * Takes another Scenario; what its editor shows comes with `load` or `restore`.
     * @param {Scenario} scenario
     * @param {string} [where]
     */
    put(scenario, where) {
      entries.put(scenario);
      shown = entries.at(where) ?? entries.all()[0];
      kept = new Map();
    },
    /** @param {Scenario} scenario */
    load: (scenario) => template.load(templateAt(scenario, shown.where), shown),
    snapshot: () => ({ kept: new Map(kept), state: template.editor.snapshot() }),
    /** @param {{ kept: Map<string, EditorState>, state: EditorState }} states */
    restore({ kept: states, state }) {
      kept = states;
      template.editor.restore(state);
    },
  };
}

/** The templates of a Scenario, and which of them the last answer was made with. */
function createEntries() {
  let entries = templateEntries({ template: "" });
  /** @type {TemplateEntry | undefined} */
  let chosen;

  /** @param {string | undefined} where */
  const at = (where) => entries.find((entry) => entry.where === where);

  return {
    at,
    all: () => entries,
    chosen: () => chosen,
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
     * The same Scenario, edited; `moved(where)`: where a template is since.
     * @param {Scenario} scenario
     * @param {Moved} moved
     */
    follow(scenario, moved) {
      entries = templateEntries(scenario);
      chosen = chosen && at(moved(chosen.where));
    },
    /**
     * Another Scenario.
     * @param {Scenario} scenario
     */
    put(scenario) {
      entries = templateEntries(scenario);
      chosen = undefined;
    },
  };
}
