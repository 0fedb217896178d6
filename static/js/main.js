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
import { createAnswerController } from "./app/answer-controller.js";
import { createController } from "./app/controller.js";
import { createEvents } from "./app/events.js";
import { createDraft, keptDraft } from "./storage/draft.js";
import { createLinkedHighlight } from "./app/linked-highlight.js";
import { createEvaluator } from "./api/evaluate.js";
import { fetchExamples } from "./api/examples.js";
import { createInAndOut } from "./app/in-and-out.js";
import { createMethodController } from "./app/method-controller.js";
import { createOwnText } from "./app/own-text.js";
import { createNavigation } from "./app/go-to-place.js";
import { createPayload } from "./scenario/payload.js";
import { createReferenceController } from "./app/reference-controller.js";
import { createTablesController } from "./app/tables-controller.js";
import { createUndoStack } from "./app/undo-stack.js";
import { listenToKeys } from "./app/page-keys.js";
import { start } from "./app/startup.js";
import { createRunTrace } from "./api/run-trace.js";

/** @import { Diagnostic, Target } from "./types/page" */

const frame = /** @type {HTMLElement} */ (document.getElementById("app"));
const bar = /** @type {HTMLElement} */ (document.getElementById("bar"));
const { api = "", first: given = "{}" } = frame.dataset;
const first = JSON.parse(given);
const { kept, id } = keptDraft({ canContinue: !first.saved && location.hash.length < 2 });
const events = createEvents();
const edited = () => events.emit("edit");
/** @param {Target} place */
const goTo = (place) => navigation.goTo(place);
const ownText = createOwnText({ workspace: () => workspace, undoStack: () => undoStack });
const editorEvents = {
  onEdit: edited,
  keys: [{ key: "Mod-Enter", run: () => run() }],
  undoPast: () => undoStack.undo(),
  redoPast: () => undoStack.redo(),
  onReplaceAll: () => ownText(),
};

const template = createTemplatePane({
  ...editorEvents,
  payload: createPayload({ read: () => methodController.payload() }),
  names: () => methodController.names(),
  onPick: (where) => events.emit("turn", where),
  onReference: (found) => events.emit("look-up", { found }),
  onCursor: (site) => linkedHighlight.fromTemplate(site),
});
const backend = createBackendPane({
  ...{ ...editorEvents, api, onHalf: () => draft.schedule() },
  onReplaceAll: () => (workspace.cases().at === null ? ownText() : null), // another answer of a case is no other work
  onTables: {
    onTables: (next) => tables.onTables(next),
    onAdd: () => tables.onAdd(),
    onAsk: () => tables.onAsk(),
    onFreeze: () => tables.onFreeze(),
  },
});
const status = createStatusPane({ onGo: goTo, onStop: () => evaluator.cancel() });
const answerPane = createAnswerPane({
  onGo: goTo,
  onPick: (offset) => linkedHighlight.fromBody(offset),
  because: (from) => headerBecause(from, navigation.isHere),
  keys: editorEvents.keys,
});
const workspace = createWorkspace({ template, backend });
const undoStack = createUndoStack({ workspace, onLeave: () => historyRecorder.leave(), onTurn: () => events.emit("load") });
const tables = createTablesController({ events, workspace, backend: () => backend, keep: undoStack.keep, onEdit: edited });
const historyRecorder = createHistoryRecorder({ read: workspace.scenario, api: workspace.api, isTouched: undoStack.isTouched });
const inAndOut = createInAndOut({ page: frame.dataset, events, workspace, undoStack, historyRecorder });
const methodController = createMethodController({
  workspace,
  keep: undoStack.keep,
  onEdit: edited,
  onShow: (where) => navigation.show(where).view.focus(),
});
const method = createMethodPane({
  events: editorEvents,
  ...methodController.events,
  onImport: inAndOut.import,
  onEdit: () => draft.schedule(),
});
const editorTabs = createEditorTabs({ template, method, onSide: (side) => events.emit("side", side), onMethod: () => method.update() });
const cases = createCasesController({
  api,
  workspace,
  answer: () => answers.answer(),
  keep: undoStack.keep,
  onTurn: ({ isEdit }) => events.emit(isEdit ? "edit" : "change"),
  onProblems: () => events.emit("problems"),
});
const navigation = createNavigation({ workspace, editorTabs, method, cases, onTurn: () => events.emit("turn") });
const linkedHighlight = createLinkedHighlight({ template, answerPane, find: navigation.show });
/**
 * A fix is made for the text that was evaluated; where that has changed since, the next answer brings its own.
 * @param {Diagnostic} diagnostic
 */
