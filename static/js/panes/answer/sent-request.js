/* What the request side made of the client's call: the request as it is sent to DynamoDB. */

import { createViewer } from "../../editor/viewer.js";
import { h } from "../../lib/dom.js";
import { prettyJson } from "../../lib/pretty-json.js";

/** @import { Result } from "../../types/page" */

/** @type {["header" | "querystring" | "path", string][]} */
const PARTS = [
  ["header", "Header"],
  ["querystring", "Query"],
  ["path", "Path"],
];

/** A table of parameters, and the body. */
export function createSentRequest() {
  const rows = h("tbody");
  const head = h("thead.spoken", {}, h("tr", {}, ...["Name", "Value", "Part"].map((name) => h("th", { scope: "col" }, name))));
  const table = h("table.headers", { ariaLabel: "Parameters sent" }, head, rows);
  const viewer = createViewer({ label: "Request body sent", empty: "No body is sent." });
  const note = h("p.explain-line");
  const element = h("div.view", {}, table, viewer.element, note);

  return {
    element,
    /** @param {Pick<Result, "integrationRequest">} result */
    update({ integrationRequest: request }) {
      const sent = PARTS.flatMap(([part, words]) => Object.entries(request?.[part] ?? {}).map((pair) => [...pair, words]));
      rows.replaceChildren(
        ...sent.map(([name, value, part]) => h("tr", {}, h("th", { scope: "row" }, name), h("td", {}, value), h("td.meta", {}, part))),
      );
      table.hidden = sent.length === 0;
      const body = request?.body ?? "";
      viewer.show(prettyJson(body).text ?? body, { asJson: /^\s*[[{]/.test(body) });
      note.textContent = request
        ? "What the integration gets. Headers that API Gateway adds by itself are left out."
        : "The request side ended early: nothing is sent.";
    },
  };
}
