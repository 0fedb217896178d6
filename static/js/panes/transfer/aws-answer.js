/* What AWS answered instead, as a case that the project's own suite can take in. */

import { h } from "../../lib/dom.js";
import { saveFile } from "../../lib/files.js";
import { messageOf } from "../../lib/format.js";

/** @import { Drawer } from "../../types/page" */

/**
 * Asks in the drawer. `exportCase({status, body})`: a promise of {text, filename}.
 * @param {{ drawer: Drawer, exportCase: (aws: { status: number, body: string }) => Promise<{ text: string, filename: string }> }} options
 */
export function askWhatAwsAnswered({ drawer, exportCase }) {
  const status = h("input.number", { type: "number", min: "100", max: "599", required: true, ariaLabel: "Status that AWS answered" });
  const body = h("textarea.drawer-text", { spellcheck: false, ariaLabel: "Body that AWS answered" });
  const form = h(
    "form.drawer-form",
    { onsubmit: save },
    h("label.drawer-row", {}, "Status ", status),
    h("label.drawer-label", {}, "Body, exactly as it came", body),
    h("div.drawer-row", {}, h("button.button.primary", { type: "submit" }, "Save the case file")),
  );

  /** @param {SubmitEvent} event */
  async function save(event) {
    event.preventDefault();
    try {
      const { text, filename } = await exportCase({ status: status.valueAsNumber, body: body.value });
      saveFile(filename, text);
      drawer.say(`Saved as \`${filename}\`: attach it to an issue of this project, or put it with its cases.`);
    } catch (error) {
      drawer.say(messageOf(error), true);
    }
  }

  drawer.open("A different AWS answer", form);
}
