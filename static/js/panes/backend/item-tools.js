/* Links that edit the items of a DynamoDB response: none, or one more. */

import { h, sentence } from "../../lib/dom.js";
import { emptied, withOneMore } from "../../lib/dynamodb-items.js";

/**
 * `text()`: the response; `put(text)`: another one.
 * @param {{ text: () => string, put: (text: string) => void }} options
 */
export function createItemTools({ text, put }) {
  const said = h("p.plain-said.items-said", { role: "status", hidden: true });
  const empty = h("button.link.meta", { type: "button", title: "No items, as DynamoDB says it", onclick: makeEmpty }, "Empty result");
  const more = h("button.link.meta", { type: "button", title: "One more item, like the last one", onclick: addItem }, "Add item");

  function makeEmpty() {
    put(emptied(text()));
  }

  function addItem() {
    const { text: next, why = "" } = withOneMore(text());
    if (next !== undefined) return put(next);
    said.replaceChildren(...sentence(why));
    said.hidden = false;
    return undefined;
  }

  return {
    buttons: [more, empty],
    said,
    /** The response is another one: what was said of it is old. */
    forget: () => void (said.hidden = true),
  };
}
