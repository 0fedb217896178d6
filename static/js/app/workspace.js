/* The work on the page: a Scenario, whose texts are in the editors. Takes it in, gives it out, and swaps it whole. */

import { questionOf, withAnswer } from "../scenario/cases.js";
import { BODY, whereInMethod } from "../scenario/scenario.js";
import { createShownResponse } from "./shown-response.js";
import { createShownTemplate } from "./shown-template.js";

/**
 * @import {
 *   ApiPlace, Backend, BackendPane, Case, Change, Diagnostic, Editor, Maybe, Moved, Result, Saved, Scenario, SelectedResponse, ShownResponse, ShownTemplate, Side, Snapshot,
 *   TemplatePane, TemplateEntry, Work
 * } from "../types/page"
 */
/** @typedef {{ templates: ShownTemplate, responses: ShownResponse, written: () => Scenario, set: (next: Scenario) => void }} Inside */

/**
 * @template Value
 * @param {Value} value
 */
const same = (value) => value;

/**
 * `template` and `backend`: the panes that hold its texts.
 * @param {{ template: TemplatePane, backend: BackendPane }} options
 */
export function createWorkspace({ template, backend }) {
  const templates = createShownTemplate({ template });
  const responses = createShownResponse({ backend });
  /** @type {Scenario} */
  let scenario = { template: "" }; // as it was before the texts in the editors
  const from = createOrigins();

  const written = () => responses.written(templates.written(scenario));

  const workspace = {
    /** The Scenario as it is written now. */
    scenario: written,
    /** The Scenario as it is asked: with the response in the editor, whichever case that is. */
    question: () => questionOf(written(), responses.at()),
    cases: () => ({ cases: written().cases ?? [], at: responses.at() }),
    /** The tables, and whether they answer: cheap, for it is asked after each key. */
    tables: () => ({ tables: questionOf(scenario, responses.at()).tables ?? [], isAsked: !responses.isGiven(scenario) }),
    title: () => scenario.title ?? from.api()?.name ?? "Untitled",
    ...from,
    ...editsOf({ templates, responses, written, get: () => scenario, set: (next) => (scenario = next) }),
    ...storageOf({ ...{ templates, responses, written, template, backend, from }, set: (next) => (scenario = next) }),
    view: templates.view,
    /** @param {string} where */
    isTemplate: (where) => templates.entryAt(where) !== undefined,
    /**
     * The editor that holds the text at `where`, turned to it.
     * @param {string} where
     * @returns {Editor}
     */
    editorOf(where) {
      if (where === BODY) return backend.editor;
      workspace.show(where);
      return template.editor;
    },
    /**
     * Shows in both editors what an answer says about their texts.
     * @param {Result} result
     */
    showDiagnostics({ statusFrom, diagnostics }) {
      const { where } = templates.view().shown;
      template.editor.showDiagnostics(statusFrom?.start && statusFrom.where === where ? statusFrom : null, about(where, diagnostics));
      backend.editor.showDiagnostics(null, about(BODY, diagnostics));
    },
  };
  return workspace;
}

/**
 * @param {string} where
 * @param {Diagnostic[]} diagnostics
 */
const about = (where, diagnostics) => diagnostics.filter((diagnostic) => diagnostic.where === where);

/** What the work is elsewhere: a method of an opened API, one of the team's saved scenarios, or neither. */
function createOrigins() {
  /** @type {Maybe<Saved>} */
  let saved = null;
  /** @type {Maybe<ApiPlace>} */
  let api = null;
  return {
    /** Which method of which opened API this is, or null. */
    api: () => api ?? null,
    /** @param {Maybe<ApiPlace>} next */
    setApi: (next) => void (api = next),
    /** Which of the team's saved scenarios this is, or null. */
    saved: () => saved ?? null,
    /** @param {Maybe<Saved>} next */
    setSaved: (next) => void (saved = next),
  };
}

/**
 * What changes the Scenario, or which of its texts are in the editors.
 * @param {Inside & { get: () => Scenario }} options
 */
