/* What is done with the method: edits from its form, brought into the workspace. */

import { failureOf, withFailure } from "../scenario/failure.js";
import { responsePointer } from "../scenario/scenario.js";
import { parametersOf, requestOf, withCallChange, withRequest } from "../scenario/client-call.js";

/** @import { Call, CallChange, Change, Keep, Moved, Result, Scenario, SelectedResponse, Workspace } from "../types/page" */

/**
 * `keep(notice, change)`: makes a change that can be undone whole; `onEdit()`: the work was edited; `onShow(where)`: a template is wanted.
 * @param {{ workspace: Workspace, keep: Keep, onEdit: () => void, onShow: (where: string) => void }} options
 */
export function createMethodController({ workspace, keep, onEdit, onShow }) {
  /** @type {SelectedResponse | null} */
  let selected = null; // the integration response that the answer was made with

  /** @type {(change: Change, moved?: Moved) => void} */
  const edit = (change, moved) => {
    workspace.edit(change, moved);
    onEdit();
  };

  return {
    /** What the method's form asks for and tells. */
    events: {
      read() {
        const scenario = workspace.scenario();
        const { at } = workspace.cases();
        return {
          scenario,
          request: requestOf(scenario, at),
          failure: failureOf(scenario, at),
          chosen: selected ? keyOf(selected, scenario) : undefined,
        };
      },
      onChange: edit,
      /** @param {Call} request */
      onRequest: (request) => edit((scenario) => withRequest(scenario, workspace.cases().at, request)),
      /** @param {string} failure */
      onFailure: (failure) => edit((scenario) => withFailure(scenario, workspace.cases().at, failure)),
      /**
       * @param {string} notice
       * @param {Change} change
       */
      onKeep: (notice, change) => keep(notice, () => workspace.edit(change)),
      onShow,
    },
    /**
     * An answer, or null where the work is another one since.
     * @param {Result | null} answer
     */
    follow: (answer) => (selected = answer?.integrationResponse ?? null),
    /**
     * Makes the call that shows a problem the one that applies.
     * @param {CallChange} change
     */
    tryCall: (change) =>
      keep("The call that shows it.", () => workspace.edit((scenario) => withCallChange(scenario, workspace.cases().at, change))),
    /** The names that the client's call and the stage give to a template, with their values. */
    names: () => namesOf(workspace.scenario(), workspace.cases().at),
    /** The text of the document that the template in the editor gets. */
    payload() {
      if (workspace.view().shown.side === "response") return workspace.question().backend?.body ?? "";
      return requestOf(workspace.scenario(), workspace.cases().at).body ?? "";
    },
  };
}

/**
 * The key of the integration response that was selected: its template's, or that of the one with its status and pattern.
 * @param {SelectedResponse} selected
 * @param {Scenario} scenario
 */
function keyOf({ template, statusCode, selectionPattern }, { method }) {
  if (!method) return statusCode;
  const responses = Object.entries(method.methodIntegration?.integrationResponses ?? {});
  const found =
    responses.find(([key]) => template?.startsWith(`${responsePointer(key)}/`)) ??
    responses.find(([key, one]) => (one?.statusCode ?? key) === statusCode && (one?.selectionPattern ?? "") === (selectionPattern ?? ""));
  return found?.[0];
}

/**
 * @param {Scenario} scenario
 * @param {number | null} at the case whose call it is
 */
function namesOf(scenario, at) {
  const request = requestOf(scenario, at);
  const { path, querystring, header } = request;
  return {
    params: { ...header, ...querystring, ...path },
    method: { request: parametersOf(request) },
    stageVariables: scenario.stageVariables ?? {},
    context: scenario.context ?? {},
  };
}
