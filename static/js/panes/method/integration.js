/* The integration: its type, its address, the request templates and the mappings into its request. */

import { h } from "../../lib/dom.js";
import * as edits from "../../scenario/method.js";
import { integrationPointer } from "../../scenario/scenario.js";
import { createContentTypes } from "../../widgets/content-types.js";
import { createNameValueField } from "../../widgets/name-value-field.js";

/** @import { Change, Integration, KeepChange } from "../../types/page" */

const TYPES = ["AWS", "HTTP", "MOCK", "AWS_PROXY", "HTTP_PROXY"];
const BEHAVIORS = ["WHEN_NO_MATCH", "WHEN_NO_TEMPLATES", "NEVER"];

/**
 * `onChange(change)`: an edit; `onKeep(notice, change)`: an edit that can be undone whole; `onShow(where)`: a template is wanted.
 * @param {{ onChange: (change: Change) => void, onKeep: KeepChange, onShow: (where: string) => void }} options
 */
export function createIntegration({ onChange, onKeep, onShow }) {
  /**
   * @param {string} name
   * @param {unknown} value
   */
  const put = (name, value) => onChange(edits.putInIntegration(name, value));
  const mappings = createNameValueField({
    label: "Request parameter mappings",
    hint: "integration.request.header.X: method.request.path.id",
    where: integrationPointer("requestParameters"),
    onChange: (map) => put("requestParameters", map),
  });
  const requests = createContentTypes({ where: integrationPointer("requestTemplates"), of: "the request", onShow, onChange, onKeep });
  const type = choiceOf("Integration type", { name: "type", values: TYPES, put });
  const behavior = choiceOf("Without a request template for the type", { name: "passthroughBehavior", values: BEHAVIORS, put });
  const uri = uriField((value) => put("uri", value || undefined));

  return {
    /** The fields by their words. */
    fields: {
      Type: type,
      "Request templates": requests.element,
      Passthrough: behavior,
      URI: uri,
      "Request parameter mappings": mappings.element,
    },
    /** @param {Integration} integration */
    update(integration) {
      type.value = integration.type ?? TYPES[0];
      behavior.value = integration.passthroughBehavior ?? BEHAVIORS[0];
      if (document.activeElement !== uri) uri.value = integration.uri ?? "";
      requests.update(integration.requestTemplates);
      mappings.update(integration.requestParameters);
    },
  };
}

/**
 * A choice among the values of one member of the integration; `put(name, value)` writes it.
 * @param {string} label
 * @param {{ name: string, values: string[], put: (name: string, value: string) => void }} options
 */
function choiceOf(label, { name, values, put }) {
  const select = h("select.select", { ariaLabel: label }, ...values.map((value) => h("option", { value }, value)));
  select.dataset.where = integrationPointer(name);
  select.addEventListener("change", () => put(name, select.value));
  return select;
}

/** @param {(value: string) => void} onInput */
function uriField(onInput) {
  const placeholder = "arn:aws:apigateway:…";
  const field = h("input.field", { ariaLabel: "Integration URI", placeholder, spellcheck: false, autocomplete: "off" });
  field.dataset.where = integrationPointer("uri");
  field.addEventListener("input", () => onInput(field.value));
  return field;
}