function editsOf({ templates, responses, written, get, set }) {
  /** @param {TemplateEntry | undefined} entry */
  function show(entry) {
    if (!entry || entry.where === templates.view().shown.where) return;
    set(written());
    templates.show(get(), entry);
  }

  /**
   * Makes `change` (Scenario → Scenario), which touches no text in the editors; `moved(where)`: where a template is after it.
   * @param {Change} change
   * @param {Moved} [moved]
   */
  function edit(change, moved = same) {
    const wasShort = get().method === undefined;
    set(change(written()));
    templates.follow(get(), (where) => moved(wasShort && get().method ? whereInMethod(where) : where));
  }

  return {
    edit,
    /** What is written may have made a method of the short form. */
    settle() {
      if (get().method === undefined && templates.view().shown.side === "request" && written().method) edit(same);
    },
    ...casesOf({ responses, written, get, set }),
    /** @param {string} where */
    show: (where) => show(templates.entryAt(where)),
    /**
     * Turns to the template that counts on the "response" or the "request" side.
     * @param {Side} side
     */
    showSide: (side) => templates.view().shown.side === side || show(templates.entryOfSide(side)),
    /**
     * Turns to the template that the answer was made with, when it is another one than before.
     * @param {SelectedResponse | null} integrationResponse
     */
    follow(integrationResponse) {
      const { shown } = templates.view();
      const now = templates.choose(integrationResponse);
      if (now && shown.side === "response") show(now);
    },
  };
}

/**
 * What changes the cases, or the response in the editor, or which of them that is.
 * @param {Omit<Inside, "templates"> & { get: () => Scenario }} options
 */
const casesOf = ({ responses, written, get, set }) => ({
  /**
   * Turns the response editor to a case (null: the Scenario's own response).
   * @param {number | null} index
   */
  pick(index) {
    if (index === responses.at()) return;
    set(written());
    responses.pick(get(), index);
  },
  /**
   * Another answer of the backend in the place of the one in the editor; null: none is given.
   * @param {Backend | null} next
   */
  putBackend(next) {
    set(withAnswer(written(), responses.at(), next));
    responses.renew(get(), responses.at());
  },
  /**
   * Other cases in the place of those that are there, then turned to the one at `index`.
   * @param {Case[]} cases
   * @param {number | null} [index]
   */
  putCases(cases, index = responses.at()) {
    set({ ...written(), cases });
    if (index !== responses.at()) responses.renew(get(), index);
  },
});

/**
 * What is known of a saved scenario does not go back with its text.
 * @param {Maybe<Saved>} next
 * @param {Maybe<Saved>} now
 */
const latest = (next, now) => (next && now && next.id === now.id && next.revision < now.revision ? now : next);

/**
 * The whole work, out and in.
 * @param {Inside & { template: TemplatePane, backend: BackendPane, from: ReturnType<typeof createOrigins> }} options
 */
function storageOf({ templates, responses, written, template, backend, from, set }) {
  const { api, setApi, saved, setSaved } = from;
  /** Plain data, for storage. */
  const toDocument = () => ({ scenario: written(), shown: templates.view().shown.where, at: responses.at(), saved: saved(), api: api() });

  /** @param {Work} work */
  function put({ scenario, shown, at, api: place }) {
    set(scenario);
    setApi(place);
    templates.put(scenario, shown);
    responses.put(scenario, at);
  }

  /** @param {Work} work */
  function load(work) {
    put(work);
    setSaved(work.saved);
    templates.load(work.scenario);
    responses.load(work.scenario);
    template.updateLineEnds();
    backend.updateLineEnds();
  }

  return {
    toDocument,
    load,
    /** Everything, the editors' own undo histories with it. */
    snapshot: () => ({ ...toDocument(), states: { template: templates.snapshot(), response: responses.snapshot() } }),
    /** @param {Snapshot} snapshot */
    restore(snapshot) {
      if (!snapshot.states) return load(snapshot);
      put(snapshot);
      setSaved(latest(snapshot.saved, saved()));
      templates.restore(snapshot.states.template);
      responses.restore(snapshot.states.response);
      template.updateLineEnds();
      backend.updateLineEnds();
      return undefined;
    },
  };
}
