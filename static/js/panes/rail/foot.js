/* Under the methods: what the document is, what of it was left out, what it leaves open, and which of its files are missing. */

import { h } from "../../lib/dom.js";
import { messageOf, plural } from "../../lib/format.js";
import { pickedOfDrop, pickedOfList } from "../../lib/picked-files.js";

/** @import { ApiDocument, Drawer, Picked } from "../../types/page" */

/**
 * `onWriteBack()`: the drafts are wanted in their document; `onFiles(picked)`: these are missing files, or an Error.
 * @param {{
 *   drawer: Drawer, onParameters: (values: Record<string, string>) => Promise<void>, onWriteBack: () => void,
 *   onFiles: (picked: Picked) => Promise<void>,
 * }} options
 */
export function createRailFoot({ drawer, onParameters, onWriteBack, onFiles }) {
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
        ...link(missingFiles.length, `${plural(missingFiles.length, "file")} missing`, () => showMissing(drawer, api, onFiles)),
      ),
      h("button.button", { type: "button", onclick: () => onWriteBack() }, "Write back"),
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
 * @param {(picked: Picked) => Promise<void>} onFiles
 */
function showMissing(drawer, { missingFiles }, onFiles) {
  const input = h("input", { type: "file", multiple: true, ariaLabel: "Missing files" });
  const form = h(
    "form.drawer-form",
    { "data-takes-files": "" },
    h("ul.rail-facts", {}, ...missingFiles.map((name) => h("li", {}, h("code", {}, name)))),
    h("label.drawer-row", {}, "Drop them here, or open them ", input),
  );
  /** @param {Promise<Picked> | null} picked */
  async function take(picked) {
    try {
      if (picked) await onFiles(await picked);
      if (picked) drawer.close();
    } catch (error) {
      drawer.say(messageOf(error), true);
    }
  }
  input.addEventListener("change", () => take(pickedOfList(input.files ?? [])));
  form.addEventListener("dragover", (event) => event.preventDefault());
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    event.stopPropagation();
    void take(pickedOfDrop(event.dataTransfer));
  });
  drawer.open("Files that the document names", form);
  drawer.say("Without them, what they hold is left out.");
}
