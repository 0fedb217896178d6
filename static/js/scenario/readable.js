/* A Scenario as one text, to be compared by eye: each template and body with its own lines, then all that is left as JSON. */

import { without } from "../lib/json-pointer.js";
import { prettyJson } from "../lib/pretty-json.js";
import { BODY, templateAt, templateEntries } from "./scenario.js";

/** @import { Scenario, TemplateEntry } from "../types/page" */

/**
 * @param {Scenario} scenario
 */
export function toReadable(scenario) {
  const templates = templateEntries(scenario).map((entry) => ({
    where: entry.where,
    name: nameOf(entry),
    text: templateAt(scenario, entry.where),
  }));
  const body = scenario.backend?.body ?? "";
  const texts = [...templates, { where: BODY, name: "DynamoDB’s answer", text: prettyJson(body).text ?? body }];
  const rest = texts.reduce((left, { where }) => without(left, where), /** @type {any} */ (scenario));
  const parts = texts.filter(({ text }) => text !== "").map(({ name, text }) => `── ${name}\n${text}\n`);
  return [...parts, `── Everything else\n${JSON.stringify(rest, null, 2)}\n`].join("\n");
}

/** @param {TemplateEntry} entry */
function nameOf({ side, statusCode, selectionPattern, contentType }) {
  if (side === "request") return `Request template · ${contentType}`;
  return ["Response template", statusCode, selectionPattern, contentType].filter(Boolean).join(" · ");
}
