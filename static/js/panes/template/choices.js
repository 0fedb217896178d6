/* Which of a method's templates the editor shows: a button for each of the same side, the one that the answer was made with marked. */

import { h } from "../../lib/dom.js";

/** `onPick(where)`: another template of the same side is wanted. */
export function createTemplateChoices({ onPick }) {
  const element = h("div.responses", { role: "group", hidden: true });

  function toButton(place, { shown, chosen, why }) {
    const [isShown, isChosen] = [place === shown, place === chosen];
    const name =
      place.side === "request"
        ? [h("code", {}, place.contentType)]
        : [h("strong", {}, place.statusCode), h("code", {}, place.selectionPattern || "default")];
    const title = isChosen ? why : "Show its template";
    const properties = { type: "button", ariaPressed: String(isShown), title, onclick: () => onPick(place.where) };
    const button = h("button.response", properties, ...name);
    if (isChosen) button.append(h("span.chosen", {}, "chosen"));
    return button;
  }

  return {
    element,
    /** `places`: all of the method's; `shown` and `chosen` are among them; `why` that one was chosen. */
    update({ places, shown, chosen, why }) {
      const mine = places.filter(({ side }) => side === shown.side);
      element.ariaLabel = shown.side === "request" ? "Request templates" : "Integration responses";
      element.hidden = mine.length < 2;
      const key = JSON.stringify([mine, shown.where, chosen?.where, why]);
      if (element.dataset.key === key) return;
      element.dataset.key = key;
      const focused = [...element.children].indexOf(document.activeElement);
      element.replaceChildren(...mine.map((place) => toButton(place, { shown, chosen, why })));
      element.children[focused]?.focus();
    },
  };
}
