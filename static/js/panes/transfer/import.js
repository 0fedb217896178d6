/* Work from elsewhere: a file that is opened or dropped, or a text that is pasted. */

import { h } from "../../lib/dom.js";
import { messageOf } from "../../lib/format.js";

/** @import { ApiSource, Drawer } from "../../types/page" */

const HINT =
  "A Scenario, what `aws apigateway get-method` prints, a list of integration responses, or the document of an API: OpenAPI, CloudFormation, SAM, Terraform, Serverless. Nothing is sent to AWS.";
const ACCEPTED = ".json,.jsonl,.txt,.yaml,.yml,application/json";

/**
 * `onText(source)` makes work of a text, which may be a file's; it throws an Error whose message can be shown.
 * @param {{ drawer: Drawer, onText: (source: ApiSource) => Promise<unknown> }} options
 */
export function createImport({ drawer, onText }) {
  const button = h("button.button", { type: "button", title: "Open a file, or paste", onclick: open }, "Import");
  const file = h("input", { type: "file", accept: ACCEPTED, ariaLabel: "File to import" });
  file.addEventListener("change", () => {
    const [chosen] = file.files ?? [];
    if (chosen) takeFile(chosen);
    file.value = ""; // the same file can be opened again
  });

  function open() {
    drawer.open("Import", formOf({ file, onText: take, onFile: takeFile }));
    drawer.say(HINT);
  }

  /** @param {File} one */
  const takeFile = async (one) => take(await one.text(), one.name);

  /**
   * @param {string} text
   * @param {string} [name]
   */
  async function take(text, name = "") {
    if (text.trim() === "") return drawer.say("There is nothing to import yet.", true);
    try {
      await onText({ text: text.replace(/^\ufeff/, ""), name });
      return drawer.close();
    } catch (error) {
      return drawer.say(messageOf(error), true);
    }
  }

  return { button, open };
}

/**
 * Where a text is pasted, and a file chosen or dropped.
 * @param {{ file: HTMLElement, onText: (text: string) => void, onFile: (file: File) => void }} options
 */
function formOf({ file, onText, onFile }) {
  const text = h("textarea.drawer-text", { spellcheck: false, ariaLabel: "Text to import", placeholder: "Paste here" });
  const submit = h("button.button.primary", { type: "submit" }, "Import");
  const form = h("form.drawer-form", {}, text, h("div.drawer-row", {}, submit, h("label.drawer-row", {}, "or open a file ", file)));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    onText(text.value);
  });
  form.addEventListener("dragover", (event) => event.preventDefault());
  form.addEventListener("drop", (event) => {
    const [dropped] = event.dataTransfer?.files ?? [];
    if (!dropped) return;
    event.preventDefault();
    onFile(dropped);
  });
  return form;
}
