/* The keys of the page, where no editor and no field takes them. */

import { isField } from "../lib/dom.js";

/**
 * `run()`: evaluate at once; `save()`: the work, or a link to it; `undo()` and `redo()` say whether there was something;
 * `lookUp()`: the reference.
 * @param {{ run: () => void, save: () => void, undo: () => boolean, redo: () => boolean, lookUp: () => void }} options
 */
export function listenToKeys({ run, save, undo, redo, lookUp }) {
  addEventListener("keydown", (event) => {
    if (event.defaultPrevented) return;
    if (event.key === "F1") {
      event.preventDefault();
      lookUp();
    }
    if (!(event.ctrlKey || event.metaKey)) return;
    if (event.key === "Enter") run();
    else if (event.key.toLowerCase() === "s" && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      save();
    } else if (event.key === "z" && !isField(event.target) && (event.shiftKey ? redo() : undo())) event.preventDefault();
  });
}
