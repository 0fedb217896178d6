/* The page's own types. What the API takes and gives is in api.d.ts, which is generated; here it gets the names that the page uses. */

import type { EditorState, Extension } from "@codemirror/state";
import type { KeyBinding } from "@codemirror/view";
import type { components, operations } from "./api";

type AnswerOf<Name extends keyof operations> = operations[Name] extends {
  responses: { 200: { content: { "application/json": infer Content } } };
}
  ? Content
  : never;

/** Something that may be null or absent. */
export type Maybe<Type> = Type | null | undefined;

export type Scenario = components["schemas"]["Scenario"];
export type Result = Required<components["schemas"]["Result"]>;
export type Problem = Partial<components["schemas"]["Problem"]>;
export type Example = components["schemas"]["Example"];
export type Explanation = components["schemas"]["Explanation"];
export type ListedExplanation = components["schemas"]["ListedExplanation"];
export type Explanations = ReturnType<typeof import("../api/explanations.js").createExplanations>;
/** A method to be written from an action of DynamoDB. */
export type Generation = components["schemas"]["Generation"];
export type Generated = components["schemas"]["Generated"];
/** What is wrong with a part of a document, named by its JSON Pointer. */
export type ProblemAt = { path: string; message: string };
export type Backend = NonNullable<Scenario["backend"]>;
/** How a backend fails on demand. */
export type Fault = NonNullable<Backend["fault"]>;
export type Table = NonNullable<Scenario["tables"]>[number];
/** The answer that the response side saw. */
export type BackendSeen = NonNullable<Result["backend"]>;
/** What is done with the tables. */
export type TablesEvents = { onTables: (tables: Table[]) => void; onAdd: () => void; onAsk: () => void; onFreeze: () => void };
export type Method = NonNullable<Scenario["method"]>;
export type Integration = NonNullable<Method["methodIntegration"]>;
export type IntegrationResponse = Partial<NonNullable<Integration["integrationResponses"]>[string]>;
/** The client's call. */
export type Call = NonNullable<Scenario["request"]>;
export type Case = NonNullable<Scenario["cases"]>[number];
export type Expectation = NonNullable<Case["expect"]>;
export type Edit = NonNullable<Diagnostic["fix"]>[number];
export type CallChange = NonNullable<Diagnostic["call"]>;
/** A line and a column, both from 1; columns in UTF-16 units: what the API calls a Place. */
export type Position = Edit["start"];
export type Severity = Diagnostic["severity"];
export type Origin = NonNullable<Result["statusFrom"]>;
export type SelectedResponse = NonNullable<Result["integrationResponse"]>;
export type TraceSite = NonNullable<Result["trace"]>[number];
export type BodyMap = NonNullable<Result["bodyMap"]>;
/** What came of one case. */
export type Outcome = AnswerOf<"cases">["cases"][number];
export type Difference = Outcome["differences"][number];

/** A place in a text of the Scenario, or of a case: `where`, and from which position to which. */
export interface Place {
  where: string;
  start?: Maybe<Position>;
  end?: Maybe<Position>;
}
/** Where something on the page leads: a place, or the case at an index of the outcomes. */
export type Target = Place | { case: number };
/** A diagnostic of an answer, or one that the page makes of the cases' outcomes. */
export type Diagnostic = Result["diagnostics"][number] & { case?: number };
/** What is shown of a diagnostic inside an editor. */
export type Mark = Pick<Diagnostic, "severity" | "message"> & Partial<Pick<Diagnostic, "start" | "end" | "help" | "fix">>;
/** A stretch of text, by its offsets. */
export type Range = [number, number];
export type Side = "response" | "request";

/** A template that can be edited: an entry of `requestTemplates` or of an integration response's `responseTemplates`. */
export interface TemplateEntry {
  side: Side;
  where: string;
  contentType: string;
  statusCode?: string;
  selectionPattern?: string;
}
export interface TemplateView {
  entries: TemplateEntry[];
  shown: TemplateEntry;
  chosen?: TemplateEntry;
}

/** Names and their values, as a client sends them. */
export type Values = Record<string, string | string[]>;
/** A change of the work, as plain data. */
export type Change = (scenario: Scenario) => Scenario;
/** Where a text is after a change. */
export type Moved = (where: string) => string;
/** Makes a change that an undo takes back whole, and says `notice`. */
export type Keep = (notice: string, change: () => void) => void;
export type KeepChange = (notice: string, change: Change) => void;

