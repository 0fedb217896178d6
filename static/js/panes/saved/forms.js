/* What the forms of saved scenarios share. */

import { h } from "../../lib/dom.js";
import { messageOf } from "../../lib/format.js";

/** @import { Me, SavedParts, Visibility } from "../../types/page" */

/** @type {Record<Me["signIn"], string>} */
const OWNERS = {
  none: "only this browser, which keeps its key",
  password: "only who has signed in",
  proxy: "only me",
  oidc: "only me",
};

/**
 * The field that says who may see it. Who `private` leaves in depends on how one signs in.
 * @param {Visibility} chosen
 * @param {Me} me
 */
export function visibilityChoice(chosen, { signIn }) {
  /** @type {Record<Visibility, string>} */
  const visibilities = { link: "whoever has the link", team: "everybody: it is listed under Open", private: OWNERS[signIn] };
  return h(
    "select.select",
    {},
    ...Object.entries(visibilities).map(([value, words]) => h("option", { value, selected: value === chosen }, words)),
  );
}

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
