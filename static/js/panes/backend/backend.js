/* What DynamoDB answered: an editor for the body, the same as plain JSON, and the HTTP status. */

import { createEditor } from "../../editor/editor.js";
import { json } from "../../editor/json.js";
import { childrenOf, h } from "../../lib/dom.js";
import { createFileButton } from "../../widgets/file-button.js";
import { createLineEndsButton } from "../../widgets/line-ends-button.js";
import { createTabs } from "../../widgets/tabs.js";
import { createItemTools } from "./item-tools.js";
import { createPlainJson } from "./plain-json.js";
import { createResponseHeaders } from "./response-headers.js";
import { createStatusChoice } from "./status-choice.js";

/** @import { EditorEvents, Values } from "../../types/page" */

const OPTIONS = { label: "DynamoDB response", help: "editor-help", language: json, empty: "Paste what DynamoDB answered." };

/**
 * `onHalf()`: what is written as plain JSON could not be converted, or can again.
 * @param {EditorEvents & { api: string, onHalf: () => void }} options
 */
export function createBackendPane({ api, onHalf, ...events }) {
  const editor = createEditor({ ...OPTIONS, ...events, onEdit: edited });
  const source = { text: editor.text, put: write };
  const plain = createPlainJson({ api, source, events, onRefused: () => tabs.show("dynamodb"), onHalf });
  const lineEnds = createLineEndsButton(editor);
  const views = {
    dynamodb: { label: "DynamoDB response", element: h("div.view", {}, editor.element) },
    plain: { label: "Plain JSON", element: h("div.view", {}, plain.element) },
  };
  const tabs = createTabs({ label: "Form of the response", views, onShow: (name) => name === "plain" && plain.read() });
  childrenOf(tabs.element)[0].ariaLabel = "DynamoDB response, as it was sent"; // the editor itself has the short name
  const status = createStatusChoice({ onEdit: events.onEdit });
  const items = createItemTools({ text: editor.text, put });
  const fileButton = createFileButton({ label: "Open a response from a file", onText: put });
  const headers = createResponseHeaders({ onEdit: events.onEdit });
  const words = h("span.meta.http-word", { ariaHidden: "true" }, "HTTP");
  const buttons = [lineEnds.element, ...items.buttons, fileButton.element, headers.button];
  const head = h("header.panel-head", {}, tabs.element, h("div.panel-tools", {}, ...buttons, words, ...status.elements));
  const parts = [head, headers.element, views.dynamodb.element, views.plain.element, plain.said, items.said];
  const element = h("section.panel.backend", { ariaLabel: "DynamoDB response" }, ...parts);
  fileButton.takeDrops(element);
  tabs.show("dynamodb");

  function edited() {
    items.forget();
    lineEnds.update();
    if (tabs.shown() === "dynamodb") plain.forget();
    events.onEdit();
  }

  /**
   * Another text, as one step of undo.
   * @param {string} text
   */
  function write(text) {
    if (text !== editor.text()) editor.write(text);
  }

  /** @param {string} text */
  function put(text) {
    write(text);
    plain.follow(tabs.shown() === "plain");
  }

  /**
   * Turns to the form that is evaluated, for what has a place in it.
   * @template What
   * @param {(what: What) => void} use
   */
  function inSight(use) {
    return (/** @type {What} */ what) => {
      tabs.show("dynamodb");
      use(what);
    };
  }

  return {
    element,
    editor: { ...editor, goTo: inSight(editor.goTo), replace: inSight(editor.replace) },
    unfinished: plain.unfinished,
    /** @param {string} text */
    resume(text) {
      plain.resume(text);
      tabs.show("plain");
    },
    answered: () => ({ status: status.value(), header: headers.value() }),
    /** @param {{ status: number, header: Values }} next */
    update(next) {
      status.show(next.status);
      headers.update(next.header);
    },
    /** Another response is in the editor. */
    updateLineEnds() {
      lineEnds.update();
      plain.follow(tabs.shown() === "plain");
    },
  };
}
