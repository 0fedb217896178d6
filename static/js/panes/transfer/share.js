/* The link to this work, and the work in the forms that other tools take. */

import { h } from "../../lib/dom.js";
import { copyText, fileName, saveFile } from "../../lib/files.js";
import { bytes, messageOf } from "../../lib/format.js";
import { toLink } from "../../storage/share-link.js";
import { createMenu } from "../../widgets/menu.js";
import { askWhatAwsAnswered } from "./aws-answer.js";
import { createShareButton } from "./share-button.js";

/** @import { ApiPack, Drawer, Scenario } from "../../types/page" */

const SAVE = { label: "Save as a file", description: "The whole Scenario, or the API with its drafts; Import opens it" };
const REPORT = { label: "Report a different AWS answer …", description: "A case file that shows the difference" };
/** @type {Record<string, [title: string, description: string]>} */
const COPIES = {
  curl: ["Copy as curl", "The client’s call of the deployed method"],
  cli: ["Copy as AWS CLI", "Commands that put the templates in place"],
  openapi: ["Copy as OpenAPI", "The method as a document with API Gateway’s extensions"],
  cloudformation: ["Copy as CloudFormation", "The method’s resources; of a template alone, a string for JSON and YAML"],
  terraform: ["Copy as Terraform", "The method’s resources, its templates as heredocs"],
  cdk: ["Copy as CDK", "Statements for the constructor of a Stack, in TypeScript"],
  check: ["Copy as a check", "The Scenario with its cases in YAML, for playground check and pytest"],
};

/**
 * `read()`: the Scenario, or the whole API that it is a method of; `alone()`: the Scenario; `at()`: the case in the editor, or null; `onTooLong(words)`: see transfer; `exportAs(as, aws?)`: {text, filename} of it in another form.
 * @param {{
 *   read: () => Scenario | ApiPack, alone: () => Scenario, at: () => number | null,
 *   exportAs: (as: string, aws?: { status: number, body: string }) => Promise<{ text: string, filename: string }>, drawer: Drawer,
 *   onTooLong: (words: string) => Promise<boolean>,
 * }} options
 */
export function createShare({ read, alone, at, exportAs, drawer, onTooLong }) {
  const button = createShareButton({ onPress: () => share() });
  const menu = createMenu({ label: "Export ▾", title: "Export" });

  /** @param {Scenario | ApiPack} [work] */
  async function share(work = read()) {
    const { url, length } = await toLink(work, at());
    if (!url) return offer(work, tooLong(work, length));
    if (await copyText(url)) return button.say("Link copied");
    showText(drawer, "The link to this work", url);
    return drawer.say("The browser does not let the page copy: copy the link from here.");
  }

  /**
   * @param {Scenario | ApiPack} work
   * @param {string} why
   */
  async function offer(work, why) {
    const linkToOne = () => void share(alone());
    if (isSet(work)) offerInstead(drawer, why, { "Save the API as a file": saveWork, "Link to this method alone": linkToOne });
    else if (!(await onTooLong(`${why} Saved, it has a short one.`)))
      offerInstead(drawer, `${why} A file holds all of it: Import opens it.`, { "Save as a file": saveWork });
  }

  function saveWork() {
    saveAsFile(read());
    button.say("File saved");
  }

  /** @param {string} as */
  async function copyAs(as) {
    const [title] = COPIES[as];
    try {
      const { text } = await exportAs(as);
      if (await copyText(text)) button.say("Copied");
      else showText(drawer, title, text);
    } catch (error) {
      drawer.open(title);
      drawer.say(messageOf(error), true);
    }
  }

  menu.update([
    { ...SAVE, run: saveWork },
    ...Object.entries(COPIES).map(([as, [name, description]]) => ({ label: name, description, run: () => copyAs(as) })),
    { ...REPORT, run: () => askWhatAwsAnswered({ drawer, exportCase: (aws) => exportAs("case", aws) }) },
  ]);

  return { share: () => share(), menu: menu.element, button: button.element };
}

/**
 * Whether the work is a whole API.
 * @param {Scenario | ApiPack} work
 * @returns {work is ApiPack}
 */
const isSet = (work) => "text" in work;

/**
 * @param {Scenario | ApiPack} work
 * @param {number} length
 */
const tooLong = (work, length) =>
  `A link that holds this ${isSet(work) ? "whole API" : "work"} would have ${bytes(length)}, and chats and mail cut off what is over 8 KB.`;

/**
 * What can be done instead of a link.
 * @param {Drawer} drawer
 * @param {string} why
 * @param {Record<string, () => void>} ways the words on a button, and what it does
 */
function offerInstead(drawer, why, ways) {
  const buttons = Object.entries(ways).map(([words, onclick]) => h("button.button", { type: "button", onclick }, words));
  drawer.open("Too long for a link", h("div.drawer-row", {}, ...buttons));
  drawer.say(why);
}

/** @param {Scenario | ApiPack} work */
function saveAsFile(work) {
  const name = isSet(work) ? `${fileName(work.name ?? "")}.api` : fileName(work.title ?? "");
  saveFile(`${name}.json`, `${JSON.stringify(work, null, 2)}\n`);
}

/**
 * Shows a text where it can be copied by hand.
 * @param {Drawer} drawer
 * @param {string} title
 * @param {string} text
 */
function showText(drawer, title, text) {
  const field = h("textarea.drawer-text", { value: text, readOnly: true, spellcheck: false, ariaLabel: title });
  drawer.open(title, field);
  field.select();
}
