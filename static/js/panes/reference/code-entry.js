/* The entries of the reference that tell what is behind a diagnostic's code: why, a wrong template and the same one mended. */

import { h, sentence } from "../../lib/dom.js";
import { differences } from "../../lib/differences.js";
import { codeBlock, createEntry, entryButton } from "./entry.js";

/** @import { Explanations, ListedExplanation, ReferenceEntry, Scenario } from "../../types/page" */

/**
 * @param {ListedExplanation} listed
 * @param {{ explanations: Explanations, onOpen: (scenario: Scenario, notice: string) => void }} options
 * @returns {ReferenceEntry}
 */
export function createCodeEntry({ code, title }, { explanations, onOpen }) {
  async function fill() {
    const { text, wrong, right } = await explanations.get(code);
    const words = h("p", {}, ...sentence(text));
    if (!wrong || !right) return [words];
    const parts = differences(wrong, right).filter(({ at }) => at !== "title");
    return [words, ...half("Wrong", wrong, "wrong"), ...half("Right", right, "right")];

    /**
     * @param {string} label
     * @param {Scenario} scenario
     * @param {"wrong" | "right"} side
     */
    function half(label, scenario, side) {
      const blocks = parts.map((part) => codeBlock(part.at === "template" ? label : `${label}: ${part.at}`, part[side]));
      const open = entryButton(`Open the ${side} one`, code, () => onOpen(scenario, `Opened what is ${side}.`));
      return [h("div", {}, ...blocks, h("p.reference-tools", {}, open))];
    }
  }

  return { ...createEntry({ name: code, help: title, fill }), code };
}
