/* New: blank, or a whole method from an action of DynamoDB. What will come is shown before it is taken. */

import { generate } from "../../api/generate.js";
import { h } from "../../lib/dom.js";
import { createNewFields } from "./fields.js";
import { createPreview } from "./preview.js";

/** @import { Drawer, Scenario } from "../../types/page" */

const PAUSE = 250; // milliseconds after an edit
/** @type {Scenario} */
const BLANK = { version: 1, title: "Untitled", template: "{}\n", backend: { body: "{}" } };

/**
 * `load(scenario, notice)` puts other work into the page, one undo away.
 * @param {{ api: string, drawer: Drawer, load: (scenario: Scenario, notice: string) => void }} options
 */
export function createNewPane({ api, drawer, load }) {
  const fields = createNewFields({ onEdit: edited });
  const preview = createPreview();
  const submit = h("button.button.primary", { type: "submit" }, "Create");
  const form = h(
    "form.new-form",
    { noValidate: true, onsubmit: create },
    fields.actions,
    h("div.new-columns", {}, fields.element, preview.element),
    h("div.new-foot", {}, submit, fields.said),
  );
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {AbortController | undefined} */
  let request;

  function edited() {
    const isBlank = fields.isBlank();
    form.classList.toggle("is-blank", isBlank);
    clearTimeout(timer);
    request?.abort();
    if (!isBlank) timer = setTimeout(ask, PAUSE);
  }

  /** What is generated, shown, or null where something is wrong, which is shown as well. */
  async function ask() {
    clearTimeout(timer);
    request?.abort();
    request = new AbortController();
    const { signal } = request;
    preview.wait();
    const made = await generate(api, fields.read(), signal);
    if (!made || signal.aborted) return null;
    const generated = "generated" in made ? made.generated : null;
    fields.showProblems("problems" in made ? made.problems : []);
    if (generated) fields.showAttributes(generated.attributes);
    preview.show(generated);
    return generated;
  }

  /** @param {SubmitEvent} event */
  async function create(event) {
    event.preventDefault();
    if (fields.isBlank()) return take(BLANK, "A blank scenario.");
    const generated = await ask();
    return generated ? take(generated.scenario, `${fields.read().action} created.`) : fields.focusProblem();
  }

  /**
   * @param {Scenario} scenario
   * @param {string} notice
   */
  function take(scenario, notice) {
    load(scenario, notice);
    drawer.close();
  }

  return {
    open() {
      drawer.open("New", form);
      fields.focus();
      edited();
    },
  };
}
