/* What the client gets, and how it came about: body, headers, log. */

import { createViewer } from "../editor/viewer.js";
import { h, setText } from "../lib/dom.js";
import { prettyJson } from "../lib/pretty.js";
import { remember, remembered } from "../work/settings.js";
import { createTabs } from "./tabs.js";

/** `because(from)` puts a `headersFrom` entry into words: {text, link?, place?}; `onGo(place)` goes there. */
export function createAnswerPane({ because, onGo }) {
  const body = createViewer({ label: "Body", empty: "The body is empty." });
  const log = createViewer({ label: "Log", empty: "Nothing was logged." });
  const rows = h("tbody");
  const views = {
    body: { label: "Body", element: h("div.view", {}, body.element) },
    headers: { label: "Headers", element: h("div.view.headers-view", { tabIndex: 0 }, headerTable(rows)) },
    log: { label: "Log", element: h("div.view", {}, log.element) },
  };
  const note = h("span.meta");
  const forms = Object.fromEntries(
    ["exact", "pretty"].map((form) => [form, h("button.form", { type: "button", onclick: () => useForm(form) }, form)]),
  );
  const formGroup = h("div.panel-tools", { role: "group", ariaLabel: "How the body is shown" }, note, ...Object.values(forms));
  let form = remembered("form", "pretty");
  let result = null;
  const SHOW = { body: showBody, headers: showHeaders, log: () => log.show(result.log.join("\n"), { asJson: false }) };
  const tabs = createTabs({ label: "Answer", views, onShow: showView });
  const element = h(
    "section.answer",
    { ariaLabel: "Answer" },
    h("header.panel-head", {}, tabs.element, formGroup),
    ...Object.values(views).map((view) => view.element),
  );

  function useForm(name) {
    form = name;
    remember("form", name);
    showView("body");
  }

  /** Only the view in sight is written; the others wait until they are looked at. */
  function showView(name) {
    formGroup.classList.toggle("is-away", name !== "body");
    for (const [each, button] of Object.entries(forms)) button.ariaPressed = String(each === form);
    if (result) SHOW[name]();
  }

  function showBody() {
    const exact = result.body ?? "";
    const pretty = form === "pretty" ? prettyJson(exact) : {};
    setText(note, pretty.why ?? "");
    body.show(pretty.text ?? exact, { asJson: pretty.text !== undefined || /^\s*[[{]/.test(exact) });
  }

  function showHeaders() {
    rows.replaceChildren(
      ...Object.entries(result.headers ?? {}).map(([name, value]) => {
        const { text, link, place } = because(result.headersFrom?.[name]);
        const from = place ? h("button.link", { type: "button", onclick: () => onGo(place) }, link) : text;
        return h("tr", {}, h("th", { scope: "row" }, name), h("td", {}, value), h("td.meta", {}, from));
      }),
    );
  }

  tabs.show("body");
  return {
    element,
    update(next) {
      result = next;
      const count = Object.keys(result.headers ?? {}).length;
      tabs.setLabel("headers", "Headers", h("span.count", {}, String(count)));
      showView(tabs.shown());
    },
  };
}

function headerTable(rows) {
  const head = h("tr", {}, ...["Header", "Value", "Where from"].map((name) => h("th", { scope: "col" }, name)));
  return h("table.headers", {}, h("thead.spoken", {}, head), rows);
}
