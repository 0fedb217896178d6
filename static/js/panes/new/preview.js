/* What New will write: both templates, the one for errors, the cases, and what was taken for granted. */

import { h, sentence, setText } from "../../lib/dom.js";

/** @import { Generated, Maybe, Method } from "../../types/page" */

const TYPE = "application/json";

/** Shown beside the fields. */
export function createPreview() {
  const request = createText("Request template");
  const response = createText("Response template");
  const errors = createText("Template for errors");
  const cases = h("p.new-cases");
  const assumed = h("ul.new-assumed", { hidden: true });
  const more = h("details", {}, h("summary", {}, "Template for errors"), errors);
  const element = h(
    "section.new-preview",
    { ariaLabel: "What it writes" },
    assumed,
    ...titled("Request template", request),
    ...titled("Response template", response),
    more,
    ...titled("Cases", cases),
  );

  return {
    element,
    /** What is shown is old until the next `show`. */
    wait: () => (element.ariaBusy = "true"),
    /**
     * Null where nothing can be made: what was there stays, faint.
     * @param {Generated | null} generated
     */
    show(generated) {
      element.classList.toggle("is-old", generated === null);
      element.ariaBusy = "false";
      if (!generated) return;
      const { methodIntegration } = /** @type {Method} */ (generated.scenario.method);
      const { requestTemplates, integrationResponses } = methodIntegration ?? {};
      setText(request, requestTemplates?.[TYPE] ?? "");
      setText(response, integrationResponses?.["200"]?.responseTemplates?.[TYPE] ?? "");
      setText(errors, integrationResponses?.["400"]?.responseTemplates?.[TYPE] ?? "");
      setText(cases, (generated.scenario.cases ?? []).map(({ name, expect }) => `${name} → ${expect?.status}`).join(" · "));
      showAssumed(assumed, generated.assumed);
    },
  };
}

/**
 * @param {HTMLElement} list
 * @param {string[]} sentences
 */
function showAssumed(list, sentences) {
  list.hidden = sentences.length === 0;
  if (list.dataset.said === sentences.join("\n")) return;
  list.dataset.said = sentences.join("\n");
  list.replaceChildren(...sentences.map((one) => h("li", {}, ...sentence(one))));
}

/** @param {string} label */
const createText = (label) => h("pre.new-text", { tabIndex: 0, role: "region", ariaLabel: label });

/**
 * @param {string} title
 * @param {Maybe<Node>} content
 */
const titled = (title, content) => [h("h3.new-title", {}, title), content];
