/* What DynamoDB answered: an editor for the body, the same as plain JSON, and the HTTP status. */

import { json } from "../../editor/json.js";
import { createEditor } from "../../editor/editor.js";
import { h, sentence } from "../../lib/dom.js";
import { emptied, withOneMore } from "../../lib/dynamodb-items.js";
import { createLineEndsButton } from "../../widgets/line-ends-button.js";
import { createFileButton } from "../../widgets/file-button.js";
import { createPlainJson } from "./plain-json.js";
import { createResponseHeaders } from "./response-headers.js";
import { createTabs } from "../../widgets/tabs.js";

const USUAL = ["200", "400", "500", "503"]; // what DynamoDB answers with
const OTHER = "other";

/** `onHalf()`: what is written as plain JSON could not be converted, or can again. */
export function createBackendPane({ api, onHalf, ...events }) {
  const editor = createEditor({
    label: "DynamoDB response",
    help: "editor-help",
    language: json,
    empty: "Paste what DynamoDB answered.",
    ...events,
    onEdit: edited,
  });
  const source = { text: editor.text, put: write };
  const plain = createPlainJson({ api, source, events, onRefused: () => tabs.show("dynamodb"), onHalf });
  const lineEnds = createLineEndsButton(editor);
  const views = {
    dynamodb: { label: "DynamoDB response", element: h("div.view", {}, editor.element) },
    plain: { label: "Plain JSON", element: h("div.view", {}, plain.element) },
  };
  const tabs = createTabs({ label: "Form of the response", views, onShow: (name) => name === "plain" && plain.read() });
  tabs.element.firstChild.ariaLabel = "DynamoDB response, as it was sent"; // the editor itself has the short name
  const choice = h(
    "select.select",
    { ariaLabel: "HTTP status of the DynamoDB response" },
    ...USUAL.map((status) => h("option", { value: status }, status)),
    h("option", { value: OTHER }, "other"),
  );
  const number = h("input.number", { type: "number", min: "100", max: "599", ariaLabel: "Other HTTP status", hidden: true });
  const fileButton = createFileButton({ label: "Open a response from a file", onText: put });
  const empty = h("button.link.meta", { type: "button", title: "No items, as DynamoDB says it", onclick: makeEmpty }, "make empty");
  const more = h("button.link.meta", { type: "button", title: "One more item, like the last one", onclick: addItem }, "add item");
  const said = h("p.plain-said.items-said", { role: "status", hidden: true });
  const headers = createResponseHeaders({ onEdit: events.onEdit });
  const words = h("span.meta", { ariaHidden: "true" }, "HTTP");
  const tools = h("div.panel-tools", {}, lineEnds.element, more, empty, fileButton.element, headers.button, words, choice, number);
  const head = h("header.panel-head", {}, tabs.element, tools);
  const parts = [head, headers.element, views.dynamodb.element, views.plain.element, plain.said, said];
  const element = h("section.panel.backend", { ariaLabel: "DynamoDB response" }, ...parts);
  fileButton.takeDrops(element);
  tabs.show("dynamodb");
  let status = 200;

  function edited() {
    said.hidden = true;
    lineEnds.update();
    if (tabs.shown() === "dynamodb") plain.forget();
    events.onEdit();
  }

  /** Another text, as one step of undo. */
  function write(text) {
    const { view } = editor;
    if (text !== editor.text()) view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, userEvent: "input" });
  }

  function put(text) {
    write(text);
    plain.follow(tabs.shown() === "plain");
  }

  function makeEmpty() {
    put(emptied(editor.text()));
  }

  function addItem() {
    const { text, why } = withOneMore(editor.text());
    if (text !== undefined) return put(text);
    said.replaceChildren(...sentence(why));
    said.hidden = false;
  }

  function show(value) {
    status = value;
    choice.value = USUAL.includes(String(value)) ? String(value) : OTHER;
    number.hidden = choice.value !== OTHER;
    number.value = String(value);
  }

  /** Turns to the form that is evaluated, for what has a place in it. */
  function inSight(use) {
    return (what) => {
      tabs.show("dynamodb");
      use(what);
    };
  }

  choice.addEventListener("change", () => {
    number.hidden = choice.value !== OTHER;
    if (!number.hidden) return number.focus();
    show(Number(choice.value));
    events.onEdit();
  });
  number.addEventListener("input", () => {
    if (!number.validity.valid || number.value === "") return; // half typed: the last whole one holds
    status = number.valueAsNumber;
    events.onEdit();
  });
  number.addEventListener("change", () => (number.value = String(status)));

  return {
    element,
    editor: { ...editor, goTo: inSight(editor.goTo), replace: inSight(editor.replace) },
    unfinished: plain.unfinished,
    resume(text) {
      plain.resume(text);
      tabs.show("plain");
    },
    answered: () => ({ status, header: headers.value() }),
    update(next) {
      show(next.status);
      headers.update(next.header);
    },
    /** Another response is in the editor. */
    updateLineEnds() {
      lineEnds.update();
      plain.follow(tabs.shown() === "plain");
    },
  };
}
