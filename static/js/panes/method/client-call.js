/* The client's call, and what the API's stage adds to it: parameters, body, stage variables, `$context`. */

import { json } from "../../editor/json.js";
import { createEditor } from "../../editor/editor.js";
import { h } from "../../lib/dom.js";
import { putAt } from "../../scenario/method.js";
import { createJsonField } from "../../widgets/json-field.js";
import { createNameValueField } from "../../widgets/name-value-field.js";

/** @import { Call, Change, Diagnostic, Editor, EditorEvents, Scenario } from "../../types/page" */

/** @type {Record<string, { label: string, hint: string, isMulti: boolean }>} */
const MAPS = {
  path: { label: "Path parameters", hint: "id: 42", isMulti: false },
  querystring: { label: "Query string", hint: "limit: 10", isMulti: true },
  header: { label: "Request headers", hint: "Accept: application/json", isMulti: true },
};

const BODY = { label: "Request body", help: "editor-help", language: json, empty: "No body." };

/**
 * `events`: the page's for editors. `onRequest(request)`: another call; `onChange(change)`: another part of the Scenario; `onEdit()`.
 * @param {{ events: EditorEvents, onRequest: (request: Call) => void, onChange: (change: Change) => void, onEdit: () => void }} options
 */
export function createClientCall({ events, onRequest, onChange, onEdit }) {
  /** @type {Call} */
  let request = {};
  /**
   * @param {string} member
   * @param {unknown} value
   */
  const send = (member, value) => {
    request = { ...request, [member]: value };
    onRequest(request);
  };
  const maps = Object.fromEntries(
    Object.entries(MAPS).map(([name, options]) => [
      name,
      createNameValueField({ ...options, where: `/request/${name}`, onChange: (map) => send(name, map) }),
    ]),
  );
  const body = createEditor({ ...events, ...BODY, onEdit: () => send("body", body.text()) });
  const variables = createNameValueField({
    label: "Stage variables",
    hint: "table: Content-prod",
    where: "/stageVariables",
    onChange: (map) => onChange(putAt("/stageVariables", map)),
  });
  const context = createJsonField({
    label: "$context",
    empty: '{"stage": "prod"}',
    events,
    onChange: (object) => onChange(putAt("/context", object)),
    onEdit,
  });
  const bodyField = h("div.small-editor", {}, body.element);
  bodyField.dataset.where = "/request/body";
  context.element.dataset.where = "/context";

  return {
    fields: {
      ...Object.fromEntries(Object.entries(maps).map(([name, { element }]) => [MAPS[name].label, element])),
      "Request body": bodyField,
      "Stage variables": variables.element,
      $context: context.element,
    },
    /** @param {string} where */
    holds: (where) => where === "/request/body",
    /**
     * @param {string} where
     * @returns {Editor | undefined}
     */
    editorAt: (where) => ({ "/request/body": body, "/context": context.editor })[where],
    /**
     * `call`: the request that applies; `half`: what was written as `$context` and is none yet.
     * @param {Scenario} scenario
     * @param {string | null} [half]
     */
    update({ request: call = {}, context: object, stageVariables }, half = null) {
      request = call;
      for (const [name, field] of Object.entries(maps)) field.update(/** @type {Record<string, any>} */ (call)[name]);
      if (body.text() !== (call.body ?? "")) body.load(call.body ?? "");
      variables.update(stageVariables);
      context.update(object, half);
    },
    unfinished: context.unfinished,
    forget: context.forget,
    /** @param {Diagnostic[]} diagnostics */
    showDiagnostics(diagnostics) {
      body.showDiagnostics(
        null,
        diagnostics.filter(({ where }) => where === "/request/body"),
      );
    },
  };
}
