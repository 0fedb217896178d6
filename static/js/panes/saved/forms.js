/* What the forms of saved scenarios share. */

import { h } from "../../lib/dom.js";
import { messageOf } from "../../lib/format.js";

/** @import { SavedParts, Visibility } from "../../types/page" */

/** @type {Record<Visibility, string>} */
const VISIBILITIES = {
  link: "whoever has the link",
  team: "everybody: it is listed under Open",
  private: "only me",
};

/**
 * The field that says who may see it.
 * @param {Visibility} chosen
 */
export const visibilityChoice = (chosen) =>
  h(
    "select.select",
    {},
    ...Object.entries(VISIBILITIES).map(([value, words]) => h("option", { value, selected: value === chosen }, words)),
  );

/**
 * What a form does; while it does it cannot be sent again, and what goes wrong is said under it.
 * @param {HTMLFormElement} form
 * @param {() => Promise<void>} run
 * @param {SavedParts} parts
 */
export function onSubmit(form, run, { drawer }) {
  let isBusy = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (isBusy) return;
    isBusy = true;
    try {
      await run();
    } catch (error) {
      drawer.say(`${messageOf(error)} Your work is kept here.`, true);
    } finally {
      isBusy = false;
    }
  });
}
