/* The integration responses as a table that is edited in place; the one that the answer was made with is lit. */

import { h, setText } from "../../lib/dom.js";
import { responsePointer } from "../../scenario/scenario.js";
import { createNameValueField } from "../../widgets/name-value-field.js";
import { createContentTypes } from "../../widgets/content-types.js";
import * as edits from "../../scenario/method.js";

/** @import { Change, IntegrationResponse, KeepChange } from "../../types/page" */

const STATUS = /^[1-5]\d\d$/;
const HEADS = ["Status", "Selection pattern", "Templates", "Header mappings", ""];

/**
 * `onChange(change)`: an edit (Scenario → Scenario); `onRename(key, status)`: false where that status is taken; `onKeep(notice, change)`:
 * an edit that can be undone whole; `onShow(where)`: a template is wanted; `onAdd()`.
 * @param {{
 *   onChange: (change: Change) => void, onRename: (key: string, status: string) => boolean, onKeep: KeepChange,
 *   onShow: (where: string) => void, onAdd: () => void,
 * }} options
 */
export function createIntegrationResponses({ onChange, onRename, onKeep, onShow, onAdd }) {
  const said = h("p.field-said", { role: "status", hidden: true });
  const body = h("tbody");
  const head = h("thead", {}, h("tr", {}, ...HEADS.map((name) => (name ? h("th", { scope: "col" }, name) : h("td")))));
  const add = h("button.link", { type: "button", onclick: onAdd }, "+ Add integration response");
  const element = h("div.responses-edit", {}, h("table.responses-table", { ariaLabel: "Integration responses" }, head, body), said, add);
  /** @type {Map<string, ReturnType<typeof createRow>>} */
  let rows = new Map();

  /** @param {string} words */
  function say(words) {
    said.hidden = !words;
    setText(said, words);
  }

  /**
   * @param {string} key
   * @param {HTMLInputElement} status
   */
  function rename(key, status) {
    const now = status.value.trim();
    if (!STATUS.test(now)) say(`“${now}” is no status: three digits, 100 to 599.`);
    else if (!onRename(key, now)) say(`There is an integration response for ${now} already: API Gateway keeps one for each status.`);
    else return say("");
    status.value = key;
    return undefined;
  }

  return {
    element,
    /**
     * `responses`: [[key, response]]; `chosen`: the key of the one the answer was made with, or undefined.
     * @param {[string, IntegrationResponse][]} responses
     * @param {string | undefined} chosen
     */
    update(responses, chosen) {
      const next = new Map(
        responses.map(([key]) => [key, rows.get(key) ?? createRow(key, { onChange, onKeep, onShow, onRename: rename })]),
      );
      if ([...next.keys()].join() !== [...rows.keys()].join()) body.replaceChildren(...[...next.values()].map(({ row }) => row));
      rows = next;
      for (const [key, response] of responses) rows.get(key)?.update(response ?? {}, key === chosen);
    },
  };
}

/**
 * The row of the response at `key`. `onRename(key, field)`: another status is written into the field.
 * @param {string} key
 * @param {{
 *   onChange: (change: Change) => void, onKeep: KeepChange, onShow: (where: string) => void,
 *   onRename: (key: string, field: HTMLInputElement) => void,
 * }} options
 */
function createRow(key, { onChange, onKeep, onShow, onRename }) {
  const text = { autocomplete: /** @type {AutoFill} */ ("off"), spellcheck: false };
  const status = h("input.field", { ...text, ariaLabel: `Status of ${key}`, value: key, inputMode: "numeric", maxLength: 3 });
  const pattern = h("input.field", { ...text, ariaLabel: `Selection pattern of ${key}`, placeholder: "default" });
  const types = createContentTypes({ where: responsePointer(key, "responseTemplates"), of: key, onShow, onChange, onKeep });
  const chosen = h("span.chosen", { hidden: true }, "matched");
  const headers = createNameValueField({
    label: `Header mappings of ${key}`,
    hint: "X-Total: 'text'",
    where: responsePointer(key, "responseParameters"),
    onChange: (map) => onChange(edits.putInResponse(key, "responseParameters", edits.longHeaders(map))),
  });
  status.dataset.where = responsePointer(key);
  pattern.dataset.where = responsePointer(key, "selectionPattern");
  status.addEventListener("change", () => onRename(key, status));
  pattern.addEventListener("input", () => onChange(edits.putInResponse(key, "selectionPattern", pattern.value || undefined)));
  const onclick = () => onKeep(`${key} removed.`, edits.removeInMethod(responsePointer(key)));
  const words = `Remove ${key}`;
  const remove = h("button.link.row-remove", { type: "button", title: words, ariaLabel: words, onclick }, "×");
  const cells = [[status, chosen], [pattern], [types.element], [headers.element], [remove]];
  const row = h("tr", {}, ...cells.map((content) => h("td", {}, ...content)));
  return {
    row,
    /**
     * @param {IntegrationResponse} response
     * @param {boolean} isChosen
     */
    update(response, isChosen) {
      status.value = document.activeElement === status ? status.value : String(response.statusCode ?? key);
      if (pattern !== document.activeElement) pattern.value = response.selectionPattern ?? "";
      headers.update(edits.shortHeaders(response.responseParameters));
      row.classList.toggle("is-chosen", isChosen);
      chosen.hidden = !isChosen;
      types.update(response.responseTemplates);
    },
  };
}
