/* The keys of the page, where no editor and no field takes them. */

/** `run()`: evaluate at once; `undo()` and `redo()` say whether there was something. */
export function listenToKeys({ run, undo, redo }) {
  addEventListener("keydown", (event) => {
    if (event.defaultPrevented || !(event.ctrlKey || event.metaKey)) return;
    const isField = event.target.matches?.("input, select, textarea, [contenteditable=true]");
    if (event.key === "Enter") run();
    else if (event.key === "z" && !isField && (event.shiftKey ? redo() : undo())) event.preventDefault();
  });
}
