/* A text out of a file: opened with a button, or dropped onto a pane. */

import { h } from "../lib/dom.js";

/**
 * A button that opens a file.
 * @param {{ label: string, onText: (text: string) => void }} options
 */
export function createFileButton({ label, onText }) {
  const input = h("input", { type: "file", accept: ".json,.txt,application/json,text/plain", hidden: true, ariaLabel: label });
  const button = h("button.link.meta", { type: "button", title: `${label}, or drop it here`, onclick: () => input.click() }, "Open…");
  input.addEventListener("change", async () => {
    const [file] = input.files ?? [];
    if (file) onText(await file.text());
    input.value = ""; // so that the same file can be opened again
  });

  /** @param {DragEvent} event */
  const hasFile = ({ dataTransfer }) => dataTransfer?.types.includes("Files");
  return {
    element: h("span.file-button", {}, button, input),
    /**
     * Files that are dropped on `pane` take the place of its text; other drops are the editor's.
     * @param {HTMLElement} pane
     */
    takeDrops(pane) {
      const options = { capture: true }; // before the editor, which would put the file's text where it falls
      pane.addEventListener("dragover", (event) => hasFile(event) && event.preventDefault(), options);
      pane.addEventListener(
        "drop",
        async (event) => {
          if (!hasFile(event)) return;
          event.preventDefault();
          event.stopPropagation();
          const [file] = event.dataTransfer?.files ?? [];
          if (file) onText(await file.text());
        },
        options,
      );
    },
  };
}
