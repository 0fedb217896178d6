/* The response as plain JSON: a second editor, whose text is converted into the first one's while it is written. */

import { createEditor } from "../../editor/editor.js";
import { json } from "../../editor/json.js";
import { h, sentence } from "../../lib/dom.js";
import { convert } from "../../api/convert.js";

const PAUSE = 150; // milliseconds after the last edit

/**
 * `source` is the editor of the DynamoDB JSON: always what is evaluated. What cannot be converted is said, and stays as it is written.
 * `onRefused()`: the source cannot be shown as plain JSON. `onHalf()`: what `unfinished()` gives is another.
 */
export function createPlainJson({ api, source, events, onRefused, onHalf }) {
  const editor = createEditor({ ...events, label: "Plain JSON", help: "editor-help", language: json, empty: "No response.", onEdit });
  const said = h("p.plain-said", { role: "status", hidden: true });
  let from = null; // the text of the source that the plain one belongs to; null: none
  let isReading = false; // whether it is this pane that changes its text
  let isUnconverted = false; // whether what is written here is not, or not yet, in the source: undo must bring it back
  let timer, request;

  function stop() {
    clearTimeout(timer);
    request?.abort();
    request = new AbortController();
    return request.signal;
  }

  function say(problem, words = "") {
    said.hidden = !problem;
    said.replaceChildren(...(problem ? sentence(`${problem.message}${words}`) : []));
  }

  function mark(problem) {
    const start = problem?.line ? { line: problem.line, column: problem.column } : null;
    editor.showDiagnostics(null, start ? [{ severity: "error", message: problem.message, start, end: null }] : []);
  }

  function onEdit() {
    if (isReading) return;
    isUnconverted = true;
    onHalf();
    const signal = stop();
    timer = setTimeout(write, PAUSE, signal);
  }

  async function write(signal) {
    const answer = await convert({ api, to: "dynamodb", text: editor.text(), signal });
    if (!answer || signal.aborted) return;
    say(answer.problem, " The last response that could be converted is still evaluated.");
    mark(answer.problem);
    isUnconverted = Boolean(answer.problem);
    if (answer.problem) return;
    onHalf();
    from = answer.text;
    source.put(answer.text);
    from = source.text(); // with the line ends of its own
  }

  /** Shows the source's text, unless it is the one that is shown. */
  async function read() {
    const text = source.text();
    if (text === from) return;
    const signal = stop();
    const answer = text.trim() ? await convert({ api, to: "plain", text, signal }) : { text: "" };
    if (!answer || signal.aborted) return;
    if (answer.problem) {
      from = null;
      say(answer.problem, " Plain JSON can be shown once that is mended.");
      onRefused(answer.problem);
      return;
    }
    from = text;
    show(answer.text);
    say(null);
  }

  function show(text) {
    const { view } = editor;
    isReading = true;
    if (isUnconverted) view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
    else editor.load(text);
    isReading = false;
    isUnconverted = false;
  }

  return {
    element: editor.element,
    said,
    read,
    /** Another text is in the source; it is shown here where this form is in sight. */
    follow(isInSight) {
      stop();
      from = null;
      say(null);
      if (isInSight) read();
    },
    /** What is written and is not in the source, unless that was edited since; or null. */
    unfinished: () => (isUnconverted && source.text() === from ? editor.text() : null),
    /** Goes on with a text that could not be converted. */
    resume(text) {
      from = source.text();
      isReading = true;
      editor.load(text);
      isReading = false;
      write(stop());
    },
    /** The source is edited by hand: what was said of it is old, and what is on its way from here is given up. */
    forget() {
      if (source.text() === from) return;
      stop();
      say(null);
    },
  };
}
