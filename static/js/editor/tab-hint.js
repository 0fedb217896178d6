/* How to leave an editor in which Tab indents: said once, over its lower edge, to who came by keyboard. */

import { EditorView } from "@codemirror/view";
import { h } from "../lib/dom.js";

const WORDS = "Tab indents here. Press Escape, then Tab, to leave.";

/** An extension of one editor. What is said is in its description for screen readers as well. */
export function tabHint() {
  const hint = h("p.tab-hint", { ariaHidden: "true" }, WORDS);
  let isByTab = false; // whether the last thing that was pressed, anywhere, is Tab
  let isSaid = false;
  document.addEventListener("keydown", ({ key }) => void (isByTab = key === "Tab"), true);
  document.addEventListener("pointerdown", () => void (isByTab = false), true);

  return EditorView.domEventHandlers({
    focus(_, view) {
      if (!isByTab || isSaid) return;
      isSaid = true;
      view.dom.append(hint);
    },
    blur: () => hint.remove(),
  });
}
