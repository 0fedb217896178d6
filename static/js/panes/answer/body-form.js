/* How the body is shown: as it is, laid out, or compared; and whether blanks can be seen. */

import { h } from "../../lib/dom.js";
import { remember, remembered } from "../../storage/preferences.js";

const FORMS = { exact: "raw", pretty: "pretty", compare: "compare" };

/**
 * `onForm()`: another form is chosen; `onBlanks(isOn)`: blanks are to be seen, or not.
 * @param {{ onForm: () => void, onBlanks: (isOn: boolean) => void }} options
 */
export function createBodyForm({ onForm, onBlanks }) {
  const blanks = h(
    "button.form",
    { type: "button", title: "Show white space and line ends", onclick: () => useBlanks(!isBlanks) },
    "whitespace",
  );
  const forms = Object.fromEntries(
    Object.entries(FORMS).map(([name, label]) => [name, h("button.form", { type: "button", onclick: () => use(name) }, label)]),
  );
  const element = h("div.panel-tools.forms", { role: "group", ariaLabel: "How the body is shown" }, blanks, ...Object.values(forms));
  let form = remembered("form", "pretty");
  let isBlanks = false;

  /** @param {string} name */
  function use(name) {
    form = name;
    remember("form", name);
    onForm();
  }

  /** @param {boolean} is */
  function useBlanks(is) {
    isBlanks = is;
    blanks.ariaPressed = String(is);
    onBlanks(is);
  }

  useBlanks(false);
  return {
    element,
    /** @param {string} name */
    is: (name) => form === name,
    /** Marks the form that is chosen. */
    update() {
      for (const [each, button] of Object.entries(forms)) button.ariaPressed = String(each === form);
      blanks.hidden = form === "compare";
    },
  };
}
