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

const VARIABLES = { label: "Stage variables", hint: "table: Content-prod", where: "/stageVariables" };
const CONTEXT = { label: "$context", empty: '{"stage": "prod"}' };
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
  const maps = createMaps(send);
  const body = createEditor({ ...events, ...BODY, onEdit: () => send("body", body.text()) });
  const variables = createNameValueField({ ...VARIABLES, onChange: (map) => onChange(putAt(VARIABLES.where, map)) });
  const context = createJsonField({ ...CONTEXT, events, onChange: (object) => onChange(putAt("/context", object)), onEdit });
  const bodyField = h("div.small-editor", {}, body.element);
  bodyField.dataset.where = "/request/body";
  context.element.dataset.where = "/context";

  return {
    fields: { ...maps.fields, "Request body": bodyField, "Stage variables": variables.element, $context: context.element },
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
      maps.update(call);
      if (body.text() !== (call.body ?? "")) body.load(call.body ?? "");
      variables.update(stageVariables);
      context.update(object, half);
    },
    unfinished: context.unfinished,
    forget: context.forget,
    /** @param {Diagnostic[]} diagnostics */
    showDiagnostics(diagnostics) {
      const mine = diagnostics.filter(({ where }) => where === "/request/body");
      body.showDiagnostics(null, mine);
    },
  };
}

/**
 * The fields of the call's parameters. `send(member, value)`: one of the three maps was written.
 * @param {(member: string, value: unknown) => void} send
 */
function createMaps(send) {
  const maps = Object.entries(MAPS).map(([name, options]) => ({
    name,
    field: createNameValueField({ ...options, where: `/request/${name}`, onChange: (map) => send(name, map) }),
  }));
  return {
    /** By their words. */
    fields: Object.fromEntries(maps.map(({ name, field }) => [MAPS[name].label, field.element])),
    /** @param {Record<string, any>} call */
    update(call) {
      for (const { name, field } of maps) field.update(call[name]);
    },
  };
}
