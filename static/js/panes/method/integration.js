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
  const type = choice("Integration type", "type", TYPES);
  const behavior = choice("Without a request template for the type", "passthroughBehavior", BEHAVIORS);
  const uri = h("input.field", {
    ariaLabel: "Integration URI",
    placeholder: "arn:aws:apigateway:…",
    spellcheck: false,
    autocomplete: "off",
  });
  uri.dataset.where = integrationPointer("uri");
  uri.addEventListener("input", () => put("uri", uri.value || undefined));

  /**
   * @param {string} label
   * @param {string} name
   * @param {string[]} values
   */
  function choice(label, name, values) {
    const select = h("select.select", { ariaLabel: label }, ...values.map((value) => h("option", { value }, value)));
    select.dataset.where = integrationPointer(name);
    select.addEventListener("change", () => put(name, select.value));
    return select;
  }

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
