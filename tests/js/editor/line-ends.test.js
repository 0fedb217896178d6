import assert from "node:assert/strict";
import { test } from "node:test";
import { history, redo, undo } from "@codemirror/commands";
import { EditorState } from "@codemirror/state";
import { changesLineEnds, lineEnds, nameOf, prepareText, textOf, toLineFeeds } from "../../../static/js/editor/line-ends.js";

/** An editor without a page: its state, and what happens to it. */
function open(text) {
  const editor = { state: EditorState.create({ doc: text, extensions: [history(), lineEnds(text)] }) };
  editor.dispatch = (transaction) => {
    editor.last = transaction;
    editor.state = transaction.state;
  };
  editor.change = (spec) => editor.dispatch(editor.state.update(spec));
  return editor;
}

test("a text keeps its own line ends, whichever they are", () => {
  for (const [text, name] of [
    ["a\nb", "LF"],
    ["a\r\nb\r\n", "CRLF"],
    ["a\rb", "CR"],
    ["a\r\nb\nc\r\nd\re", "mixed"],
    ["none", "LF"],
    ["", "LF"],
  ]) {
    assert.equal(textOf(open(text).state), text);
    assert.equal(nameOf(open(text).state), name, text);
  }
});

test("a text of megabytes is made in slices, unless it is edited meanwhile", async () => {
  const text = "0123456789abcde\r\n".repeat(150_000);
  const editor = open(text);
  await prepareText(() => editor.state);
  assert.equal(
    prepareText(() => editor.state),
    null,
  ); // it is there
  assert.equal(textOf(editor.state), text);
  editor.change({ changes: { from: 0, insert: "x" } });
  const preparing = prepareText(() => editor.state);
  editor.change({ changes: { from: 0, insert: "y" } });
  await preparing;
  assert.notEqual(
    prepareText(() => editor.state),
    null,
  );
  assert.equal(textOf(editor.state), `yx${text}`);
  for (const small of ["a\nb", "a\r\nb\nc"])
    assert.equal(
      prepareText(() => open(small).state),
      null,
    );
  const odd = open(`a\r\n${"b\n".repeat(600_000)}`);
  assert.equal(
    prepareText(() => odd.state),
    null,
  );
});

test("a new line gets the usual end; odd ones stay where they are, and go with their line", () => {
  const editor = open("a\r\nb\nc\r\n");
  editor.change({ changes: { from: 0, insert: "x\n" } });
  assert.equal(textOf(editor.state), "x\r\na\r\nb\nc\r\n");
  editor.change({ changes: { from: 4, to: 6 } });
  assert.equal(textOf(editor.state), "x\r\na\r\nc\r\n");
  undo(editor);
  undo(editor);
  assert.equal(textOf(editor.state), "a\r\nb\nc\r\n");
  redo(editor);
  redo(editor);
  assert.equal(nameOf(editor.state), "CRLF");
});

test("all line ends become line feeds in one step, which undo takes back", () => {
  const editor = open("a\r\nb\rc\r\n");
  editor.change(toLineFeeds());
  assert.ok(changesLineEnds(editor.last));
  assert.equal(textOf(editor.state), "a\nb\nc\n");
  undo(editor);
  assert.equal(textOf(editor.state), "a\r\nb\rc\r\n");
  redo(editor);
  assert.equal(textOf(editor.state), "a\nb\nc\n");
  editor.change({ changes: { from: 0, insert: "x" } });
  assert.ok(!changesLineEnds(editor.last));
});
