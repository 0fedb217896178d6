/* What is deployed: the response template, the request template, and the method around them, under tabs. */

import { h } from "../lib/dom.js";
import { createTabs } from "../widgets/tabs.js";

/** @import { MethodPane, Side, TemplatePane } from "../types/page" */

const TABS = { response: "response-template", request: "request-template", method: "method" };
/** @type {Record<string, Side>} */
const SIDES = { "response-template": "response", "request-template": "request" };

/**
 * `template` and `method` are panes; `onSide("response" | "request")`: the template of that side is wanted; `onMethod()`: the method.
 * @param {{ template: TemplatePane, method: MethodPane, onSide: (side: Side) => void, onMethod: () => void }} options
 */
export function createEditorTabs({ template, method, onSide, onMethod }) {
  const views = {
    [TABS.response]: { label: "Response template", element: template.element },
    [TABS.request]: { label: "Request template", element: template.element },
    [TABS.method]: { label: "Method", element: method.element },
  };
  let isFollowing = false; // whether a tab is shown because its text already is
  const tabs = createTabs({ label: "What is deployed", views, onShow });
  const head = h("header.panel-head", {}, tabs.element, template.tools);
  const element = h("section.panel.template", { ariaLabel: "Template" }, head, template.element, method.element);

  /** @param {string} name */
  function onShow(name) {
    template.tools.classList.toggle("is-away", name === TABS.method);
    if (isFollowing) return;
    if (name === TABS.method) onMethod();
    else onSide(SIDES[name]);
  }

  /**
   * Turns to the tab of "response", "request" or "method".
   * @param {keyof typeof TABS} what
   */
  function turnTo(what) {
    if (tabs.shown() === TABS[what]) return;
    isFollowing = true;
    tabs.show(TABS[what]);
    isFollowing = false;
  }

  isFollowing = true;
  tabs.show(TABS.response);
  isFollowing = false;
  return {
    element,
    turnTo,
    isMethod: () => tabs.shown() === TABS.method,
    /**
     * The text in the editor is of `side`; the method stays in sight where it is.
     * @param {Side} side
     */
    follow: (side) => tabs.shown() === TABS.method || turnTo(side),
  };
}
