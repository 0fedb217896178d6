/* The cases along the bottom: a tile for each response, the one in the editor lit, and what can be done with it. */

import { h, sentence, setText } from "../lib/dom.js";
import { plural } from "../lib/format.js";
import { differenceWords, expectedWords, outcomeWords } from "../scenario/cases.js";

const OWN = "This response";

/**
 * Cases go by their index; null is the Scenario's own response. `onPick(at)`, `onAdd([{name, backend, isCopy?}])`, `onChange(at, members)`,
 * `onRemove(at)`, `onExpect(at)`: expect its answer of now; `variants()`: a promise of what can be added.
 */
export function createCasesPane({ onPick, onAdd, onChange, onRemove, onExpect, variants }) {
  const said = h("p.meta", { role: "status" });
  const list = h("ul.case-list");
  const name = h("input.field", { ariaLabel: "Name of the case", autocomplete: "off" });
  const expected = h("span.meta");
  const why = h("span.meta.case-said");
  const link = (words, onclick) => h("button.link", { type: "button", onclick }, words);
  const clear = link("clear", () => onChange(at, { expect: undefined }));
  const tools = h(
    "div.case-tools",
    { role: "group", ariaLabel: "The case in the editor" },
    name,
    expected,
    link("expect its answer of now", () => onExpect(at)),
    clear,
    link("remove", remove),
    why,
  );
  const offers = h("div.case-offers", { role: "group", ariaLabel: "Cases to add", hidden: true });
  const head = h("div.case-head", {}, h("h2", {}, "Cases"), said);
  const element = h("section.case-strip", { ariaLabel: "Cases" }, offers, tools, h("div.case-row", {}, head, list));
  let [cases, at, results, key] = [[], null, null, ""];
  name.addEventListener("change", () => name.value.trim() && onChange(at, { name: name.value.trim() }));

  function remove() {
    onRemove(at);
    list.querySelector("[aria-pressed=true]")?.focus();
  }

  function toTile(one, index) {
    const mine = index === 0 ? null : index - 1;
    const result = results?.[index];
    const { words, isBad } = result ? outcomeWords(result) : { words: "", isBad: false };
    const { status } = result ?? {};
    const tile = h(
      "button.case",
      {
        type: "button",
        ariaPressed: String(mine === at),
        title: result?.diagnostics[0]?.message ?? one.name,
        onclick: () => onPick(mine),
      },
      h("strong.case-name", {}, one.name),
      h("span.case-status", {}, result ? String(status ?? "—") : ""),
      h("small", {}, words),
    );
    tile.dataset.class = isBad ? "5xx" : `${Math.trunc((status ?? 0) / 100)}xx`;
    return h("li", {}, tile);
  }

  function show() {
    const all = cases.length ? [{ name: OWN }, ...cases] : [];
    element.classList.toggle("is-empty", cases.length === 0);
    const next = JSON.stringify([all.map((one) => one.name), at, results]);
    if (next !== key) {
      key = next;
      const focused = [...list.children].findIndex((item) => item.contains(document.activeElement));
      const add = h(
        "button.case.is-add",
        { type: "button", onclick: offer },
        h("strong", {}, "+ Add"),
        h("small", {}, "from this response"),
      );
      list.replaceChildren(...all.map(toTile), h("li", {}, add));
      list.children[focused]?.firstChild.focus();
    }
    showTools(cases[at]);
  }

  function showTools(one) {
    tools.hidden = !one;
    if (!one) return;
    if (document.activeElement !== name) name.value = one.name;
    setText(expected, expectedWords(one.expect));
    clear.hidden = !one.expect;
    const result = results?.[at + 1] ?? { diagnostics: [] };
    const problem = result.diagnostics.find(({ severity }) => severity !== "info");
    why.replaceChildren(...(problem ? sentence(problem.message) : [differenceWords(result)]));
  }

  function close() {
    offers.hidden = true;
    list.querySelector(".is-add")?.focus();
  }

  async function offer() {
    if (!offers.hidden) return close();
    offers.hidden = false;
    offers.replaceChildren(h("p.meta", {}, "Looking at the response…"));
    const toButton = (one) =>
      h(
        "button.button",
        {
          type: "button",
          title: one.why ?? "",
          onclick({ target }) {
            onAdd([one]);
            target.remove();
          },
        },
        one.name,
      );
    const copy = toButton({ name: "A copy of this response", isCopy: true });
    try {
      const found = await variants();
      const addAll = () => {
        onAdd(found);
        close();
      };
      const all = h("button.button.is-main", { type: "button", onclick: addAll }, `Add all ${found.length}`);
      const intro = h("p.meta", {}, "Each differs from this response in one thing.");
      offers.replaceChildren(intro, ...(found.length ? [all] : []), copy, ...found.map(toButton), link("close", close));
    } catch (error) {
      offers.replaceChildren(h("p.meta", {}, error.message), copy, link("close", close));
    }
    offers.querySelector("button")?.focus();
  }

  offers.addEventListener("keydown", ({ key: pressed }) => pressed === "Escape" && close());

  return {
    element,
    /** `index`: the case in the editor, or null. */
    update(next, index) {
      if (!cases.every(({ name: same }, place) => same === next[place]?.name)) results = null; // those of other cases
      [cases, at] = [next, index];
      show();
    },
    /** `outcomes`: of all, the Scenario's own first, or null; `trouble`: why there are none. */
    showRun(outcomes, trouble) {
      results = outcomes?.length === cases.length + 1 ? outcomes : null;
      const count = cases.length ? plural(cases.length, "case") : "";
      setText(said, trouble || (results ? `${results.length} · run together` : count));
      show();
    },
  };
}
