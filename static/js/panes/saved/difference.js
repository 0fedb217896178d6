/* Two Scenarios, and what is different between them. */

import { createDiff } from "../../editor/diff.js";
import { h } from "../../lib/dom.js";
import { plural } from "../../lib/format.js";
import { toReadable } from "../../scenario/readable.js";

/** @import { Scenario } from "../../types/page" */

/**
 * What makes `after` of `before`, to be read.
 * @param {Scenario} before
 * @param {Scenario} after
 */
export function difference(before, after) {
  const diff = createDiff({ label: "Difference", language: [] });
  const count = diff.show(toReadable(before), toReadable(after));
  const words = count === 0 ? "nothing that can be seen" : `differs in ${plural(count, "place")}`;
  return { element: h("div.saved-difference", {}, diff.element), words };
}
