/* What the client gets, and how it came about: body, headers, log, and the request that was sent. */

import { createViewer } from "../../editor/viewer.js";
import { h } from "../../lib/dom.js";
import { createBody } from "./body.js";
import { createSentRequest } from "./sent-request.js";
import { createLargeButton } from "../../widgets/pane-buttons.js";
import { createTabs } from "../../widgets/tabs.js";

/** @import { Because, EditorEvents, Result, Side, Target } from "../../types/page" */

/**
 * `because(from)` puts a `headersFrom` entry into words: {text, link?, place?}; `onGo(place)` goes there; `onPick(offset)`: a place in the
 * body was picked.
 * @param {{
 *   because: (from: any) => Because, onGo: (target: Target) => void, onPick: (offset: number) => void, keys: EditorEvents["keys"],
 * }} options
 */
export function createAnswerPane({ because, onGo, onPick, keys }) {
  const body = createBody({ onPick, onGo, keys });
  const log = createViewer({ label: "Log", empty: "Nothing was logged." });
  const sent = createSentRequest();
  const headers = createHeaders({ because, onGo });
  const views = {
    body: { label: "Body", element: body.element },
    headers: { label: "Headers", element: h("div.view.headers-view", { tabIndex: 0 }, headers.table) },
    log: { label: "Log", element: h("div.view", {}, log.element) },
    request: { label: "Request", element: sent.element },
  };
  let result = /** @type {Result | null} */ (null);
  /** @type {Record<keyof typeof views, (result: Result) => void>} */
  const show = {
    body: body.update,
    headers: headers.update,
    log: (now) => log.show(now.log.join("\n"), { asJson: false }),
    request: sent.update,
  };
  const tabs = createTabs({ label: "Answer", views, onShow: showView });
  const parts = [
    h("header.panel-head", {}, tabs.element, h("div.panel-tools", {}, body.tools, createLargeButton("the answer"))),
    ...Object.values(views).map((view) => view.element),
  ];
  const element = h("section.answer", { ariaLabel: "Answer" }, ...parts);

  /**
   * Only the view in sight is written; the others wait until they are looked at.
   * @param {keyof typeof views} name
   */
  function showView(name) {
    body.tools.classList.toggle("is-away", name !== "body");
    if (result) show[name](result);
  }

  tabs.show("body");
  return {
    element,
    highlight: body.highlight,
    sayOrigin: body.sayOrigin,
    /**
     * Shows what the template on that side makes.
     * @param {Side} side
     */
    showSide: (side) => (side === "request" || tabs.shown() === "request") && tabs.show(side === "request" ? "request" : "body"),
    /** @param {Result} next */
    update(next) {
      result = next;
      tabs.setLabel("headers", "Headers", h("span.count", {}, String(Object.keys(result.headers ?? {}).length)));
      showView(tabs.shown());
    },
  };
}

/**
 * The headers of the answer, with what set each.
 * @param {{ because: (from: any) => Because, onGo: (target: Target) => void }} options
 */
function createHeaders({ because, onGo }) {
  const rows = h("tbody");
  const head = h("tr", {}, ...["Header", "Value", "Where from"].map((name) => h("th", { scope: "col" }, name)));

  /**
   * @param {Result} result
   * @param {[name: string, value: string]} header
   */
  function rowOf({ headersFrom }, [name, value]) {
    const { text, link, place } = because(headersFrom?.[name]);
    const from = place ? h("button.link", { type: "button", onclick: () => onGo(place) }, link) : text;
    return h("tr", {}, h("th", { scope: "row" }, name), h("td", {}, value), h("td.meta", {}, from));
  }

  return {
    table: h("table.headers", {}, h("thead.spoken", {}, head), rows),
    /** @param {Result} result */
    update: (result) => rows.replaceChildren(...Object.entries(result.headers ?? {}).map((header) => rowOf(result, header))),
  };
}
