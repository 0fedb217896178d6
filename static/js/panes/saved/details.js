/* What belongs to a saved scenario whatever its revision: tags, who may see it; and its end, which can be taken back for 30 days. */

import { h } from "../../lib/dom.js";
import { messageOf, plural } from "../../lib/format.js";
import { toTags } from "../../lib/saved-words.js";
import { forgetOpened } from "../../storage/opened.js";
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
    const who = visibilityChoice(visibility);
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
function askToRemove(parts, saved) {
  const { drawer, store, work } = parts;
  const form = h(
    "form.drawer-row",
    {},
    h("button.button", { type: "button", onclick: () => drawer.close() }, "Keep it"),
    h("button.button", { type: "submit" }, "Delete"),
  );
  onSubmit(
    form,
    async () => {
      const { revisions, forks, until } = await store.remove(saved.id);
      forgetOpened(saved.id);
      work.wasPut(null);
      drawer.close();
      const stay = forks.length ? ` ${plural(forks.length, "fork")} stay${forks.length === 1 ? "s" : ""}.` : "";
      work.say(
        `Deleted, with ${plural(revisions, "revision")}.${stay} It can be restored until ${until.slice(0, 10)}.`,
        "Restore",
        async () => {
          await store.restore(saved.id).then(
            () => work.wasPut(saved),
            (error) => work.say(messageOf(error)),
          );
        },
      );
    },
    parts,
  );
  drawer.open(`Delete ${saved.title}?`, form);
  drawer.say(`All of its ${plural(saved.revision, "revision")} go, its link leads nowhere. What is on this page stays here.`);
}
