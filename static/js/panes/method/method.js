/* The method: integration responses, what is declared, the way in, and the client's call; a form over the Scenario. */

import { h, sentence } from "../../lib/dom.js";
import { FAILURES } from "../../scenario/failure.js";
import { integrationPointer } from "../../scenario/scenario.js";
import * as edits from "../../scenario/method.js";
import { createClientCall } from "./client-call.js";
import { createIntegrationResponses } from "./integration-responses.js";
import { createNameValueField } from "../../widgets/name-value-field.js";
import { createContentTypes } from "../../widgets/content-types.js";

const TYPES = ["AWS", "HTTP", "MOCK", "AWS_PROXY", "HTTP_PROXY"];
const FAILURE = "Let the gateway itself fail";
const BEHAVIORS = ["WHEN_NO_MATCH", "WHEN_NO_TEMPLATES", "NEVER"];
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
  const mappings = createNameValueField({
    label: "Request parameter mappings",
    hint: "integration.request.header.X: method.request.path.id",
    where: integrationPointer("requestParameters"),
    onChange: (map) => onChange(edits.putInIntegration("requestParameters", map)),
  });
  const requests = createContentTypes({ where: integrationPointer("requestTemplates"), of: "the request", onShow, onChange, onKeep });
  const type = choice("Integration type", "type", TYPES);
  const behavior = choice("Without a request template for the type", "passthroughBehavior", BEHAVIORS);
  const failure = h("select.select", { ariaLabel: FAILURE }, h("option", { value: "" }, "no"), ...FAILURES.map((one) => h("option", { value: one }, one)));
  failure.dataset.where = "/failure";
  failure.addEventListener("change", () => onFailure(failure.value));
  const uri = h("input.field", { ariaLabel: "Integration URI", placeholder: "arn:aws:apigateway:…", spellcheck: false, autocomplete: "off" });
  uri.dataset.where = integrationPointer("uri");
  uri.addEventListener("input", () => onChange(edits.putInIntegration("uri", uri.value || undefined)));
  const note = h("p.meta");
  const paste = h("button.link", { type: "button", onclick: onImport }, "Paste a method …");
  const element = h(
    "div.view.method-view",
    { tabIndex: -1 },
    h("div.method-note", {}, note, paste),
    section("Integration responses", responses.element),
    section("The client’s call and the stage", h("div.method-grid", {}, ...fieldsOf(call.fields), labelled(FAILURE, failure))),
    section("Method responses", labelled("Status: declared headers. Without any, what is declared is not checked.", declared.element)),
    section(
      "Integration",
      h(
        "div.method-grid",
        {},
        labelled("Type", type),
        labelled("Request templates", requests.element),
        labelled("Passthrough", behavior),
        labelled("URI", uri),
        labelled("Request parameter mappings", mappings.element),
      ),
    ),
  );

  function choice(label, name, values) {
    const select = h("select.select", { ariaLabel: label }, ...values.map((value) => h("option", { value }, value)));
    select.dataset.where = integrationPointer(name);
    select.addEventListener("change", () => onChange(edits.putInIntegration(name, select.value)));
    return select;
  }

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
      const { scenario, request, failure: asked, chosen } = read();
      const { isShort, method, integration, responses: entries } = edits.viewOf(scenario);
      note.replaceChildren(...sentence(isShort ? SHORT : LONG));
      responses.update(entries, chosen);
      declared.update(edits.declaredOf(method));
      call.update({ ...scenario, request }, half);
      type.value = integration.type ?? TYPES[0];
      failure.value = asked;
      behavior.value = integration.passthroughBehavior ?? BEHAVIORS[0];
      if (document.activeElement !== uri) uri.value = integration.uri ?? "";
      requests.update(integration.requestTemplates);
      mappings.update(integration.requestParameters);
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
