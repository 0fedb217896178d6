/* The address of a saved scenario, for the clipboard. */

import { h } from "../../lib/dom.js";
import { copyText } from "../../lib/files.js";

/** @import { SavedParts } from "../../types/page" */

/**
 * Copies the address of a saved scenario, or of one revision of it; where the browser does not let the page, it is shown.
 * @param {SavedParts} parts
 * @param {{ id: string, shown?: number, revision?: number }} saved
 */
export async function copyLink({ drawer, work }, { id, shown, revision }) {
  const url = `${location.origin}/s/${id}${shown === revision ? "" : `/${shown}`}`;
  if (await copyText(url)) return work.say("Link copied.");
  const field = h("input.field", { type: "text", readOnly: true, value: url, ariaLabel: "Link" });
  drawer.open("The link", field);
  return field.select();
}
