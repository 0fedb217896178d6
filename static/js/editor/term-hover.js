/* What is said of a word of the template under the pointer, and F1, which opens the reference at the word under the cursor. */

import { hoverTooltip, keymap } from "@codemirror/view";
import { termAt } from "./term-at.js";
import { termInfo } from "./term-option.js";

/** @import { FoundTerm, Names } from "../types/page" */

/**
 * `payload()`, `names()`: as for completion. `onReference(found)`: what stands at the cursor is to be looked up.
 * @param {{ payload: () => unknown, names: () => Names, onReference: (found: FoundTerm | null) => void }} options
 */
export function reference({ payload, names, onReference }) {
  const known = () => ({ document: payload(), names: names() });
  return [
    hoverTooltip((view, at) => {
      const found = termAt(view.state, at, known());
      const { term } = found ?? {};
      return found && term ? { pos: found.from, end: found.to, create: () => ({ dom: termInfo(term) }) } : null;
    }),
    keymap.of([{ key: "F1", run: ({ state }) => (onReference(termAt(state, state.selection.main.head, known())), true) }]),
  ];
}
