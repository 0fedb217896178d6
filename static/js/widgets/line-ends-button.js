/* Says that a text does not end its lines with LF, and makes it so. */

import { h, setText } from "../lib/dom.js";

/** @import { Editor } from "../types/page" */

/**
 * A button that is there where lines end otherwise.
 * @param {Editor} editor
 */
export function createLineEndsButton(editor) {
  const element = h("button.link.meta", { type: "button", hidden: true, onclick: () => editor.useLineFeeds() });
  return {
    element,
    update() {
      const name = editor.lineEnds();
      element.hidden = name === "LF";
      setText(element, name === "mixed" ? "mixed line ends" : name);
      element.title = "Kept and sent as they are. Press to make every line end LF.";
    },
  };
}
