/* The eye's first stop: the status, why it is that, and what it cost. */

import { h, sentence, setText } from "../lib/dom.js";
import { bytes, milliseconds, number, plural, reason } from "../lib/format.js";

/** @import { Because, Result, Target, Trouble } from "../types/page" */

const PAUSE = 500; // milliseconds after the last answer, before it is spoken
const LOOP = 1000; // iterations of one #foreach: API Gateway's quota

/**
 * `onGo(place)`: a place in a template is wanted; `onStop()`: a run that takes long is not.
 * @param {{ onGo: (target: Target) => void, onStop: () => void }} options
 */
export function createStatusPane({ onGo, onStop }) {
  const code = h("p.status-number", {}, "···");
  const name = h("p.status-name");
  const why = h("p.status-why");
  const chosen = h("p.status-chosen");
  const size = h("p");
  const cost = h("p", { title: `Iterations of all loops together; API Gateway ends a loop after ${number(LOOP)}.` });
  const wait = waitBar(onStop);
  const trouble = h("p.trouble", { role: "alert", hidden: true });
  const spoken = createSpoken();
  const row = [code, h("div.status-words", {}, name, why, chosen), h("div.status-cost", {}, size, cost)];
  const element = h("section.status", { ariaLabel: "Status" }, h("div.status-row", {}, ...row), wait, trouble, spoken.element);

  return {
    element,
    /**
     * `because`: {text, link?, place?}.
     * @param {{ result: Result, because: Because }} shown
     */
    update({ result, because }) {
      const { status } = result;
      element.dataset.class = status === null ? "none" : `${Math.trunc(status / 100)}xx`;
      setText(code, status === null ? "—" : String(status));
      setText(name, status === null ? "No answer" : reason(status));
      why.replaceChildren(...explain(because, onGo));
      chosen.replaceChildren(...explainChosen(result));
      chosen.title = chosen.textContent; // it may be cut off
      size.replaceChildren(...sizeOf(result));
      size.classList.toggle("is-bad", isBroken(result));
      setText(cost, costOf(result));
      trouble.hidden = true;
      spoken.say(`${code.textContent} ${name.textContent}, ${why.textContent}${problemsOf(result)}`);
    },
    /** What is shown is older than what is written. */
    showOld: () => void (element.dataset.class = "old"),
    /**
     * No answer came, and why; what is shown stays, and is said to be older.
     * @param {Trouble} trouble
     */
    showTrouble({ message, detail, problems = [] }) {
      const list = problems.map(({ path, message: text }) => h("span.trouble-item", {}, h("code", {}, path || "/"), ` ${text}`));
      trouble.replaceChildren(h("strong", {}, message), " ", ...sentence(detail ?? ""), ...list);
      trouble.hidden = false;
      element.dataset.class = "old";
    },
    /** @param {boolean} isSlow */
    showWait: (isSlow) => (wait.hidden = !isSlow),
  };
}

/**
 * A bar for a run that takes long, with a button that ends it.
 * @param {() => void} onStop
 */
function waitBar(onStop) {
  const bar = h("div.wait-bar", { role: "progressbar", ariaLabel: "Evaluating" });
  return h("div.wait", { hidden: true }, bar, h("button.link.wait-stop", { type: "button", onclick: onStop }, "Stop"));
}

/** One short sentence for screen readers, once typing pauses. */
function createSpoken() {
  const element = h("p.spoken", { role: "status" });
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let speaking;
  return {
    element,
    /** @param {string} text */
    say(text) {
      clearTimeout(speaking);
      speaking = setTimeout(() => setText(element, text), PAUSE);
    },
  };
}

/** @param {Result} result */
function costOf({ usage: { milliseconds: took, iterations } }) {
  return `${milliseconds(took)} · loops ${number(iterations)}${iterations > LOOP ? "" : ` / ${number(LOOP)}`}`;
}

/** @param {Result} result */
function problemsOf({ diagnostics }) {
  const count = diagnostics.filter(({ severity }) => severity !== "info").length;
  return count ? `; ${plural(count, "problem")}` : "";
}

/**
 * @param {Because} because
 * @param {(target: Target) => void} onGo
 * @returns {(Node | string)[]}
 */
function explain({ text, link = "", place }, onGo) {
  if (!place) return sentence(text);
  return [...sentence(text), h("button.link", { type: "button", onclick: () => onGo(place) }, ...sentence(link))];
}

/**
 * Which integration response it was, unless the status says that already, and why that one.
 * @param {Result} result
 */
function explainChosen({ integrationResponse, statusFrom }) {
  if (!integrationResponse) return [];
  const { statusCode, why } = integrationResponse;
  return sentence(statusFrom?.by === "integrationResponse" ? why : `integration response ${statusCode}: ${why}`);
}

/** @param {Result} result */
const isBroken = ({ diagnostics }) => diagnostics.some(({ code, severity }) => code === "body.json" && severity !== "info");

/**
 * The body's size, and whether it is something else than the JSON that it should be.
 * @param {Result} result
 */
function sizeOf(result) {
  const size = result.status === null ? "" : bytes(result.usage.bodyBytes);
  return isBroken(result) ? ["not valid JSON", h("span.weight", {}, ` · ${size}`)] : [size];
}
