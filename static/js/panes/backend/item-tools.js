/* Links that edit a DynamoDB response: no items, one more, laid out on lines. */

import { h, sentence } from "../../lib/dom.js";
import { emptied, withOneMore } from "../../lib/dynamodb-items.js";
import { prettyJson } from "../../lib/pretty-json.js";

/**
 * `text()`: the response; `isOneLine()`: whether that has no line end; `put(text)`: another one.
 * @param {{ text: () => string, isOneLine: () => boolean, put: (text: string) => void }} options
 */
export function createItemTools({ text, isOneLine, put }) {
  const said = h("p.plain-said.items-said", { role: "status", hidden: true });
  const empty = h("button.link.meta", { type: "button", title: "No items, as DynamoDB says it", onclick: makeEmpty }, "Empty result");
  const more = h("button.link.meta", { type: "button", title: "One more item, like the last one", onclick: addItem }, "Add item");

  const format = h("button.link.meta", { type: "button", title: "Lay the JSON out on lines", hidden: true, onclick: layOut }, "Format");

  function layOut() {
    const { text: next, why = "" } = prettyJson(text());
    if (next !== undefined) return put(next);
    return say(why === "" ? "There is no response." : `This response stays as it is: ${why.replace(", shown as it is", "")}.`);
  }

  /** @param {string} words */
  function say(words) {
    said.replaceChildren(...sentence(words));
    said.hidden = false;
  }

  function makeEmpty() {
    put(emptied(text()));
  }

  function addItem() {
    const { text: next, why = "" } = withOneMore(text());
    return next === undefined ? say(why) : put(next);
  }

  return {
    buttons: [format, more, empty],
    said,
    /** The response is another one: what was said of it is old. */
    forget() {
      said.hidden = true;
      format.hidden = !isOneLine();
    },
  };
}
