/* The reference: a pane beside the others that is loaded when it is first wanted. */

import { createExplanations } from "../api/explanations.js";
import { signatureOf } from "../editor/term-option.js";
import { DIRECTIVES, LOOP_VARIABLES, TYPES, VARIABLES } from "../editor/vocabulary.js";
import { focused, h } from "../lib/dom.js";

/** @import { Events, FoundTerm, Scenario, TemplatePane, UndoStack } from "../types/page" */

const VOCABULARY = { directives: DIRECTIVES, variables: [...VARIABLES, ...LOOP_VARIABLES], types: TYPES, signatureOf };
const LOST = "The reference can’t be loaded: the server can’t be reached.";

/**
 * Hears `look-up`: what is to be looked up, a word of a template (`found`) or the code of a diagnostic (`code`); without either the search
 * gets the focus, and where the focus is in the pane already, it closes.
 * @param {{ api: string, events: Events, template: TemplatePane, undoStack: UndoStack }} options
 */
export function createReferenceController({ api, events, template, undoStack }) {
  const element = h("aside.reference.panel", { ariaLabel: "Reference", hidden: true, tabIndex: -1 });
  const explanations = createExplanations({ api });
  /** @type {import("../panes/reference/reference.js").ReferencePane | null} */
  let pane = null;
  /** @type {HTMLElement | null} */
  let before = null;

  function close() {
    if (element.contains(focused())) focused()?.blur(); // what is hidden would keep it until the page is drawn again
    element.hidden = true;
    if (before?.isConnected) before.focus();
  }

  /**
   * @param {Scenario} scenario
   * @param {string} notice
   */
  const open = (scenario, notice) => undoStack.load({ scenario }, notice);

  /** @param {string} text */
  function insert(text) {
    const { view } = template.editor;
    view.dispatch(view.state.replaceSelection(text), { userEvent: "input.paste", scrollIntoView: true });
    view.focus();
  }

  /** @param {{ found?: FoundTerm | null, code?: string }} wanted */
  async function show({ found = null, code = "" }) {
    if (!element.contains(focused())) before = focused();
    else if (!found && !code) return close();
    try {
      const { createReferencePane } = await import("../panes/reference/reference.js");
      pane ??= createReferencePane({ element, vocabulary: VOCABULARY, explanations, onOpen: open, onInsert: insert, onClose: close });
    } catch {
      return events.emit("notice", { notice: LOST });
    }
    element.hidden = false;
    return pane.show({ found, code });
  }

  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    close();
  });
  events.on("look-up", show);
  return { element };
}
