/* The page's wiring diagram: builds the panes and says who hears from whom. Panes know nothing of each other. */

import { createAnswerPane } from "./panes/answer.js";
import { createBackendPane } from "./panes/backend.js";
import { createHeader } from "./panes/header.js";
import { createKeys } from "./panes/keys.js";
import { createProblemsPane } from "./panes/problems.js";
import { createSplitter } from "./panes/splitter.js";
import { createStatusPane } from "./panes/status.js";
import { createTemplatePane } from "./panes/template.js";
import { headerBecause, statusBecause } from "./work/because.js";
import { createBench } from "./work/bench.js";
import { createCasesDesk } from "./work/cases-desk.js";
import { createDraft, keptDraft } from "./work/draft.js";
import { createEcho } from "./work/echo.js";
import { createEvaluator } from "./work/evaluator.js";
import { fetchExample, fetchExamples } from "./work/examples.js";
import { createExchange } from "./work/exchange.js";
import { createPayload } from "./work/payload.js";
import { BODY } from "./work/scenario.js";
import { createShelf } from "./work/shelf.js";
import { createTracing } from "./work/tracing.js";
import { h } from "./lib/dom.js";

const frame = document.getElementById("app");
const { api } = frame.dataset;
const FULL = { notice: "Too large to be kept by the browser: a reload loses it." };
let isFull = false; // whether the browser has no room to keep the work
let answer = null; // the last one, while it still fits what is written

const editorEvents = {
  onEdit: edited,
  keys: [{ key: "Mod-Enter", run: () => evaluator.ask() ?? true }],
  undoPast: () => shelf.undo(),
  redoPast: () => shelf.redo(),
};
const template = createTemplatePane({
  ...editorEvents,
  payload: createPayload({ read: () => backend.editor.text() }),
  onPick: (where) => showTemplate(where),
  onCursor: (site) => echo.fromTemplate(site),
});
const backend = createBackendPane({ ...editorEvents, api });
const status = createStatusPane({ onGo: goTo, onStop: () => evaluator.cancel() });
const answerPane = createAnswerPane({
  onGo: goTo,
  onPick: (offset) => echo.fromBody(offset),
  because: (from) => headerBecause(from, bench.isHere),
  keys: editorEvents.keys,
});
const problems = createProblemsPane({ placeOf, onGo: goTo, onFix: fix });
const exchange = createExchange({
  api,
  read: () => bench.scenario(),
  asked: () => bench.question(),
  load: (scenario, notice) => shelf.load({ scenario }, notice),
  onNotice: (notice) => showHeader({ notice }),
});
const bar = document.getElementById("bar");
const header = createHeader({ bar, onExample: loadExample, onUndo: () => shelf.press(), tools: exchange.tools });
bar.after(exchange.sheet);

const bench = createBench({ template, backend });
const echo = createEcho({ template, answerPane, find: showTemplateOf });
const shelf = createShelf({ bench, onTurn: changed });
const cases = createCasesDesk({
  api,
  bench,
  answer: () => answer,
  keep: shelf.keep,
  onTurn: ({ isEdit }) => (isEdit ? edited() : changed()),
  onProblems: showProblems,
});
const draft = createDraft({
  read: () => [bench.toDocument(), shelf.toDocument()],
  onFull(is) {
    isFull = is;
    showHeader();
  },
});
const tracing = createTracing({ url: `${api}/evaluate`, template: template.editor.text, onTrace: explain });
const evaluator = createEvaluator({
  url: tracing.url,
  read: () => JSON.stringify(bench.question()),
  onAnswer: (result, asked) => show(result, tracing.answered(result, asked)),
  onTrouble: status.showTrouble,
  onWait: status.showWait,
});

const keys = createKeys();
frame.before(keys.element);
header.element.lastElementChild.append(keys.button);
const left = h("div.column", {}, template.element);
left.append(
  createSplitter({ frame: left, name: "upper", label: "Height of the template", vertical: false, usual: 58 }).element,
  backend.element,
);
const right = h("div.column.result.panel", {}, status.element, answerPane.element, problems.element);
frame.replaceChildren(left, right);
frame.after(cases.element);
left.after(createSplitter({ frame, name: "left", label: "Width of the editors", vertical: true, usual: 53 }).element);

function edited() {
  shelf.touch();
  changed();
}

/** The work is another than before: ask, keep. */
function changed() {
  answer = null;
  tracing.stop();
  cases.stop();
  echo.update(null);
  evaluator.schedule();
  draft.schedule();
  showHeader();
}

/** `isTraced`: whether the record of the run is in `result`, or on its way. */
function show(result, isTraced = true) {
  answer = result;
  bench.follow(result.integrationResponse);
  frame.dataset.class = result.status === null ? "none" : `${Math.trunc(result.status / 100)}xx`;
  status.update({ result, because: statusBecause(result, bench.isHere) });
  answerPane.update(result);
  showProblems();
  cases.run();
  showTemplate();
  if (result.trace || !isTraced) explain(result);
}

/** What the run did; it may come later than its answer. */
function explain({ trace = null, bodyMap = null }) {
  answer = { ...answer, trace };
  echo.update(bodyMap);
  template.explain(trace, bench.view().shown.where);
}

/** Those of the answer, and what the cases say. */
function showProblems() {
  if (answer) problems.update([...answer.diagnostics, ...cases.problems()]);
}

/** The template in the editor, `where` or the one that is there, with its marks. */
function showTemplate(where) {
  if (where !== undefined) bench.show(where);
  template.update({ ...bench.view(), why: answer?.integrationResponse?.why ?? "" });
  if (!answer) return;
  bench.mark(answer);
  if (where !== undefined && answer.trace) template.explain(answer.trace, where);
}

function showHeader(said = isFull ? FULL : shelf.notice()) {
  header.update({ title: bench.title(), ...said });
}

function goTo(place) {
  if (place.case !== undefined) return cases.pick(place.case);
  showTemplateOf(place.where).goTo(place);
}

function showTemplateOf(where) {
  const editor = bench.editorOf(where);
  showTemplate();
  return editor;
}

/** A fix is made for the text that was evaluated; where that has changed since, the next answer brings its own. */
function fix({ where, fix: edits }) {
  if (answer) showTemplateOf(where).replace(edits);
}

function placeOf({ where, start, end, case: index }) {
  if (index !== undefined) return { label: "show", place: { case: index } };
  if (!start || !bench.isHere(where)) return { label: "" };
  return { label: `${where === BODY ? "response " : ""}line ${start.line}`, place: { where, start, end } };
}

async function loadExample(name) {
  try {
    shelf.load({ scenario: await fetchExample(api, name) });
  } catch {
    showHeader({ notice: "The example can’t be loaded: the server can’t be reached." });
  }
}

addEventListener("keydown", (event) => {
  if (event.defaultPrevented || !(event.ctrlKey || event.metaKey)) return;
  const isField = event.target.matches?.("input, select, textarea, [contenteditable=true]");
  if (event.key === "Enter") evaluator.ask();
  else if (event.key === "z" && !isField && (event.shiftKey ? shelf.redo() : shelf.undo())) event.preventDefault();
});

const kept = keptDraft();
if (kept) {
  bench.load(kept);
  shelf.start(kept);
  changed();
} else {
  const first = JSON.parse(frame.dataset.first);
  bench.load(first);
  showHeader();
  if (first.result) show(first.result);
  else evaluator.ask();
}
exchange.openLink();
header.showExamples(await fetchExamples(api));
