/* The templates of one place by content type: shown, added, removed. */

import { h } from "../lib/dom.js";
import { freeType, putInMethod, removeInMethod } from "../scenario/method.js";
import { inside } from "../lib/json-pointer.js";

/**
 * `where`: the JSON Pointer of the templates; `of`: whose they are, in words; `onShow(where)`: a template is wanted; `onChange(change)`: an edit; `onKeep(notice,
 * change)`: an edit that can be undone whole.
 */
export function createContentTypes({ where, of, onShow, onChange, onKeep }) {
  const element = h("div.content-types");
  element.dataset.where = where;
  let shown = null;

  function toType(type) {
    const at = inside(where, type);
    const show = h("button.link", { type: "button", title: "Show this template", onclick: () => onShow(at) }, h("code", {}, type));
    const label = `Remove the template ${type} of ${of}`;
    const onclick = () => onKeep("Template removed.", removeInMethod(at));
    return h("span.type", {}, show, h("button.link.row-remove", { type: "button", title: label, ariaLabel: label, onclick }, "×"));
  }

  function add(type) {
    onChange(putInMethod(inside(where, type), ""));
    onShow(inside(where, type));
  }

  return {
    element,
    /** `templates`: {content type: text}. */
    update(templates = {}) {
      const types = Object.keys(templates ?? {});
      if (types.join() === shown) return;
      shown = types.join();
      const type = freeType(types);
      const words = types.length ? "+ type" : "none: passes through · add";
      const title = `Add a template for ${type}`;
      element.replaceChildren(...types.map(toType), h("button.link.meta", { type: "button", title, onclick: () => add(type) }, words));
    },
  };
}
