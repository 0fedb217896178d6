/* The work on the bench: a Scenario, whose texts are in the two editors. Takes it in, gives it out, and swaps it whole. */

import { BODY, backendOf, chosenPlace, templateAt, templatePlaces, withBackend, withTemplate } from "./scenario.js";

export function createBench({ template, backend }) {
  let scenario = { template: "" };
  let places = templatePlaces(scenario);
  let shown = places[0];
  let chosen;
  let parked = new Map(); // where → editor state of a template that is not shown

  function show(place) {
    if (place.where === shown.where) return;
    parked.set(shown.where, template.editor.snapshot());
    scenario = withTemplate(scenario, shown.where, template.editor.text());
    shown = place;
    const kept = parked.get(place.where);
    if (kept) template.editor.restore(kept);
    else template.editor.load(templateAt(scenario, place.where));
    template.updateLineEnds();
  }

  function put(next, where) {
    scenario = next;
    places = templatePlaces(next);
    shown = places.find((place) => place.where === where) ?? places[0];
    chosen = undefined;
    parked = new Map();
    backend.update(backendOf(next));
  }

  const bench = {
    /** The Scenario as it is written now. */
    scenario() {
      const written = withTemplate(scenario, shown.where, template.editor.text());
      return withBackend(written, { status: backend.status(), body: backend.editor.text() });
    },
    title: () => scenario.title ?? "Untitled",
    /** Plain data, for storage. */
    toDocument: () => ({ scenario: bench.scenario(), shown: shown.where }),
    load({ scenario: next, shown: where }) {
      put(next, where);
      template.editor.load(templateAt(next, shown.where));
      backend.editor.load(backendOf(next).body);
      template.updateLineEnds();
      backend.updateLineEnds();
    },
    /** Everything, the editors' own undo histories with it. */
    snapshot: () => ({ ...bench.toDocument(), parked: new Map(parked), states: [template.editor.snapshot(), backend.editor.snapshot()] }),
    restore(snapshot) {
      if (!snapshot.states) return bench.load(snapshot);
      put(snapshot.scenario, snapshot.shown);
      parked = snapshot.parked;
      template.editor.restore(snapshot.states[0]);
      backend.editor.restore(snapshot.states[1]);
      template.updateLineEnds();
      backend.updateLineEnds();
    },
    /** Turns to the template that the answer was made with, when it is another one than before. */
    follow(integrationResponse) {
      const now = chosenPlace(places, integrationResponse);
      if (now && now.where !== chosen?.where) show(now);
      chosen = now;
    },
    show: (where) => show(places.find((place) => place.where === where) ?? shown),
    view: () => ({ places, shown, chosen }),
    isHere: (where) => where === BODY || places.some((place) => place.where === where),
    /** The editor that holds the text at `where`, turned to it. */
    editorOf(where) {
      if (where === BODY) return backend.editor;
      bench.show(where);
      return template.editor;
    },
    /** Shows in both editors what an answer says about their texts. */
    mark({ statusFrom, diagnostics }) {
      const about = (where) => diagnostics.filter((diagnostic) => diagnostic.where === where);
      template.editor.mark(statusFrom?.start && statusFrom.where === shown.where ? statusFrom : null, about(shown.where));
      backend.editor.mark(null, about(BODY));
    },
  };
  return bench;
}
