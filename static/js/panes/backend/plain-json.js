/* The response as plain JSON: a second editor, whose text is converted into the first one's while it is written. */

import { convert } from "../../api/convert.js";
import { createEditor } from "../../editor/editor.js";
import { json } from "../../editor/json.js";
import { createConversionNote } from "./conversion-note.js";

/** @import { EditorEvents } from "../../types/page" */

const PAUSE = 150; // milliseconds after the last edit
const UNREADABLE = " Plain JSON can be shown once that is mended.";
const UNWRITABLE = " The last response that could be converted is still evaluated.";
const OPTIONS = { label: "Plain JSON", help: "editor-help", language: json, empty: "No response." };

/**
 * `source` is the editor of the DynamoDB JSON: always what is evaluated. What cannot be converted is said, and stays as it is written.
 * `onRefused()`: the source cannot be shown as plain JSON. `onHalf()`: what `unfinished()` gives is another.
 * @param {{
 *   api: string, source: { text: () => string, put: (text: string) => void }, events: EditorEvents, onRefused: () => void,
 *   onHalf: () => void,
 * }} options
 */
export function createPlainJson({ api, source, events, onRefused, onHalf }) {
  const text = createPlainText({ events, onEdit: () => (onHalf(), turn.later((signal) => write(parts, signal))) });
  const note = createConversionNote({ editor: text.editor });
  const turn = createTurn();
  const link = createLink(source);
  const parts = { api, text, note, link, onRefused, onHalf };

  /** Shows the source's text, unless it is the one that is shown. */
  const show = async () => link.isWhole() || read(parts, turn.now());

  /** The source has another text: what is on its way from here is given up, and what was said is old. */
  function giveUp() {
    turn.now();
    note.say(null);
  }

  return {
    element: text.editor.element,
    said: note.element,
    read: show,
    /** Another text is in the source; it is shown here where this form is in sight. */
    follow(/** @type {boolean} */ isInSight) {
      giveUp();
      link.cut();
      if (isInSight) show();
    },
    /** What is written and is not in the source, unless that was edited since; or null. */
    unfinished: () => (!text.isSettled() && link.isWhole() ? text.editor.text() : null),
    /** Goes on with a text that could not be converted. */
    resume(/** @type {string} */ half) {
      link.take(source.text());
      text.load(half);
      write(parts, turn.now());
    },
    /** The source is edited by hand. */
    forget: () => link.isWhole() || giveUp(),
  };
}

/**
 * Which text of the source the plain one belongs to.
 * @param {{ text: () => string, put: (text: string) => void }} source
 */
function createLink(source) {
  /** @type {string | null} */
  let from = null; // none
  return {
    text: source.text,
    /** Whether that is what the source has now. */
    isWhole: () => from !== null && source.text() === from,
    cut: () => void (from = null),
    /** @param {string} text */
    take: (text) => void (from = text),
    /** @param {string} text */
    put(text) {
      from = text;
      source.put(text);
      from = source.text(); // with the line ends of its own
    },
  };
}

/**
 * @typedef {{
 *   api: string, text: ReturnType<typeof createPlainText>, note: ReturnType<typeof createConversionNote>,
 *   link: ReturnType<typeof createLink>, onRefused: () => void, onHalf: () => void,
 * }} Parts
 */

/**
 * Converts the plain text into the source.
 * @param {Parts} parts
 * @param {AbortSignal} signal
 */
async function write({ api, text, note, link, onHalf }, signal) {
  const answer = await convert({ api, to: "dynamodb", text: text.editor.text(), signal });
  if (!answer || signal.aborted) return;
  note.say(answer.problem, UNWRITABLE);
  note.mark(answer.problem);
  text.settle(!answer.problem);
  if (answer.text === undefined) return;
  onHalf();
  link.put(answer.text);
}

/**
 * Converts the source into the plain text.
 * @param {Parts} parts
 * @param {AbortSignal} signal
 */
async function read({ api, text, note, link, onRefused }, signal) {
  const written = link.text();
  const answer = written.trim() ? await convert({ api, to: "plain", text: written, signal }) : { text: "" };
  if (!answer || signal.aborted) return;
  note.say(answer.problem ?? null, UNREADABLE);
  if (answer.text === undefined) {
    link.cut();
    onRefused();
    return;
  }
  link.take(written);
  text.show(answer.text);
}

/**
 * The editor. `onEdit()`: its text was edited by hand, and is not, or not yet, in the source: undo must bring it back.
 * @param {{ events: EditorEvents, onEdit: () => void }} options
 */
function createPlainText({ events, onEdit }) {
  let isReading = false; // whether it is the page that changes the text
  let isSettled = true;
  const editor = createEditor({ ...events, ...OPTIONS, onEdit: edited, onReplaceAll: undefined });

  function edited() {
    if (isReading) return;
    isSettled = false;
    onEdit();
  }

  /** @param {() => void} change */
  function reading(change) {
    isReading = true;
    change();
    isReading = false;
  }

  return {
    editor,
    isSettled: () => isSettled,
    /**
     * Whether the text is in the source now.
     * @param {boolean} is
     */
    settle: (is) => void (isSettled = is),
    /** @param {string} text */
    load: (text) => reading(() => editor.load(text)),
    /** @param {string} text */
    show(text) {
      const { view } = editor;
      const changes = { from: 0, to: view.state.doc.length, insert: text };
      reading(() => (isSettled ? editor.load(text) : view.dispatch({ changes })));
      isSettled = true;
    },
  };
}

/** Only the latest conversion counts: each gives up those before it, and has a signal of its own. */
function createTurn() {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {AbortController | undefined} */
  let request;

  function now() {
    clearTimeout(timer);
    request?.abort();
    request = new AbortController();
    return request.signal;
  }

  return {
    now,
    /** @param {(signal: AbortSignal) => void} run */
    later(run) {
      const signal = now();
      timer = setTimeout(run, PAUSE, signal);
    },
  };
}
