/* Save: a new scenario with its title, tags and who may see it; or the next revision, with a note. */

import { SavedMeanwhile } from "../../api/scenarios.js";
import { h } from "../../lib/dom.js";
import { toTags } from "../../lib/saved-words.js";
import { remember, remembered } from "../../storage/preferences.js";
import { onSubmit, visibilityChoice } from "./forms.js";
import { copyLink } from "./link.js";

/** @import { Saved, SavedParts, Visibility } from "../../types/page" */

/**
 * @param {SavedParts} parts
 * @param {string} [why] said in the drawer
 */
export function showSave(parts, why = "") {
  const saved = parts.work.saved();
  if (saved) showNext(parts, saved);
  else showNew(parts, "Save", {});
  if (why) parts.drawer.say(why);
}

/**
 * A fork: a scenario of its own, which says of which revision it was made.
 * @param {SavedParts} parts
 * @param {Saved} saved
 */
export const showFork = (parts, saved) => showNew(parts, "Save as a fork", { parent: `${saved.id}/${saved.shown}` });

/**
 * @param {SavedParts} parts
 * @param {string} title
 * @param {{ parent?: string }} more
 */
function showNew(parts, title, more) {
  const { drawer, work } = parts;
  const name = h("input.field", { type: "text", required: true, maxLength: 200, value: work.title() });
  const tags = h("input.field", { type: "text", placeholder: "content, v2" });
  const who = visibilityChoice(/** @type {Visibility} */ (remembered("visibility", "link")), parts.me);
  const form = h(
    "form.saved-form",
    {},
    h("label.drawer-label", {}, "Title", name),
    h("label.drawer-label", {}, "Tags, separated by commas", tags),
    h("label.drawer-label", {}, "Who may see it", who),
    h("button.button.primary", { type: "submit" }, title),
  );
  onSubmit(
    form,
    async () => {
      work.rename(name.value.trim());
      const text = JSON.stringify(work.scenario());
      const visibility = /** @type {Visibility} */ (who.value);
      remember("visibility", visibility);
      const asked = { scenario: JSON.parse(text), title: name.value.trim(), tags: toTags(tags.value), visibility, ...more };
      const { id, revision } = await parts.store.create(asked);
      work.wasSaved({ id, title: asked.title, revision, shown: revision, author: parts.me.name, time: new Date().toISOString() }, text);
      drawer.close();
      offerLink(parts);
    },
    parts,
  );
  drawer.open(title, form);
  name.select();
}

/**
 * @param {SavedParts} parts
 * @param {Saved} saved
 */
function showNext(parts, saved) {
  const { drawer, work } = parts;
  const next = saved.revision + 1;
  const note = h("input.field", { type: "text", maxLength: 2000, placeholder: "optional" });
  const form = h(
    "form.saved-form",
    {},
    h("label.drawer-label.is-wide", {}, "What changed", note),
    h("button.button.primary", { type: "submit" }, `Save revision ${next}`),
    h("button.button", { type: "button", onclick: () => parts.panes.fork(saved) }, "Save as a fork"),
    h("button.button", { type: "button", onclick: () => parts.panes.history() }, "History"),
    h("button.button", { type: "button", onclick: () => copyLink(parts, saved) }, "Copy link"),
  );
  onSubmit(form, () => saveNext(parts, saved.revision, note.value.trim()), parts);
  drawer.open("Save", form);
  if (!work.isChanged()) drawer.say(`Nothing was changed since revision ${saved.shown}.`);
}

/**
 * Saves the work over revision `base`; where somebody saved meanwhile, says so and offers what can be done.
 * @param {SavedParts} parts
 * @param {number} base
 * @param {string} note
 */
export async function saveNext(parts, base, note) {
  const { store, work, drawer, me } = parts;
  const saved = work.saved();
  if (!saved) return;
  const scenario = work.scenario();
  const text = JSON.stringify(scenario);
  try {
    const { revision } = await store.save(saved.id, base, { scenario, ...(note && { note }) });
    const title = await renamed(parts, saved);
    work.wasSaved({ id: saved.id, title, revision, shown: revision, author: me.name, time: new Date().toISOString() }, text);
    drawer.close();
    work.say("");
  } catch (error) {
    if (!(error instanceof SavedMeanwhile)) throw error;
    await parts.panes.conflict(error, note);
  }
}

/**
 * The title of the work is the saved scenario's, where one may change that.
 * @param {SavedParts} parts
 * @param {Saved} saved
 */
async function renamed({ store, work }, saved) {
  const title = work.title();
  if (title === saved.title) return title;
  const changed = await store.change(saved.id, { title }).catch(() => null);
  return changed ? title : saved.title;
}

/**
 * That it was saved stands beside the title; what is new is the link.
 * @param {SavedParts} parts
 */
function offerLink(parts) {
  const saved = parts.work.saved();
  if (saved) parts.work.say("", "Copy link", () => copyLink(parts, saved));
}
