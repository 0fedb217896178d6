/* Which template of a Scenario is in the editor. The editor states of the others are kept, undo histories and all. */

import { chosenPlace, templateAt, templatePlaces, withTemplate } from "../scenario/scenario.js";

/** @import { Moved, Scenario, SelectedResponse, Side, TemplatePane, TemplatePlace } from "../types/page" */
/** @import { EditorState } from "@codemirror/state" */

/**
 * `template`: the pane. A place is one of `templatePlaces`.
 * @param {{ template: TemplatePane }} options
 */
export function createShownTemplate({ template }) {
  let places = templatePlaces({ template: "" });
  let shown = places[0];
  /** @type {TemplatePlace | undefined} */
  let chosen; // the place of the template that the last answer was made with
  /** @type {Map<string, EditorState>} */
  let kept = new Map(); // where → editor state of a template that is not shown

  /** @param {string | undefined} where */
  const placeAt = (where) => places.find((place) => place.where === where);

  /**
   * @param {Scenario} scenario
   * @param {TemplatePlace} place
   */
  function turnTo(scenario, place) {
    shown = place;
    const state = kept.get(place.where);
    if (state) template.editor.restore(state);
    else template.load(templateAt(scenario, place.where), place);
    template.updateLineEnds();
  }

  return {
    view: () => ({ places, shown, chosen }),
    placeAt,
    /**
     * The place that stands for the "response" or the "request" side.
     * @param {Side} side
     */
    placeOfSide: (side) => (side === "response" && chosen) || places.find((place) => place.side === side),
    /**
     * `scenario` with the text in the editor.
     * @param {Scenario} scenario
     */
    written: (scenario) => withTemplate(scenario, shown.where, template.editor.text()),
    /**
     * Turns to another template, and keeps the one that was shown.
     * @param {Scenario} scenario
     * @param {TemplatePlace} place
     */
    show(scenario, place) {
      kept.set(shown.where, template.editor.snapshot());
      turnTo(scenario, place);
    },
    /**
     * The place of the template that an answer was made with, where it is another one than before.
     * @param {SelectedResponse | null} integrationResponse
     */
    choose(integrationResponse) {
      const before = chosen?.where;
      chosen = chosenPlace(places, integrationResponse);
      return chosen?.where === before ? undefined : chosen;
    },
    /**
     * `scenario` was edited beside the editor; `moved(where)`: where a template is since.
     * @param {Scenario} scenario
     * @param {Moved} moved
     */
    follow(scenario, moved) {
      places = templatePlaces(scenario);
      /** @param {string} where */
      const after = (where) => placeAt(moved(where));
      kept = new Map([...kept].filter(([where]) => after(where)).map(([where, state]) => [moved(where), state]));
      chosen = chosen && after(chosen.where);
      const now = after(shown.where);
      if (now) shown = now;
      else turnTo(scenario, places.find(({ side }) => side === shown.side) ?? places[0]);
    },
    /**
     * Takes another Scenario; what its editor shows comes with `load` or `restore`.
     * @param {Scenario} scenario
     * @param {string} [where]
     */
    put(scenario, where) {
      places = templatePlaces(scenario);
      shown = placeAt(where) ?? places[0];
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