/** What is said beside the title, and the button next to it. */
export interface Notice {
  notice?: string;
  action?: string;
  run?: () => void;
}
/** Why something is as it is; `link` goes to the place. */
export interface Because {
  text: string;
  link?: string;
  place?: Place;
}
/** Why no answer came. */
export interface Trouble {
  message: string;
  detail?: string;
  problems?: { path: string; message: string }[];
}
/** What the server refuses, and the seconds after which it wants to be asked again. */
export interface Refusal extends Problem {
  status: number;
  wait?: number;
}
/** What came of a question: one of the three. */
export interface Reply {
  answer?: any;
  refusal?: Refusal;
  gone?: boolean;
}
export interface ConversionProblem {
  message: string;
  line?: number;
  column?: number;
}
export interface Conversion {
  text?: string;
  problem?: ConversionProblem;
}

export type Visibility = SavedRow["visibility"];
/** Who is asking: `name` is null where nobody is signed in. */
export type Me = components["schemas"]["Me"];
export type Right = Me["rights"][number];
/** What a list of saved scenarios is asked for; `before`: the cursor that the list before gave. */
export type SavedQuery = NonNullable<operations["listScenarios"]["parameters"]["query"]>;
export type SavedList = components["schemas"]["ScenarioList"];
/** A saved scenario in a list; `status` is that of its own Result, `updated` RFC 3339. */
export type SavedRow = components["schemas"]["ScenarioEntry"];
/** A revision in a history; `forks`: ids. */
export type SavedRevision = components["schemas"]["RevisionEntry"];
export type NewScenario = components["schemas"]["NewScenario"];
export type NewRevision = components["schemas"]["NewRevision"];
export type Changes = components["schemas"]["Changes"];
/** What the store says of what it has just kept; the edit key is the browser's to keep. */
export type Kept = Omit<components["schemas"]["SavedRevision"], "editKey">;
export type Deleted = components["schemas"]["Deleted"];
export type Token = components["schemas"]["TokenEntry"];
export type NewToken = components["schemas"]["NewToken"];
export type MadeToken = components["schemas"]["MadeToken"];
/** A Scenario of the library; `name` is its file's. */
export type LibraryEntry = components["schemas"]["LibraryEntry"];
/**
 * Which saved scenario a work is: `revision` is the newest that its writer has seen, over which the next one is saved; `shown` the one that
 * was opened, and `digest` what its text was then.
 */
export interface Saved {
  id: string;
  title: string;
  revision: number;
  shown: number;
  author: string | null;
  time: string;
  digest: string;
}

/** What `import` answers. */
export type ApiFound = AnswerOf<"import">;
/** What `export` answers where templates were put back into a document. */
export type WrittenBack = Extract<AnswerOf<"export">, { refused: unknown }>;
/** Files that were chosen or dropped: texts by path, the paths of those that could not be read, and what leads to them on the disk. */
export interface Picked {
  texts: Map<string, string>;
  unread: string[];
  handles: FileSystemHandle[];
}
/** Where an opened document lies on the disk: its path, and what leads there. */
export interface OnDisk {
  path: string;
  handles: FileSystemHandle[];
}
/** A document to be read as an API: its text, the name of its file, its companions by path, and values for what it leaves open. */
export interface ApiSource {
  text: string;
  name?: string;
  files?: Record<string, string>;
  parameters?: Record<string, string>;
}
/** A set of methods as it is kept in a file or a link: its document, the drafts that differ from it, and the name of the one in sight. */
export interface ApiPack extends ApiSource {
  operations: { name: string; scenario: Scenario }[];
  shown?: string;
}
/** A method of an opened API: its draft, and the Scenario that the document has. */
export interface ApiOperation {
  name: string;
  scenario: Scenario;
  imported: Scenario;
  notes: ApiFound["operations"][number]["notes"];
}
/** An API that was opened; `open`: what the document leaves open, with the values that were put in. */
export interface ApiDocument {
  id: string;
  source: Required<ApiSource>;
  what: string;
  operations: ApiOperation[];
  leftOut: ApiFound["leftOut"];
  open: ApiFound["parameters"];
  missingFiles: string[];
  /** When it was opened, in milliseconds, where the browser kept it. */
  time?: number;
}
/** Which method of which opened API a work is. */
export interface ApiPlace {
  id: string;
  at: number;
  name: string;
}
/** What the cases of a method came to; `trouble`: why they could not be run. */
export interface Checked {
  cases: number;
  failed: number;
  warned: number;
  worst: "ok" | "warn" | "bad" | "unknown";
  trouble?: string;
}

