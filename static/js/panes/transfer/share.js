/* The link to this work, and the work in the forms that other tools take. */

import { copyText, fileName, saveFile } from "../../lib/files.js";
import { h } from "../../lib/dom.js";
import { bytes } from "../../lib/format.js";
import { toLink } from "../../storage/share-link.js";
import { createMenu } from "../../widgets/menu.js";

const PAUSE = 2500; // milliseconds that a button says what was done
const COPIES = {
  curl: ["Copy as curl", "The client’s call of the deployed method"],
  cli: ["Copy as AWS CLI", "Commands that put the templates in place"],
  cloudformation: ["Copy as CloudFormation", "The templates as strings for JSON and YAML"],
};

/** `read()`: the Scenario; `at()`: the case in the editor, or null; `exportAs(as, aws?)`: {text, filename} of it in another form. */
export function createShare({ read, at, exportAs, drawer }) {
  const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);
  const label = h("span", {}, "Share");
  const key = h("kbd", { ariaHidden: "true" }, isMac ? "⌘S" : "Ctrl S");
  const button = h("button.button.primary", { type: "button", title: "Copy a link to this work", onclick: share }, label, key);
  const said = h("span.spoken", { role: "status" });
  const menu = createMenu({ label: "Export ▾", title: "Export" });
  let resting;

  /** Says on the button itself what was done. */
  function say(words) {
    clearTimeout(resting);
    said.textContent = label.textContent = words;
    key.hidden = true;
    resting = setTimeout(() => {
      label.textContent = "Share";
      said.textContent = "";
      key.hidden = false;
    }, PAUSE);
  }

  async function share() {
    const { url, length } = await toLink(read(), at());
    if (!url) return offerFile(length);
    if (await copyText(url)) return say("Link copied");
    showText("The link to this work", url);
    drawer.say("The browser does not let the page copy: copy the link from here.");
  }

  function offerFile(length) {
    const save = h("button.button", { type: "button", onclick: saveScenario }, "Save as a file");
    drawer.open("Too long for a link", h("div.drawer-row", {}, save));
    drawer.say(`The link would have ${bytes(length)}, and chats and mail cut off what is over 8 KB. A file holds all of it: Import opens it.`);
  }

  function saveScenario() {
    const scenario = read();
    saveFile(`${fileName(scenario.title ?? "")}.json`, `${JSON.stringify(scenario, null, 2)}\n`);
    say("File saved");
  }

  function showText(title, text) {
    const field = h("textarea.drawer-text", { value: text, readOnly: true, spellcheck: false, ariaLabel: title });
    drawer.open(title, field);
    field.select();
  }

  async function copyAs(as) {
    try {
      const { text } = await exportAs(as);
      if (await copyText(text)) return say("Copied");
      showText(COPIES[as][0], text);
    } catch (error) {
      drawer.open(COPIES[as][0]);
      drawer.say(error.message, true);
    }
  }

  /** What AWS answered instead, as a case that the project's own suite can take in. */
  function askWhatAwsAnswered() {
    const status = h("input.number", { type: "number", min: "100", max: "599", required: true, ariaLabel: "Status that AWS answered" });
    const body = h("textarea.drawer-text", { spellcheck: false, ariaLabel: "Body that AWS answered" });
    const form = h(
      "form.drawer-form",
      { onsubmit: save },
      h("label.drawer-row", {}, "Status ", status),
      h("label.drawer-label", {}, "Body, exactly as it came", body),
      h("div.drawer-row", {}, h("button.button.primary", { type: "submit" }, "Save the case file")),
    );
    async function save(event) {
      event.preventDefault();
      try {
        const { text, filename } = await exportAs("case", { status: status.valueAsNumber, body: body.value });
        saveFile(filename, text);
        drawer.say(`Saved as \`${filename}\`: attach it to an issue of this project, or put it with its cases.`);
      } catch (error) {
        drawer.say(error.message, true);
      }
    }
    drawer.open("AWS answered otherwise", form);
  }

  menu.update([
    { label: "Save as a file", description: "The whole Scenario; Import opens it, and so does the command line", run: saveScenario },
    ...Object.entries(COPIES).map(([as, [name, description]]) => ({ label: name, description, run: () => copyAs(as) })),
    { label: "AWS answered otherwise …", description: "A case file that shows the difference", run: askWhatAwsAnswered },
  ]);

  return { share, menu: menu.element, button: h("span.share", {}, button, said) };
}
