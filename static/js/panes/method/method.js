/* The method: integration responses, what is declared, the way in, and the client's call; a form over the Scenario. */

import { h, sentence } from "../../lib/dom.js";
import * as edits from "../../scenario/method.js";
import { createClientCall } from "./client-call.js";
import { createIntegration } from "./integration.js";
import { createIntegrationResponses } from "./integration-responses.js";
import { createNameValueField } from "../../widgets/name-value-field.js";

const SHORT = "One template, the default response 200. A change here makes a method of it.";
const LONG = "As `aws apigateway get-method` prints it.";

/**
 * `read()`: `{scenario, request, failure, chosen}`: the Scenario, the client's call and the gateway's failure that apply, and the key of the response
 * the answer was made with. `onChange(change, moved?)`: an edit; `onRequest(request)`; `onFailure(type)`, "" for none; `onKeep(notice, change)`: an edit that can be undone whole; `onShow(where)`: a template is wanted;
 * `onImport()`; `onEdit()`: something was written that changes nothing yet.
 */
export function createMethodPane({ events, read, onChange, onRequest, onFailure, onKeep, onShow, onImport, onEdit }) {
  const responses = createIntegrationResponses({ onChange, onRename: rename, onKeep, onShow, onAdd: add });
  const call = createClientCall({ events, onRequest, onChange, onEdit });
  const declared = createNameValueField({
    label: "Method responses",
    hint: "200: Content-Type, X-Total",
    where: "/method/methodResponses",
    onChange: (map) => onChange(edits.putDeclared(map)),
  });
  const integration = createIntegration({ onChange, onKeep, onShow });
  const note = h("p.meta");
  const paste = h("button.link", { type: "button", onclick: onImport }, "Paste a method …");
  const element = h(
    "div.view.method-view",
    { tabIndex: -1 },
    h("div.method-note", {}, note, paste),
    section("Integration responses", responses.element),
    section("The client’s call and the stage", h("div.method-grid", {}, ...fieldsOf(call.fields), labelled(FAILURE, failure))),
    section("Method responses", labelled("Status: declared headers. Without any, what is declared is not checked.", declared.element)),
    section("Integration", h("div.method-grid", {}, ...fieldsOf(integration.fields))),
  );

  function rename(key, status) {
    const renamed = edits.renameResponse(read().scenario, key, status);
    if (renamed) onChange(renamed.change, renamed.moved);
    return renamed !== null;
  }

  function add() {
    const added = edits.newResponse(read().scenario);
    onChange(edits.addResponse(added));
    element.querySelector(`[data-where$="/${added.key}"]`)?.focus();
  }

  const pane = {
    element,
    holds: call.holds,
    unfinished: call.unfinished,
    /** Goes on with what was half written as `$context`. */
    resume: (half) => pane.update(half),
    showDiagnostics: call.showDiagnostics,
    /** Other work is there: what was half written is not of it. */
    forget: call.forget,
    /** Shows the work; `half`: what was written as `$context` and is none yet. */
    update(half) {
      const { scenario, request, chosen } = read();
      const { isShort, method, integration: now, responses: entries } = edits.viewOf(scenario);
      note.replaceChildren(...sentence(isShort ? SHORT : LONG));
      responses.update(entries, chosen);
      declared.update(edits.declaredOf(method));
      call.update({ ...scenario, request }, half);
      integration.update(now);
    },
    /** Puts the focus on the field of `where`, or the nearest one around it. */
    goTo({ where, start, end }) {
      const fields = [...element.querySelectorAll("[data-where]")];
      const around = fields.filter(({ dataset }) => `${where}/`.startsWith(`${dataset.where}/`));
      const field = around.sort((one, other) => other.dataset.where.length - one.dataset.where.length)[0] ?? element;
      const editor = call.editorAt(where);
      if (editor && start) return editor.goTo({ start, end });
      field.scrollIntoView({ block: "nearest" });
      return (field.querySelector(".cm-content") ?? field).focus();
    },
  };
  return pane;
}

const section = (title, ...content) => h("section.method-part", { ariaLabel: title }, h("h2", {}, title), ...content);
const labelled = (words, field) => h("div.labelled", {}, h("span.meta", { ariaHidden: "true" }, words), field);
const fieldsOf = (fields) => Object.entries(fields).map(([words, field]) => labelled(words, field));