/** A work, as the browser keeps it. */
export interface Work {
  scenario: Scenario;
  api?: Maybe<ApiPlace>;
  saved?: Maybe<Saved>;
  shown?: string;
  at?: number | null;
  isTouched?: boolean;
  /** Whether it is one of the Examples, unless it was touched. */
  isExample?: boolean;
}
/** A work with the states of its editors. */
export interface Snapshot extends Work {
  states?: { template: { kept: Map<string, EditorState>; state: EditorState }; response: EditorState };
}
export interface Works {
  behind: Work[];
  ahead: Work[];
}
export interface KeptWork extends Work, Works {
  unfinished: { context?: string; plain?: string };
  said: Notice;
}
/** A work as it is kept for the next visit: `id`, the tab's; `time` in milliseconds. */
export type StoredWork = Omit<KeptWork, keyof Works> & { id: string; time: number };
/** How a tab begins: with which work, and under which id it keeps it. */
export interface KeptDraft {
  kept: Promise<{ work?: KeptWork; damaged?: string; isContinued?: boolean }>;
  id: Promise<string>;
}
export interface Run {
  id: string;
  time: number;
  status: number | null;
  scenario: Scenario;
  api?: Maybe<ApiPlace>;
}
/** A case that can be added. */
export interface NewCase {
  name: string;
  backend?: Backend;
  request?: NonNullable<Scenario["request"]>;
  why?: string;
  isCopy?: boolean;
}

/** What is derived of the answer and of the call in the editors. */
export interface Derived {
  answers: NewCase[];
  calls: NewCase[];
}

/** The names that a call and a stage give to a template, with their values. */
export interface Names {
  params: Record<string, unknown>;
  method: unknown;
  stageVariables: Record<string, unknown>;
  context: Record<string, unknown>;
}
/** One method, property or variable that a template can name: `parameters` as Java declares them, null for what is no method. */
export interface Term {
  name: string;
  parameters: string | null;
  type: string;
  help: string;
  example: string;
  output: string;
  /** The code of the diagnostic that says why AWS may not have it. */
  uncertain?: string;
}
/** What a value of one type has; `extends`: the type whose terms it has as well. */
export interface TypeTerms {
  extends: string;
  terms: Term[];
}
/** A directive: `form` as it is written, `snippet` as an editor writes it. */
export interface DirectiveTerm {
  name: string;
  form: string;
  snippet: string;
  help: string;
  example: string;
  output: string;
}

/** A word of a template, and what the vocabulary has of it. `type`: whose term it is, "" for directives and variables. */
export interface FoundTerm {
  from: number;
  to: number;
  word: string;
  term?: Term | DirectiveTerm;
  type?: string;
}
/** All that a template can name. */
export interface Vocabulary {
  directives: DirectiveTerm[];
  variables: Term[];
  types: Record<string, TypeTerms>;
  signatureOf: (term: Term) => string;
}
/** A line of the reference, which opens; `text`: what is searched. */
export interface ReferenceEntry {
  element: HTMLDetailsElement;
  text: string;
  filled: () => Promise<void>;
  term?: Term | DirectiveTerm;
  code?: string;
}

/** What every editor tells, and the keys that the page has in each. */
export interface EditorEvents {
  onEdit: () => void;
  keys: KeyBinding[];
  undoPast: () => boolean;
  redoPast: () => boolean;
  /** Before all of the text gives way to another by hand; what it returns is run after that. */
  onReplaceAll?: () => (() => void) | null;
}
export interface EditorOptions extends EditorEvents {
  label: string;
  help: string;
  empty: string;
  language: Extension;
  more?: Extension;
}

/** What happens on the page, and what is said about it. */
export interface EventDetails {
  edit: [];
  load: [];
  change: [];
  run: [];
  answer: [result: Result, isTraced?: boolean];
  trace: [result: Partial<Result>];
  problems: [];
  turn: [where?: string];
  side: [side: Side];
  notice: [notice?: Notice];
  full: [isFull: boolean];
  "look-up": [wanted: { found?: FoundTerm | null; code?: string }];
  kept: [];
}

