import assert from "node:assert/strict";
import { test } from "node:test";
import { childrenOf, find, focused, h, isField, sentence, setText } from "../../../static/js/lib/dom.js";
import { copyText, fileName, saveFile } from "../../../static/js/lib/files.js";
import { provide, StandIn } from "../page.js";

const document = { createElement: (name) => new StandIn(name), activeElement: "the field" };

test("an element has its classes, properties, attributes and children; text is text", (t) => {
  provide(t, { document });
  const press = () => {};
  const element = h("button.link.meta", { onclick: press, hidden: null, "data-x": "1" }, "<b>", null, undefined, h("i"));
  assert.deepEqual([element.name, element.classList.list, element.onclick], ["button", ["link", "meta"], press]);
  assert.deepEqual([element.attributes, element.children[0], element.children.length], [{ "data-x": "1" }, "<b>", 2]);
});

test("a sentence has its code in elements", (t) => {
  provide(t, { document });
  const nodes = sentence("use `#end` or `` here");
  assert.deepEqual(
    nodes.map((node) => (typeof node === "string" ? node : [node.name, node.textContent])),
    ["use ", ["code", "#end"], " or `` here"],
  );
});

test("a text is written only where it differs", () => {
  const element = new StandIn("p");
  setText(element, "a");
  setText(element, "a");
  assert.equal(element.written, 1);
});

test("elements are found, and told from what is none", (t) => {
  class Element {
    matches = (selector) => selector.includes("textarea");
    querySelector = (selector) => `first ${selector}`;
    children = ["one"];
  }
  provide(t, { document, Element });
  const element = new Element();
  assert.equal(find(element, "a"), "first a");
  assert.deepEqual(childrenOf(element), ["one"]);
  assert.equal(focused(), "the field");
  assert.deepEqual([isField(element), isField(null), isField({})], [true, false, false]);
});

test("a text is copied, where the browser lets it", async (t) => {
  const copied = [];
  provide(t, { navigator: { clipboard: { writeText: async (text) => copied.push(text) } } });
  assert.equal(await copyText("x"), true);
  assert.deepEqual(copied, ["x"]);
  provide(t, { navigator: {} });
  assert.equal(await copyText("x"), false);
});

test("a text is saved under a name", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const made = [];
  const revoked = t.mock.method(URL, "revokeObjectURL", () => {});
  t.mock.method(URL, "createObjectURL", () => "blob:1");
  provide(t, { document: { createElement: () => made[made.push({ click: t.mock.fn() }) - 1] } });
  saveFile("a.json", "{}");
  assert.deepEqual([made[0].href, made[0].download, made[0].click.mock.callCount()], ["blob:1", "a.json", 1]);
  t.mock.timers.tick(1000);
  assert.equal(revoked.mock.callCount(), 1);
});

test("a title becomes a file's name", () => {
  assert.deepEqual(["List: items & more!", "", "—", "x".repeat(99)].map(fileName), [
    "list-items-more",
    "scenario",
    "scenario",
    "x".repeat(60),
  ]);
});
