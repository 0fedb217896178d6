/* Where the panes stand: what is written on the left, the answer on the right, the cases below; bars to drag between them. */

import { h } from "../lib/dom.js";
import { createSplitter } from "../widgets/splitter.js";

/**
 * Puts the panes' elements into `frame`.
 * @param {{ frame: HTMLElement, definition: Node, backend: Node, answer: Node[], below: Node }} options
 */
export function layOut({ frame, definition, backend, answer, below }) {
  const left = h("div.column", {}, definition);
  left.append(createSplitter({ frame: left, name: "upper", label: "Height of the template", vertical: false, usual: 58 }).element, backend);
  frame.replaceChildren(left, h("div.column.result.panel", {}, ...answer));
  frame.after(below);
  left.after(createSplitter({ frame, name: "left", label: "Width of the editors", vertical: true, usual: 53 }).element);
}
