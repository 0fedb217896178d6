/* A method in the rail: a dot for the worst of its cases, its name, and how many of them fail. */

import { h, setText } from "../../lib/dom.js";
import { checkedWords, partsOf } from "../../scenario/api-document.js";

/** @import { Checked } from "../../types/page" */

/**
 * @param {string} name
 * @param {() => void} onPick
 */
export function createRow(name, onPick) {
  const { api, verb, path } = partsOf(name);
  const dot = h("span.rail-dot");
  const count = h("span.rail-failed", { ariaHidden: "true" });
  const spoken = h("span.spoken");
  const element = h(
    "button.rail-row",
    { type: "button", title: name, onclick: onPick },
    dot,
    h("span.rail-verb", {}, verb),
    h("span.rail-path", {}, api ? `${api}: ${path}` : path),
    count,
    spoken,
  );
  dot.setAttribute("aria-hidden", "true");

  /** @param {Checked | undefined} outcome */
  function showChecked(outcome) {
    const { short, long } = checkedWords(outcome);
    dot.dataset.worst = outcome?.worst ?? "none";
    setText(count, short);
    setText(spoken, `, ${long}`);
    element.title = `${name}: ${long}`;
  }
  showChecked(undefined);

  return {
    element,
    showChecked,
    /** @param {boolean} isCurrent */
    showCurrent(isCurrent) {
      if (isCurrent) element.setAttribute("aria-current", "true");
      else element.removeAttribute("aria-current");
    },
  };
}