const onFix = ({ where, fix }) => answers.answer() && navigation.show(where).replace(fix ?? []);
/** @param {Diagnostic} diagnostic */
const onTry = ({ call }) => answers.answer() && call && methodController.tryCall(call);
const problems = createProblemsPane({
  targetOf: navigation.targetOf,
  onGo: goTo,
  onFix,
  onTry,
  onCode: (code) => events.emit("look-up", { code }),
});
const history = createHistoryMenu({ onPick: ({ scenario, api: place }) => undoStack.load({ scenario, api: place }, "Back from history.") });
const lookUp = () => events.emit("look-up", {});
const keyboardHelp = createKeyboardHelp({ onReference: lookUp });
const reference = createReferenceController({ api, events, template, undoStack });
const header = createHeader({
  bar,
  onExample: inAndOut.loadExample,
  onTitle: (title) => undoStack.keep("Title changed.", () => workspace.edit((scenario) => ({ ...scenario, title }))),
  onUndo: () => undoStack.press(),
  onDismiss: () => (undoStack.say({}), events.emit("notice")),
  status: inAndOut.status,
  tools: inAndOut.toolsAround({ before: [history], after: [keyboardHelp.button] }),
});

const draft = createDraft({
  id,
  prepare: backend.editor.prepare,
  read: () => ({
    ...workspace.toDocument(),
    ...undoStack.toDocument(),
    unfinished: { context: method.unfinished(), plain: backend.unfinished() },
  }),
  undoStack,
  onFull: (isFull) => events.emit("full", isFull),
});
const runTrace = createRunTrace({
  url: `${api}/evaluate`,
  template: template.editor.text,
  onTrace: (result) => events.emit("trace", result),
});
const evaluator = createEvaluator({
  url: runTrace.url,
  prepare: backend.editor.prepare,
  read: () => JSON.stringify(workspace.question()),
  onAnswer: (result, asked) => events.emit("answer", result, runTrace.answered(result, asked)),
  onTrouble: status.showTrouble,
  onWait: status.showWait,
});

const answers = createAnswerController({
  events,
  frame,
  parts: {
    ...{ workspace, methodController, status, answerPane, cases, navigation, historyRecorder },
    ...{ template, editorTabs, method, problems, linkedHighlight },
  },
});
const forgets = [answers.forget, historyRecorder.changed, runTrace.stop, cases.stop, () => linkedHighlight.update(null, null)];
createController({ events, workspace, undoStack, method, evaluator, draft, historyRecorder, header, forgets });

bar.after(inAndOut.drawer);
frame.before(keyboardHelp.element);
layOut({
  frame,
  rail: inAndOut.rail,
  reference: reference.element,
  definition: editorTabs.element,
  backend: backend.element,
  answer: [status.element, answerPane.element, problems.element],
  below: cases.element,
});

listenToKeys({ run, save: inAndOut.save, undo: undoStack.undo, redo: undoStack.redo, lookUp });
events.on("kept", () => draft.schedule());
start({ ...{ first, kept: await kept }, events, workspace, undoStack, backend, method, savedWork: inAndOut.work });
inAndOut.start();
header.showExamples(await fetchExamples(api));

function run() {
  events.emit("run");
  return true;
}
