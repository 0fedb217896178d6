/* The keys of the page, where no editor and no field takes them. */

import { isField } from "../lib/dom.js";

/**
 * `run()`: evaluate at once; `undo()` and `redo()` say whether there was something.
 * @param {{ run: () => void, undo: () => boolean, redo: () => boolean }} options
 */
export function listenToKeys({ run, undo, redo }) {
  addEventListener("keydown", (event) => {
    if (event.defaultPrevented || !(event.ctrlKey || event.metaKey)) return;
    if (event.key === "Enter") run();
    else if (event.key === "z" && !isField(event.target) && (event.shiftKey ? redo() : undo())) event.preventDefault();
  });
}
