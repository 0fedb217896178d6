/* What DynamoDB answered: an editor for the body, the same as plain JSON, the HTTP status; and the tables over which it answers. */

import { createEditor } from "../../editor/editor.js";
import { json } from "../../editor/json.js";
import { childrenOf, h } from "../../lib/dom.js";
import { createFileButton } from "../../widgets/file-button.js";
import { createLineEndsButton } from "../../widgets/line-ends-button.js";
import { createLargeButton } from "../../widgets/pane-buttons.js";
import { createTabs } from "../../widgets/tabs.js";
import { createItemTools } from "./item-tools.js";
import { createPlainJson } from "./plain-json.js";
import { createResponseHeaders } from "./response-headers.js";
import { createStatusChoice } from "./status-choice.js";
import { createTables } from "./tables.js";

/** @import { Editor, EditorEvents, Fault, TablesEvents, Values } from "../../types/page" */

const OPTIONS = { label: "DynamoDB response", help: "editor-help", language: json, empty: "Paste what DynamoDB answered." };

/**
 * `onHalf()`: what is written as plain JSON could not be converted, or can again. `onTables`: what is done with the tables.
 * @param {EditorEvents & { api: string, onHalf: () => void, onTables: TablesEvents }} options
 */
export function createBackendPane({ api, onHalf, onTables, ...events }) {
  const editor = createEditor({ ...OPTIONS, ...events, onEdit: edited });
  const source = sourceOf(editor);
  const plain = createPlainJson({ api, source, events, onRefused: () => tabs.show("dynamodb"), onHalf });
  const lineEnds = createLineEndsButton(editor);
  const tables = createTables({ events, ...onTables });
  const { views, tabs } = createForms({ editor, plain, tables });
  const items = createItemTools({ text: editor.text, isOneLine: () => !editor.isEmpty() && editor.view.state.doc.lines === 1, put });
  const fileButton = createFileButton({ label: "Open a response from a file", onText: put });
  const { status, headers, ...envelope } = createEnvelope(events);
  const tools = toolsOf(
    [lineEnds.element, ...items.buttons, fileButton.element, headers.button],
    [...status.elements, createLargeButton("the response")],
  );
  const parts = [
    h("header.panel-head", {}, tabs.element, tools),
    headers.element,
    views.dynamodb.element,
    views.plain.element,
    views.tables.element,
    plain.said,
    items.said,
  ];
  const element = h("section.panel.backend", { ariaLabel: "DynamoDB response" }, ...parts);
  fileButton.takeDrops(element);
  tabs.show("dynamodb");

  function edited() {
    items.forget();
    lineEnds.update();
    if (tabs.shown() === "dynamodb") plain.forget();
    events.onEdit();
  }

  /** @param {string} text */
  function put(text) {
    source.put(text);
    plain.follow(tabs.shown() === "plain");
  }

  return {
    element,
    editor: inSight(editor, () => tabs.show("dynamodb")),
    unfinished: plain.unfinished,
    tables,
    /** @param {string} text */
    resume(text) {
      plain.resume(text);
      tabs.show("plain");
    },
    ...envelope,
    /** Another response is in the editor. */
    updateLineEnds: () => (items.forget(), lineEnds.update(), plain.follow(tabs.shown() === "plain")),
  };
}

/**
 * The text that is evaluated; what is put there is one step of undo.
 * @param {Editor} editor
 */
const sourceOf = (editor) => ({
  text: editor.text,
  /** @param {string} text */
  put: (text) => void (text !== editor.text() && editor.write(text)),
});

/**
 * The two forms of the response, the tables, and the tabs that turn from one to the other.
 * @param {{ editor: Editor, plain: ReturnType<typeof createPlainJson>, tables: ReturnType<typeof createTables> }} options
 */
function createForms({ editor, plain, tables }) {
  const views = {
    dynamodb: { label: "DynamoDB response", element: h("div.view", {}, editor.element) },
    plain: { label: "Plain JSON", element: h("div.view", {}, plain.element) },
    tables: { label: "Tables", element: tables.element },
  };
  const tabs = createTabs({ label: "Form of the response", views, onShow: (name) => name === "plain" && plain.read() });
  childrenOf(tabs.element)[0].ariaLabel = "DynamoDB response, as it was sent"; // the editor itself has the short name
  return { views, tabs };
}

/**
 * @param {Node[]} buttons
 * @param {Node[]} status
 */
const toolsOf = (buttons, status) =>
  h("div.panel-tools", {}, ...buttons, h("span.meta.http-word", { ariaHidden: "true" }, "HTTP"), ...status);

/**
 * The editor, which `show()` turns to before a place in it is wanted.
 * @param {Editor} editor
 * @param {() => void} show
 * @returns {Editor}
 */
function inSight(editor, show) {
  return {
    ...editor,
    goTo: (place) => (show(), editor.goTo(place)),
    replace: (edits) => (show(), editor.replace(edits)),
  };
}

/**
 * The response's status and headers.
 * @param {{ onEdit: () => void }} options
 */
function createEnvelope({ onEdit }) {
  const status = createStatusChoice({ onEdit });
  const headers = createResponseHeaders({ onEdit });
  return {
    ...{ status, headers },
    answered: () => ({ ...status.value(), header: headers.value() }),
    /** @param {{ status: number, fault?: Fault | null, header: Values }} next */
    update(next) {
      status.show(next.status, next.fault);
      headers.update(next.header);
    },
  };
}
