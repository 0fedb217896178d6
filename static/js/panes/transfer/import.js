/* Work from elsewhere: a file that is opened or dropped, or a text that is pasted. */

import { h } from "../../lib/dom.js";
import { messageOf } from "../../lib/format.js";
import { isMany, pickedOfDrop, pickedOfList } from "../../lib/picked-files.js";

/** @import { ApiSource, Drawer, Picked } from "../../types/page" */

const HINT =
  "A Scenario, what `aws apigateway get-method` prints, a list of integration responses, or the document of an API: OpenAPI, CloudFormation, SAM, Terraform, the Serverless Framework. Nothing is sent to AWS.";
const ACCEPTED = ".json,.jsonl,.txt,.yaml,.yml,.tf,.tfvars,.template,.vtl,.vm,.tftpl,application/json";

/**
 * `onText(source)` makes work of a text, `onPicked(picked)` of files; they throw an Error whose message can be shown.
 * @param {{ drawer: Drawer, onText: (source: ApiSource) => Promise<unknown>, onPicked: (picked: Picked) => Promise<unknown> }} options
 */
export function createImport({ drawer, onText, onPicked }) {
  const button = h("button.button", { type: "button", title: "Open files, or paste", onclick: open }, "Import");
  const file = h("input", { type: "file", accept: ACCEPTED, multiple: true, ariaLabel: "File to import" });
  file.addEventListener("change", () => {
    takePicked(pickedOfList([...(file.files ?? [])]));
    file.value = ""; // the same file can be opened again
  });
  listenToDrops({ onDrop: takeDropped });

  function open() {
    drawer.open("Import", formOf({ file, onText: takeText, onDrop: takePicked }));
    drawer.say(HINT);
  }

  /** @param {Promise<Picked>} picked */
  function takeDropped(picked) {
    open();
    takePicked(picked);
  }

  /** @param {Promise<Picked>} picked */
  const takePicked = (picked) => taken(async () => onPicked(await picked));

  /** @param {string} text */
  function takeText(text) {
    if (text.trim() === "") return drawer.say("There is nothing to import yet.", true);
    return taken(() => onText({ text: text.replace(/^\ufeff/, ""), name: "" }));
  }

  /** @param {() => Promise<unknown>} take */
  async function taken(take) {
    try {
      await take();
      return drawer.close();
    } catch (error) {
      return drawer.say(messageOf(error), true);
    }
  }

  return { button, open };
}

/**
 * Several files, or a folder, are imported wherever they are dropped; one file where no pane takes it.
 * @param {{ onDrop: (picked: Promise<Picked>) => void }} options
 */
function listenToDrops({ onDrop }) {
  /** @param {DragEvent} event */
  function take(event) {
    const picked = pickedOfDrop(event.dataTransfer);
    if (!picked) return;
    event.preventDefault();
    event.stopPropagation();
    onDrop(picked);
  }

  addEventListener("dragover", (event) => {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  });
  addEventListener("drop", (event) => isMany(event.dataTransfer) && !isForMissing(event) && take(event), { capture: true });
  addEventListener("drop", (event) => event.defaultPrevented || take(event));
}

/**
 * Whether files are dropped where missing ones are asked for.
 * @param {DragEvent} event
 */
const isForMissing = ({ target }) => target instanceof Element && target.closest("[data-takes-files]") !== null;

/**
 * Where a text is pasted, and a file chosen or dropped.
 * @param {{ file: HTMLElement, onText: (text: string) => void, onDrop: (picked: Promise<Picked>) => void }} options
 */
function formOf({ file, onText, onDrop }) {
  const text = h("textarea.drawer-text", { spellcheck: false, ariaLabel: "Text to import", placeholder: "Paste here" });
  const submit = h("button.button.primary", { type: "submit" }, "Import");
  const form = h("form.drawer-form", {}, text, h("div.drawer-row", {}, submit, h("label.drawer-row", {}, "or open files ", file)));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    onText(text.value);
  });
  form.addEventListener("dragover", (event) => event.preventDefault());
  form.addEventListener("drop", (event) => {
    const picked = pickedOfDrop(event.dataTransfer);
    if (!picked) return;
    event.preventDefault();
    onDrop(picked);
  });
  return form;
}
