/* Under the methods: what the document is, what of it was left out, what it leaves open, and which of its files are missing. */

import { h } from "../../lib/dom.js";
import { messageOf, plural } from "../../lib/format.js";

/** @import { ApiDocument, Drawer } from "../../types/page" */

/**
 * @param {{ drawer: Drawer, onParameters: (values: Record<string, string>) => Promise<void> }} options
 */
export function createRailFoot({ drawer, onParameters }) {
  const element = h("footer.rail-foot");

  /** @param {ApiDocument} api */
  function update(api) {
    const { what, leftOut, open, missingFiles } = api;
    element.replaceChildren(
      h("p", {}, what),
      h(
        "p.rail-links",
        {},
        ...link(leftOut.length, `${leftOut.length} left out`, () => showLeftOut(drawer, api)),
        ...link(open.length, plural(open.length, "parameter"), () => showOpen(api.open, api.source)),
        ...link(missingFiles.length, `${plural(missingFiles.length, "file")} missing`, () => showMissing(drawer, api)),
      ),
    );
  }

  /**
   * A field for each value that the document leaves open.
   * @param {ApiDocument["open"]} open
   * @param {ApiDocument["source"]} source
   */
  function showOpen(open, source) {
    const fields = open.map(fieldOf);
    const form = h("form.saved-form", {}, ...fields.map(({ row }) => row), h("button.button.primary", { type: "submit" }, "Read again"));
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const given = fields.filter(({ value, input }) => input.value !== value).map(({ name, input }) => [name, input.value]);
      try {
        await onParameters({ ...source.parameters, ...Object.fromEntries(given) });
        drawer.close();
      } catch (error) {
        drawer.say(messageOf(error), true);
      }
    });
    drawer.open("What the document leaves open", form);
    drawer.say("The values that stand in for it. What you edited stays as you wrote it.");
  }

  return { element, update };
}

/**
 * @param {number} count
 * @param {string} words
 * @param {() => void} onclick
 */
const link = (count, words, onclick) => (count === 0 ? [] : [h("button.link", { type: "button", onclick }, words), " "]);

/** @param {ApiDocument["open"][number]} parameter */
function fieldOf({ name, value, places }) {
  const input = h("input.field", { type: "text", value, spellcheck: false, name });
  const lines = places.map(({ line }) => line).join(", ");
  return { name, value, input, row: h("label.drawer-label", {}, name, input, h("small", {}, lines && `line ${lines}`)) };
}

/**
 * @param {Drawer} drawer
 * @param {ApiDocument} api
 */
function showLeftOut(drawer, { leftOut }) {
  const rows = leftOut.map(({ name, why, start, file }) =>
    h("li", {}, h("b", {}, name), ` ${why} `, h("small", {}, `${file ? `${file}, ` : ""}line ${start.line}`)),
  );
  drawer.open("Left out of the API", h("ul.rail-facts", {}, ...rows));
}

/**
 * @param {Drawer} drawer
 * @param {ApiDocument} api
 */
function showMissing(drawer, { missingFiles }) {
  drawer.open("Files that the document names", h("ul.rail-facts", {}, ...missingFiles.map((name) => h("li", {}, h("code", {}, name)))));
  drawer.say("Without them, what they hold is left out. Import the document together with them.");
}