export interface MenuItem {
  label: string;
  description?: string;
  group?: string;
  checked?: boolean;
  run: () => void;
}

type TagOf<Selector extends string> = Selector extends `${infer Tag}.${string}` ? Tag : Selector;
/** The element that `h(selector)` makes. */
export type ElementOf<Selector extends string> =
  TagOf<Selector> extends keyof HTMLElementTagNameMap ? HTMLElementTagNameMap[TagOf<Selector>] : HTMLElement;
export type PropertiesOf<Selector extends string> = { [Name in keyof ElementOf<Selector>]?: ElementOf<Selector>[Name] | null };

export type Events = ReturnType<typeof import("../app/events.js").createEvents>;
export type Workspace = ReturnType<typeof import("../app/workspace.js").createWorkspace>;
export type ShownTemplate = ReturnType<typeof import("../app/shown-template.js").createShownTemplate>;
export type ShownResponse = ReturnType<typeof import("../app/shown-response.js").createShownResponse>;
export type UndoStack = ReturnType<typeof import("../app/undo-stack.js").createUndoStack>;
export type CasesController = ReturnType<typeof import("../app/cases-controller.js").createCasesController>;
export type MethodController = ReturnType<typeof import("../app/method-controller.js").createMethodController>;
export type Navigation = ReturnType<typeof import("../app/go-to-place.js").createNavigation>;
export type LinkedHighlight = ReturnType<typeof import("../app/linked-highlight.js").createLinkedHighlight>;
export type Evaluator = ReturnType<typeof import("../api/evaluate.js").createEvaluator>;
export type Draft = ReturnType<typeof import("../storage/draft.js").createDraft>;
export type HistoryRecorder = ReturnType<typeof import("../storage/history-recorder.js").createHistoryRecorder>;
export type Editor = ReturnType<typeof import("../editor/editor.js").createEditor>;
export type TemplatePane = ReturnType<typeof import("../panes/template/template.js").createTemplatePane>;
export type BackendPane = ReturnType<typeof import("../panes/backend/backend.js").createBackendPane>;
export type AnswerPane = ReturnType<typeof import("../panes/answer/answer.js").createAnswerPane>;
export type MethodPane = ReturnType<typeof import("../panes/method/method.js").createMethodPane>;
export type EditorTabs = ReturnType<typeof import("../panes/editor-tabs.js").createEditorTabs>;
export type StatusPane = ReturnType<typeof import("../panes/status.js").createStatusPane>;
export type ProblemsPane = ReturnType<typeof import("../panes/problems.js").createProblemsPane>;
export type Header = ReturnType<typeof import("../panes/header.js").createHeader>;
export type ScenarioStore = ReturnType<typeof import("../api/scenarios.js").createScenarioStore>;
export type Account = ReturnType<typeof import("../api/account.js").createAccount>;
export type Library = ReturnType<typeof import("../api/library.js").createLibrary>;
export type SavedWork = ReturnType<typeof import("../app/saved-work.js").createSavedWork>;
/** What can be shown of saved scenarios. */
export interface SavedPanes {
  open: () => void;
  save: (why?: string) => void;
  fork: (saved: Saved) => void;
  conflict: (newer?: Newer | null, note?: string) => Promise<void>;
  history: () => Promise<void>;
  details: (saved: Saved) => Promise<void>;
}
/** A revision that somebody saved meanwhile. */
export type Newer = Pick<SavedRevision, "revision" | "author" | "time">;
/** What the panes of saved scenarios need: who asks, the drawer, the store, the library (null: there is none), and the work on the page. */
export interface SavedParts {
  me: Me;
  hasStore: boolean;
  library: Library | null;
  drawer: Drawer;
  store: ScenarioStore;
  work: SavedWork;
  canEmbed: boolean;
  panes: SavedPanes;
}
export type ApiController = ReturnType<typeof import("../app/api-controller.js").createApiController>;
export type SavedController = ReturnType<typeof import("../app/saved-controller.js").createSavedController>;
export type Drawer = ReturnType<typeof import("../widgets/drawer.js").createDrawer>;
