/* The method: integration responses, what is declared, the way in, and the client's call; a form over the Scenario. */

import { find, h, sentence } from "../../lib/dom.js";
import * as edits from "../../scenario/method.js";
import { createClientCall } from "./client-call.js";
import { createFailureChoice, FAILURE } from "./failure.js";
import { createIntegration } from "./integration.js";
import { createIntegrationResponses } from "./integration-responses.js";
import { createNameValueField } from "../../widgets/name-value-field.js";

/** @import { Call, Change, EditorEvents, KeepChange, Moved, Place, Scenario } from "../../types/page" */

const SHORT = "One template, the default response 200. Editing here turns it into a full method.";
const DECLARED = { label: "Method responses", hint: "200: Content-Type, X-Total", where: "/method/methodResponses" };
const LONG = "As `aws apigateway get-method` prints it.";

/**
 * `read()`: `{scenario, request, failure, chosen}`: the Scenario, the client's call and the gateway's failure that apply, and the key of
 * the response the answer was made with. `onChange(change, moved?)`: an edit; `onRequest(request)`; `onFailure(type)`, "" for none;
 * `onKeep(notice, change)`: an edit that can be undone whole; `onShow(where)`: a template is wanted; `onImport()`; `onEdit()`: something was
 * written that changes nothing yet.
 * @param {{
 *   events: EditorEvents, read: () => { scenario: Scenario, request: Call, failure: string, chosen?: string },
 *   onChange: (change: Change, moved?: Moved) => void, onRequest: (request: Call) => void, onFailure: (type: string) => void, onKeep: KeepChange,
 *   onShow: (where: string) => void, onImport: () => void, onEdit: () => void,
 * }} options
 */
export function createMethodPane({ events, read, onChange, onRequest, onFailure, onKeep, onShow, onImport, onEdit }) {
  const responses = createResponses({ onChange, onKeep, onShow, scenario: () => read().scenario, form: () => element });
  const call = createClientCall({ events, onRequest, onChange, onEdit });
  const declared = createNameValueField({ ...DECLARED, onChange: (map) => onChange(edits.putDeclared(map)) });
  const integration = createIntegration({ onChange, onKeep, onShow });
  const failure = createFailureChoice({ onFailure });
  const note = h("p.meta");
  const parts = [
    h("div.method-note", {}, note, h("button.link", { type: "button", onclick: onImport }, "Paste a method …")),
    section("Integration responses", responses.element),
    section("The client’s call and the stage", grid({ ...call.fields, [FAILURE]: failure.element })),
    section("Method responses", labelled("Status: declared headers. Without any, what is declared is not checked.", declared.element)),
    section("Integration", grid(integration.fields)),
  ];
  const element = h("div.view.method-view", { tabIndex: -1 }, ...parts);

  return {
    element,
    holds: call.holds,
    unfinished: call.unfinished,
    showDiagnostics: call.showDiagnostics,
    /** Other work is there: what was half written is not of it. */
    forget: call.forget,
    /**
     * Shows the work; `half`: what was written as `$context` and is none yet.
     * @param {string} [half]
     */
    update(half) {
      const { scenario, request, failure: asked, chosen } = read();
      const { isShort, method, integration: now, responses: entries } = edits.viewOf(scenario);
      note.replaceChildren(...sentence(isShort ? SHORT : LONG));
      responses.update(entries, chosen);
      declared.update(edits.declaredOf(method));
      call.update({ ...scenario, request }, half);
      failure.update(asked);
      integration.update(now);
    },
    /**
     * Puts the focus on the field of `where`, or the nearest one around it.
     * @param {Place} place
     */
    goTo({ where, start, end }) {
      const editor = call.editorAt(where);
      if (editor && start) editor.goTo({ start, end });
      else focusOn(nearestField(element, where));
    },
  };
}

/**
 * The integration responses. `scenario()`: the one they are of; `form()`: where a new one gets the focus.
 * @param {{
 *   onChange: (change: Change, moved?: Moved) => void, onKeep: KeepChange, onShow: (where: string) => void,
 *   scenario: () => Scenario, form: () => HTMLElement,
 * }} options
 */
function createResponses({ onChange, onKeep, onShow, scenario, form }) {
  /**
   * @param {string} key
   * @param {string} status
   */
  function rename(key, status) {
    const renamed = edits.renameResponse(scenario(), key, status);
    if (renamed) onChange(renamed.change, renamed.moved);
    return renamed !== null;
  }

  function add() {
    const added = edits.newResponse(scenario());
    onChange(edits.addResponse(added));
    find(form(), `[data-where$="/${added.key}"]`)?.focus();
  }

  return createIntegrationResponses({ onChange, onRename: rename, onKeep, onShow, onAdd: add });
}

/**
 * @param {string} title
 * @param {...Node} content
 */
const section = (title, ...content) => h("section.method-part", { ariaLabel: title }, h("h2", {}, title), ...content);
/**
 * @param {string} words
 * @param {Node} field
 */
const labelled = (words, field) => h("div.labelled", {}, h("span.meta", { ariaHidden: "true" }, words), field);
/** @param {Record<string, Node>} fields */
const grid = (fields) => h("div.method-grid", {}, ...Object.entries(fields).map(([words, field]) => labelled(words, field)));

/** @param {HTMLElement} field */
function focusOn(field) {
  field.scrollIntoView({ block: "nearest" });
  (find(field, ".cm-content") ?? field).focus();
}

/**
 * The field of `where`, or the nearest one around it; the form itself where there is none.
 * @param {HTMLElement} form
 * @param {string} where
 */
function nearestField(form, where) {
  const fields = /** @type {HTMLElement[]} */ ([...form.querySelectorAll("[data-where]")]);
  const around = fields.filter(({ dataset }) => `${where}/`.startsWith(`${dataset.where}/`));
  return around.sort((one, other) => depthOf(other) - depthOf(one))[0] ?? form;
}

/**
 * How deep the place of a field is, by the length of its pointer.
 * @param {HTMLElement} field
 */
const depthOf = ({ dataset }) => dataset.where?.length ?? 0;
