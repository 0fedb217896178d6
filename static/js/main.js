/* The page's wiring diagram: builds the panes and says who hears from whom. Panes know nothing of each other. */

import { createAnswerPane } from "./panes/answer/answer.js";
import { createBackendPane } from "./panes/backend/backend.js";
import { createDefinition } from "./panes/editor-tabs.js";
import { layOut } from "./panes/page-layout.js";
import { createHeader } from "./panes/header.js";
import { createHistoryMenu } from "./panes/history-menu.js";
import { createKeys } from "./panes/keyboard-help.js";
import { createMethodPane } from "./panes/method/method.js";
import { createProblemsPane } from "./panes/problems.js";
import { createStatusPane } from "./panes/status.js";
import { createTemplatePane } from "./panes/template/template.js";
import { headerBecause } from "./lib/origin-words.js";
import { createBench } from "./app/workspace.js";
import { createCasesDesk } from "./app/cases-controller.js";
import { createChronicle } from "./storage/history-recorder.js";
import { createConductor } from "./app/controller.js";
import { createDraft } from "./storage/draft.js";
import { createEcho } from "./app/linked-highlight.js";
import { createEvaluator } from "./api/evaluate.js";
import { fetchExamples } from "./api/examples.js";
import { createExchange } from "./panes/transfer/transfer.js";
import { createMethodDesk } from "./app/method-controller.js";
import { createNavigator } from "./app/go-to-place.js";
import { createPayload } from "./scenario/payload.js";
import { createShelf } from "./app/undo-stack.js";
import { start } from "./app/startup.js";
import { createTracing } from "./api/run-trace.js";

const frame = document.getElementById("app");
const { api } = frame.dataset;
const conductor = createConductor({
  frame,
  parts: () => ({
    ...{ bench, shelf, methodDesk, cases, tracing, echo, evaluator, draft, chronicle, navigator },
    ...{ template, definition, method, status, answerPane, problems, header },
  }),
});
const editorEvents = {
  onEdit: conductor.edited,
  keys: [{ key: "Mod-Enter", run: () => conductor.run() }],
  undoPast: () => shelf.undo(),
  redoPast: () => shelf.redo(),
};
const template = createTemplatePane({
  ...editorEvents,
  payload: createPayload({ read: () => methodDesk.payload() }),
  names: () => methodDesk.names(),
  onPick: conductor.turnTo,
  onCursor: (site) => echo.fromTemplate(site),
});
const backend = createBackendPane({ ...editorEvents, api, onHalf: () => draft.schedule() });
const status = createStatusPane({ onGo: (place) => navigator.goTo(place), onStop: () => evaluator.cancel() });
const answerPane = createAnswerPane({
  onGo: (place) => navigator.goTo(place),
  onPick: (offset) => echo.fromBody(offset),
  because: (from) => headerBecause(from, navigator.isHere),
  keys: editorEvents.keys,
});
const bench = createBench({ template, backend });
const shelf = createShelf({ bench, onLeave: () => chronicle.leave(), onTurn: conductor.loaded });
const chronicle = createChronicle({ read: bench.scenario, isTouched: shelf.isTouched });
const exchange = createExchange({
  api,
  read: () => bench.scenario(),
  at: () => bench.cases().at,
  asked: () => bench.question(),
  load: (scenario, notice, at) => shelf.load({ scenario, at }, notice),
  onNotice: (notice) => conductor.showHeader({ notice }),
});
const methodDesk = createMethodDesk({
  bench,
  keep: shelf.keep,
  onEdit: conductor.edited,
  onShow: (where) => navigator.show(where).view.focus(),
});
const method = createMethodPane({ events: editorEvents, ...methodDesk.events, onImport: exchange.import, onEdit: () => draft.schedule() });
const definition = createDefinition({ template, method, onSide: conductor.showSide, onMethod: () => method.update() });
const cases = createCasesDesk({
  api,
  bench,
  answer: conductor.answer,
  keep: shelf.keep,
  onTurn: ({ isEdit }) => (isEdit ? conductor.edited() : conductor.changed()),
  onProblems: conductor.showProblems,
});
const navigator = createNavigator({ bench, definition, method, cases, onTurn: () => conductor.turnTo() });
const echo = createEcho({ template, answerPane, find: navigator.show });
/** A fix is made for the text that was evaluated; where that has changed since, the next answer brings its own. */
const onFix = ({ where, fix: edits }) => conductor.answer() && navigator.show(where).replace(edits);
const problems = createProblemsPane({ placeOf: navigator.placeOf, onGo: navigator.goTo, onFix });
const bar = document.getElementById("bar");
const history = createHistoryMenu({ onPick: (scenario) => shelf.load({ scenario }, "Back from history.") });
const keys = createKeys();
const tools = { before: [history, ...exchange.tools.before], after: [keys.button, ...exchange.tools.after] };
const header = createHeader({ bar, onExample: exchange.loadExample, onUndo: () => shelf.press(), tools });
bar.after(exchange.sheet);

const draft = createDraft({
  read: () => ({
    ...bench.toDocument(),
    ...shelf.toDocument(),
    unfinished: { context: method.unfinished(), plain: backend.unfinished() },
  }),
  shelf,
  onFull: conductor.full,
});
const tracing = createTracing({ url: `${api}/evaluate`, template: template.editor.text, onTrace: conductor.explain });
const evaluator = createEvaluator({
  url: tracing.url,
  read: () => JSON.stringify(bench.question()),
  onAnswer: (result, asked) => conductor.show(result, tracing.answered(result, asked)),
  onTrouble: status.showTrouble,
  onWait: status.showWait,
});

frame.before(keys.element);
layOut({
  frame,
  definition: definition.element,
  backend: backend.element,
  answer: [status.element, answerPane.element, problems.element],
  below: cases.element,
});

addEventListener("keydown", (event) => {
  if (event.defaultPrevented || !(event.ctrlKey || event.metaKey)) return;
  const isField = event.target.matches?.("input, select, textarea, [contenteditable=true]");
  if (event.key === "Enter") conductor.run();
  else if (event.key === "z" && !isField && (event.shiftKey ? shelf.redo() : shelf.undo())) event.preventDefault();
});

start({ first: JSON.parse(frame.dataset.first), bench, shelf, backend, method, conductor });
exchange.openLink();
header.showExamples(await fetchExamples(api));
