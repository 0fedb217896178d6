/* What belongs to a saved scenario whatever its revision: tags, who may see it; and its end, which can be taken back for 30 days. */

import { h } from "../../lib/dom.js";
import { messageOf, plural } from "../../lib/format.js";
import { toTags } from "../../lib/saved-words.js";
import { keepOpened } from "../../storage/opened.js";
import { onSubmit, visibilityChoice } from "./forms.js";

/** @import { Saved, SavedParts, Visibility } from "../../types/page" */

/**
 * @param {SavedParts} parts
 * @param {Saved} saved
 */
export async function showDetails(parts, saved) {
  const { drawer, store, work } = parts;
  try {
    const { tags, visibility } = await store.change(saved.id, {});
    const written = h("input.field", { type: "text", value: tags.join(", ") });
    const who = visibilityChoice(visibility, parts.me);
    const form = h(
      "form.saved-form",
      {},
      h("label.drawer-label", {}, "Tags, separated by commas", written),
      h("label.drawer-label", {}, "Who may see it", who),
      h("button.button.primary", { type: "submit" }, "Change"),
      h("button.button", { type: "button", onclick: () => askToRemove(parts, saved) }, "Delete …"),
    );
    onSubmit(
      form,
      async () => {
        await store.change(saved.id, { tags: toTags(written.value), visibility: /** @type {Visibility} */ (who.value) });
        drawer.close();
        work.say("Changed.");
      },
      parts,
    );
    drawer.open(saved.title, form);
  } catch (error) {
    drawer.say(messageOf(error), true);
  }
}

/**
 * @param {SavedParts} parts
 * @param {Saved} saved
 */
async function askToRemove(parts, saved) {
  const { drawer, store } = parts;
  const form = h(
    "form.drawer-row",
    {},
    h("button.button", { type: "button", onclick: () => drawer.close() }, "Keep it"),
    h("button.button", { type: "submit" }, "Delete"),
  );
  onSubmit(form, () => remove(parts, saved), parts);
  try {
    const revisions = await store.history(saved.id);
    const forks = revisions.flatMap((one) => one.forks);
    const links = forks.map((id, at) => h("a.link", { href: `/s/${id}`, target: "_blank" }, `fork ${at + 1}`));
    drawer.open(`Delete ${saved.title}?`, ...(links.length ? [h("p.drawer-row", {}, stayWords(forks.length), ...links)] : []), form);
    drawer.say(`${allOf(revisions.length)}, and its link leads nowhere. It can be restored for 30 days. What is on this page stays here.`);
  } catch (error) {
    drawer.say(messageOf(error), true);
  }
}

/** @param {number} count of revisions */
const allOf = (count) => (count === 1 ? "Its one revision goes" : `All of its ${plural(count, "revision")} go`);

/** @param {number} count of forks */
const stayWords = (count) => `${plural(count, "fork")} stay${count === 1 ? "s" : ""}:`;

/**
 * @param {SavedParts} parts
 * @param {Saved} saved
 */
async function remove({ drawer, store, work }, saved) {
  const { revisions, forks, until } = await store.remove(saved.id);
  keepOpened({ id: saved.id, title: saved.title, time: Date.now(), until });
  work.wasPut(null);
  drawer.close();
  async function restore() {
    try {
      await store.restore(saved.id);
      work.wasPut(saved);
    } catch (error) {
      work.say(messageOf(error));
    }
  }
  const stay = forks.length ? ` ${plural(forks.length, "fork")} stay${forks.length === 1 ? "s" : ""}.` : "";
  work.say(
    `Deleted, with ${plural(revisions, "revision")}.${stay} It can be restored until ${until.slice(0, 10)}.`,
    "Restore",
    () => void restore(),
  );
}
