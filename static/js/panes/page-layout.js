/* Where the panes stand: what is written on the left, the answer on the right, the cases below; bars to drag between them. */

import { h } from "../lib/dom.js";
import { createSplitter } from "../widgets/splitter.js";

/**
 * Puts the panes' elements into `frame`; `rail`: the methods of an API, and `reference`, beside them.
 * @param {{ frame: HTMLElement, rail: Node, reference: Node, definition: Node, backend: Node, answer: Node[], below: Node }} options
 */
export function layOut({ frame, rail, reference, definition, backend, answer, below }) {
  const left = h("div.column", {}, definition);
  left.append(createSplitter({ frame: left, name: "upper", label: "Height of the template", vertical: false, usual: 58 }).element, backend);
  const panes = h("div.panes", {}, left, h("div.column.result.panel", {}, ...answer));
  frame.replaceChildren(rail, panes, reference);
  frame.after(below);
  left.after(createSplitter({ frame: panes, name: "left", label: "Width of the editors", vertical: true, usual: 53 }).element);
}
