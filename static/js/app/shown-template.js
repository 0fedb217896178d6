/* Which template of a Scenario is in the editor. The editor states of the others are kept, undo histories and all. */

import { chosenEntry, templateAt, templateEntries, withTemplate } from "../scenario/scenario.js";

/** @import { Moved, Scenario, SelectedResponse, Side, TemplatePane, TemplateEntry } from "../types/page" */
/** @import { EditorState } from "@codemirror/state" */

/**
 * `template`: the pane. An entry is one of `templateEntries`.
 * @param {{ template: TemplatePane }} options
 */
export function createShownTemplate({ template }) {
  let entries = templateEntries({ template: "" });
  let shown = entries[0];
  /** @type {TemplateEntry | undefined} */
  let chosen; // the entry of the template that the last answer was made with
  /** @type {Map<string, EditorState>} */
  let kept = new Map(); // where → editor state of a template that is not shown

  /** @param {string | undefined} where */
  const entryAt = (where) => entries.find((entry) => entry.where === where);

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
    view: () => ({ entries, shown, chosen }),
    entryAt,
    /**
     * The entry that stands for the "response" or the "request" side.
     * @param {Side} side
     */
    entryOfSide: (side) => (side === "response" && chosen) || entries.find((entry) => entry.side === side),
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
     * The entry of the template that an answer was made with, where it is another one than before.
     * @param {SelectedResponse | null} integrationResponse
     */
    choose(integrationResponse) {
      const before = chosen?.where;
      chosen = chosenEntry(entries, integrationResponse);
      return chosen?.where === before ? undefined : chosen;
    },
    /**
     * `scenario` was edited beside the editor; `moved(where)`: where a template is since.
     * @param {Scenario} scenario
     * @param {Moved} moved
     */
    follow(scenario, moved) {
      entries = templateEntries(scenario);
      /** @param {string} where */
      const after = (where) => entryAt(moved(where));
      kept = new Map([...kept].filter(([where]) => after(where)).map(([where, state]) => [moved(where), state]));
      chosen = chosen && after(chosen.where);
      const now = after(shown.where);
      if (now) shown = now;
      else turnTo(scenario, entries.find(({ side }) => side === shown.side) ?? entries[0]);
    },
    /**
     * Takes another Scenario; what its editor shows comes with `load` or `restore`.
     * @param {Scenario} scenario
     * @param {string} [where]
     */
    put(scenario, where) {
      entries = templateEntries(scenario);
      shown = entryAt(where) ?? entries[0];
      chosen = undefined;
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
