/* What the client gets, and how it came about: body, headers, log, and the request that was sent. */

import { createViewer } from "../../editor/viewer.js";
import { h } from "../../lib/dom.js";
import { createBody } from "./body.js";
import { createSentRequest } from "./sent-request.js";
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
  const rows = h("tbody");
  const views = {
    body: { label: "Body", element: body.element },
    headers: { label: "Headers", element: h("div.view.headers-view", { tabIndex: 0 }, headerTable(rows)) },
    log: { label: "Log", element: h("div.view", {}, log.element) },
    request: { label: "Request", element: sent.element },
  };
  /** @type {Result | null} */
  let result = null;
  /** @type {Record<keyof typeof views, (result: Result) => void>} */
  const SHOW = {
    body: body.update,
    headers: showHeaders,
    log: (now) => log.show(now.log.join("\n"), { asJson: false }),
    request: sent.update,
  };
  const tabs = createTabs({ label: "Answer", views, onShow: showView });
  const element = h(
    "section.answer",
    { ariaLabel: "Answer" },
    h("header.panel-head", {}, tabs.element, body.tools),
    ...Object.values(views).map((view) => view.element),
  );

  /**
   * Only the view in sight is written; the others wait until they are looked at.
   * @param {keyof typeof views} name
   */
  function showView(name) {
    body.tools.classList.toggle("is-away", name !== "body");
    if (result) SHOW[name](result);
  }

  /** @param {Result} now */
  function showHeaders(now) {
    rows.replaceChildren(
      ...Object.entries(now.headers ?? {}).map(([name, value]) => {
        const { text, link, place } = because(now.headersFrom?.[name]);
        const from = place ? h("button.link", { type: "button", onclick: () => onGo(place) }, link) : text;
        return h("tr", {}, h("th", { scope: "row" }, name), h("td", {}, value), h("td.meta", {}, from));
      }),
    );
  }

  tabs.show("body");
  return {
    element,
    highlight: body.highlight,
    sayOrigin: body.sayOrigin,
    /**
     * Shows what the template on that side ("response", "request") makes.
     * @param {Side} side
     */
    showSide(side) {
      if (side === "request") tabs.show("request");
      else if (tabs.shown() === "request") tabs.show("body");
    },
    /** @param {Result} next */
    update(next) {
      result = next;
      const count = Object.keys(result.headers ?? {}).length;
      tabs.setLabel("headers", "Headers", h("span.count", {}, String(count)));
      showView(tabs.shown());
    },
  };
}

/** @param {HTMLElement} rows */
function headerTable(rows) {
  const head = h("tr", {}, ...["Header", "Value", "Where from"].map((name) => h("th", { scope: "col" }, name)));
  return h("table.headers", {}, h("thead.spoken", {}, head), rows);
}
