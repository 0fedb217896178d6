/* The work in the workspace: a Scenario, whose texts are in the editors. Takes it in, gives it out, and swaps it whole. */

import { questionOf, withCase } from "../scenario/cases.js";
import { BODY, backendOf, chosenPlace, templateAt, templatePlaces, whereInMethod, withBackend, withTemplate } from "../scenario/scenario.js";

const same = (value) => value;

export function createWorkspace({ template, backend }) {
  let scenario = { template: "" };
  let places = templatePlaces(scenario);
  let shown = places[0];
  let chosen;
  let parked = new Map(); // where → editor state of a template that is not shown
  let at = null; // the case whose response is in the editor; null: the Scenario's own
  let parkedBodies = new Map(); // case → editor state of a response that is not shown

  function show(place) {
    if (place.where === shown.where) return;
    parked.set(shown.where, template.editor.snapshot());
    scenario = workspace.scenario();
    turnToTemplate(place);
  }

  function turnToTemplate(place) {
    shown = place;
    const kept = parked.get(place.where);
    if (kept) template.editor.restore(kept);
    else template.load(templateAt(scenario, place.where), place);
    template.updateLineEnds();
  }

  function put(next, where, index = null) {
    scenario = next;
    places = templatePlaces(next);
    shown = places.find((place) => place.where === where) ?? places[0];
    chosen = undefined;
    parked = new Map();
    at = next.cases?.[index] ? index : null;
    parkedBodies = new Map();
    backend.update(backendOf(questionOf(next, at)));
  }

  function turnTo(index) {
    backend.update(backendOf(questionOf(scenario, index)));
    const kept = parkedBodies.get(index);
    if (kept) backend.editor.restore(kept);
    else backend.editor.load(backendOf(questionOf(scenario, index)).body);
    at = index;
    backend.updateLineEnds();
  }

  const workspace = {
    /** The Scenario as it is written now. */
    scenario() {
      const written = withTemplate(scenario, shown.where, template.editor.text());
      const answered = { ...backend.answered(), body: backend.editor.text() };
      if (at === null) return withBackend(written, answered);
      const asked = questionOf(written, at);
      const { backend: own } = withBackend(asked, answered);
      return own === asked.backend ? written : withCase(written, at, { backend: own });
    },
    /** The Scenario as it is asked: with the response in the editor, whichever case that is. */
    question: () => questionOf(workspace.scenario(), at),
    cases: () => ({ cases: workspace.scenario().cases ?? [], at }),
    /** Makes `change` (Scenario → Scenario), which touches no text in the editors; `moved(where)`: where a template is after it. */
    edit(change, moved = same) {
      const wasShort = scenario.method === undefined;
      scenario = change(workspace.scenario());
      places = templatePlaces(scenario);
      const after = (where) => moved(wasShort && scenario.method ? whereInMethod(where) : where);
      const placeAt = (where) => places.find((place) => place.where === after(where));
      parked = new Map([...parked].filter(([where]) => placeAt(where)).map(([where, state]) => [after(where), state]));
      chosen = chosen && placeAt(chosen.where);
      const now = placeAt(shown.where);
      if (now) shown = now;
      else turnToTemplate(places.find(({ side }) => side === shown.side));
    },
    /** What is written may have made a method of the short form. */
    settle() {
      if (scenario.method === undefined && shown.side === "request" && workspace.scenario().method) workspace.edit(same);
    },
    /** Turns the response editor to a case (null: the Scenario's own response). */
    pick(index) {
      if (index === at) return;
      scenario = workspace.scenario();
      if (at === null || scenario.cases[at].backend) parkedBodies.set(at, backend.editor.snapshot());
      turnTo(index);
    },
    /** Other cases in the place of those that are there, then turned to the one at `index`. */
    putCases(cases, index = at) {
      scenario = { ...workspace.scenario(), cases };
      if (index === at) return;
      parkedBodies = new Map();
      turnTo(index);
    },
    title: () => scenario.title ?? "Untitled",
    /** Plain data, for storage. */
    toDocument: () => ({ scenario: workspace.scenario(), shown: shown.where, at }),
    load({ scenario: next, shown: where, at: index }) {
      put(next, where, index);
      template.load(templateAt(next, shown.where), shown);
      backend.editor.load(backendOf(questionOf(next, at)).body);
      template.updateLineEnds();
      backend.updateLineEnds();
    },
    /** Everything, the editors' own undo histories with it. */
    snapshot: () => ({ ...workspace.toDocument(), parked: new Map(parked), states: [template.editor.snapshot(), backend.editor.snapshot()] }),
    restore(snapshot) {
      if (!snapshot.states) return workspace.load(snapshot);
      put(snapshot.scenario, snapshot.shown, snapshot.at);
      parked = snapshot.parked;
      template.editor.restore(snapshot.states[0]);
      backend.editor.restore(snapshot.states[1]);
      template.updateLineEnds();
      backend.updateLineEnds();
    },
    /** Turns to the template that the answer was made with, when it is another one than before. */
    follow(integrationResponse) {
      const now = chosenPlace(places, integrationResponse);
      if (now && now.where !== chosen?.where && shown.side === "response") show(now);
      chosen = now;
    },
    show: (where) => show(places.find((place) => place.where === where) ?? shown),
    /** Turns to the template that counts on the "response" or the "request" side. */
    showSide: (side) => shown.side === side || show((side === "response" && chosen) || places.find((place) => place.side === side)),
    view: () => ({ places, shown, chosen }),
    isTemplate: (where) => places.some((place) => place.where === where),
    /** The editor that holds the text at `where`, turned to it. */
    editorOf(where) {
      if (where === BODY) return backend.editor;
      workspace.show(where);
      return template.editor;
    },
    /** Shows in both editors what an answer says about their texts. */
    showDiagnostics({ statusFrom, diagnostics }) {
      const about = (where) => diagnostics.filter((diagnostic) => diagnostic.where === where);
      template.editor.showDiagnostics(statusFrom?.start && statusFrom.where === shown.where ? statusFrom : null, about(shown.where));
      backend.editor.showDiagnostics(null, about(BODY));
    },
  };
  return workspace;
}
