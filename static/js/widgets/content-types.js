/* The templates of one place by content type: shown, added, removed. */

import { h } from "../lib/dom.js";
import { freeType, putInMethod, removeInMethod } from "../scenario/method.js";
import { inside } from "../lib/json-pointer.js";

/** @import { Change, KeepChange, Maybe } from "../types/page" */

/**
 * `where`: the JSON Pointer of the templates; `of`: whose they are, in words; `onShow(where)`: a template is wanted; `onChange(change)`:
 * an edit; `onKeep(notice, change)`: an edit that can be undone whole.
 * @param {{ where: string, of: string, onShow: (where: string) => void, onChange: (change: Change) => void, onKeep: KeepChange }} options
 */
export function createContentTypes({ where, of, onShow, onChange, onKeep }) {
  const element = h("div.content-types");
  element.dataset.where = where;
  /** @type {string | null} */
  let shown = null;

  /** @param {string} type */
  function toType(type) {
    const at = inside(where, type);
    const show = h("button.link", { type: "button", title: "Show this template", onclick: () => onShow(at) }, h("code", {}, type));
    const label = `Remove the template ${type} of ${of}`;
    const onclick = () => onKeep("Template removed.", removeInMethod(at));
    return h("span.type", {}, show, h("button.link.row-remove", { type: "button", title: label, ariaLabel: label, onclick }, "×"));
  }

  /** @param {string} type */
  function add(type) {
    onChange(putInMethod(inside(where, type), ""));
    onShow(inside(where, type));
  }

  return {
    element,
    /**
     * `templates`: {content type: text}.
     * @param {Maybe<Record<string, unknown>>} [templates]
     */
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
