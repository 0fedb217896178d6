/* Which template of a Scenario is in the editor. The editor states of the others are kept, undo histories and all. */

import { chosenPlace, templateAt, templatePlaces, withTemplate } from "../scenario/scenario.js";

/** `template`: the pane. A place is one of `templatePlaces`. */
export function createShownTemplate({ template }) {
  let places = templatePlaces({ template: "" });
  let shown = places[0];
  let chosen; // the place of the template that the last answer was made with
  let kept = new Map(); // where → editor state of a template that is not shown

  const placeAt = (where) => places.find((place) => place.where === where);

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
    /** The place that stands for the "response" or the "request" side. */
    placeOfSide: (side) => (side === "response" && chosen) || places.find((place) => place.side === side),
    /** `scenario` with the text in the editor. */
    written: (scenario) => withTemplate(scenario, shown.where, template.editor.text()),
    /** Turns to another template, and keeps the one that was shown. */
    show(scenario, place) {
      kept.set(shown.where, template.editor.snapshot());
      turnTo(scenario, place);
    },
    /** The place of the template that an answer was made with, where it is another one than before. */
    choose(integrationResponse) {
      const before = chosen?.where;
      chosen = chosenPlace(places, integrationResponse);
      return chosen?.where === before ? undefined : chosen;
    },
    /** `scenario` was edited beside the editor; `moved(where)`: where a template is since. */
    follow(scenario, moved) {
      places = templatePlaces(scenario);
      const after = (where) => placeAt(moved(where));
      kept = new Map([...kept].filter(([where]) => after(where)).map(([where, state]) => [moved(where), state]));
      chosen = chosen && after(chosen.where);
      const now = after(shown.where);
      if (now) shown = now;
      else turnTo(scenario, places.find(({ side }) => side === shown.side));
    },
    /** Takes another Scenario; what its editor shows comes with `load` or `restore`. */
    put(scenario, where) {
      places = templatePlaces(scenario);
      shown = placeAt(where) ?? places[0];
      chosen = undefined;
      kept = new Map();
    },
    load: (scenario) => template.load(templateAt(scenario, shown.where), shown),
    snapshot: () => ({ kept: new Map(kept), state: template.editor.snapshot() }),
    restore({ kept: states, state }) {
      kept = states;
      template.editor.restore(state);
    },
  };
}
