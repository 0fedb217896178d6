/* The page's wiring diagram: builds the panes and says who hears from whom. Panes know nothing of each other. */

import { createAnswerPane } from "./panes/answer/answer.js";
import { createBackendPane } from "./panes/backend/backend.js";
import { createEditorTabs } from "./panes/editor-tabs.js";
import { layOut } from "./panes/page-layout.js";
import { createHeader } from "./panes/header.js";
import { createHistoryMenu } from "./panes/history-menu.js";
import { createKeyboardHelp } from "./panes/keyboard-help.js";
import { createMethodPane } from "./panes/method/method.js";
import { createProblemsPane } from "./panes/problems.js";
import { createStatusPane } from "./panes/status.js";
import { createTemplatePane } from "./panes/template/template.js";
import { headerBecause } from "./lib/origin-words.js";
import { createWorkspace } from "./app/workspace.js";
import { createCasesController } from "./app/cases-controller.js";
import { createHistoryRecorder } from "./storage/history-recorder.js";
import { createController } from "./app/controller.js";
import { createDraft } from "./storage/draft.js";
import { createLinkedHighlight } from "./app/linked-highlight.js";
import { createEvaluator } from "./api/evaluate.js";
import { fetchExamples } from "./api/examples.js";
import { createTransfer } from "./panes/transfer/transfer.js";
import { createMethodController } from "./app/method-controller.js";
import { createNavigation } from "./app/go-to-place.js";
import { createPayload } from "./scenario/payload.js";
import { createUndoStack } from "./app/undo-stack.js";
import { start } from "./app/startup.js";
import { createRunTrace } from "./api/run-trace.js";

const frame = document.getElementById("app");
const { api } = frame.dataset;
const controller = createController({
  frame,
  parts: () => ({
    ...{ workspace, undoStack, methodController, cases, runTrace, linkedHighlight, evaluator, draft, historyRecorder, navigation },
    ...{ template, editorTabs, method, status, answerPane, problems, header },
  }),
});
const editorEvents = {
  onEdit: controller.edited,
  keys: [{ key: "Mod-Enter", run: () => controller.run() }],
  undoPast: () => undoStack.undo(),
  redoPast: () => undoStack.redo(),
};
const template = createTemplatePane({
  ...editorEvents,
  payload: createPayload({ read: () => methodController.payload() }),
  names: () => methodController.names(),
  onPick: controller.turnTo,
  onCursor: (site) => linkedHighlight.fromTemplate(site),
});
const backend = createBackendPane({ ...editorEvents, api, onHalf: () => draft.schedule() });
const status = createStatusPane({ onGo: (place) => navigation.goTo(place), onStop: () => evaluator.cancel() });
const answerPane = createAnswerPane({
  onGo: (place) => navigation.goTo(place),
  onPick: (offset) => linkedHighlight.fromBody(offset),
  because: (from) => headerBecause(from, navigation.isHere),
  keys: editorEvents.keys,
});
const workspace = createWorkspace({ template, backend });
const undoStack = createUndoStack({ workspace, onLeave: () => historyRecorder.leave(), onTurn: controller.loaded });
const historyRecorder = createHistoryRecorder({ read: workspace.scenario, isTouched: undoStack.isTouched });
const transfer = createTransfer({
  api,
  read: () => workspace.scenario(),
  at: () => workspace.cases().at,
  asked: () => workspace.question(),
  load: (scenario, notice, at) => undoStack.load({ scenario, at }, notice),
  onNotice: (notice) => controller.showHeader({ notice }),
});
const methodController = createMethodController({
  workspace,
  keep: undoStack.keep,
  onEdit: controller.edited,
  onShow: (where) => navigation.show(where).view.focus(),
});
const method = createMethodPane({ events: editorEvents, ...methodController.events, onImport: transfer.import, onEdit: () => draft.schedule() });
const editorTabs = createEditorTabs({ template, method, onSide: controller.showSide, onMethod: () => method.update() });
const cases = createCasesController({
  api,
  workspace,
  answer: controller.answer,
  keep: undoStack.keep,
  onTurn: ({ isEdit }) => (isEdit ? controller.edited() : controller.changed()),
  onProblems: controller.showProblems,
});
const navigation = createNavigation({ workspace, editorTabs, method, cases, onTurn: () => controller.turnTo() });
const linkedHighlight = createLinkedHighlight({ template, answerPane, find: navigation.show });
/** A fix is made for the text that was evaluated; where that has changed since, the next answer brings its own. */
const onFix = ({ where, fix: edits }) => controller.answer() && navigation.show(where).replace(edits);
const problems = createProblemsPane({ placeOf: navigation.placeOf, onGo: navigation.goTo, onFix });
const bar = document.getElementById("bar");
const history = createHistoryMenu({ onPick: (scenario) => undoStack.load({ scenario }, "Back from history.") });
const keys = createKeyboardHelp();
const tools = { before: [history, ...transfer.tools.before], after: [keys.button, ...transfer.tools.after] };
const header = createHeader({ bar, onExample: transfer.loadExample, onUndo: () => undoStack.press(), tools });
bar.after(transfer.drawer);

const draft = createDraft({
  read: () => ({
    ...workspace.toDocument(),
    ...undoStack.toDocument(),
    unfinished: { context: method.unfinished(), plain: backend.unfinished() },
  }),
  undoStack,
  onFull: controller.full,
});
const runTrace = createRunTrace({ url: `${api}/evaluate`, template: template.editor.text, onTrace: controller.explain });
const evaluator = createEvaluator({
  url: runTrace.url,
  read: () => JSON.stringify(workspace.question()),
  onAnswer: (result, asked) => controller.show(result, runTrace.answered(result, asked)),
  onTrouble: status.showTrouble,
  onWait: status.showWait,
});

frame.before(keys.element);
layOut({
  frame,
  definition: editorTabs.element,
  backend: backend.element,
  answer: [status.element, answerPane.element, problems.element],
  below: cases.element,
});

addEventListener("keydown", (event) => {
  if (event.defaultPrevented || !(event.ctrlKey || event.metaKey)) return;
  const isField = event.target.matches?.("input, select, textarea, [contenteditable=true]");
  if (event.key === "Enter") controller.run();
  else if (event.key === "z" && !isField && (event.shiftKey ? undoStack.redo() : undoStack.undo())) event.preventDefault();
});

start({ first: JSON.parse(frame.dataset.first), workspace, undoStack, backend, method, controller });
transfer.openLink();
header.showExamples(await fetchExamples(api));
