import assert from "node:assert/strict";
import { test } from "node:test";
import { isMany, MOST_BYTES, MOST_FILES, pickedOfDrop, pickedOfList } from "../../../static/js/lib/picked-files.js";

const file = (name, content) => new globalThis.File([content], name);
const fileEntry = (path, content) => ({
  isDirectory: false,
  name: path.slice(path.lastIndexOf("/") + 1),
  fullPath: `/${path}`,
  file: (give) => give(file(path, content)),
});
const folderEntry = (path, entries) => ({
  isDirectory: true,
  name: path.slice(path.lastIndexOf("/") + 1),
  fullPath: `/${path}`,
  createReader() {
    const waiting = [...entries];
    return { readEntries: (give) => give(waiting.splice(0, 100)) };
  },
});
const drop = (...entries) => ({
  items: entries.map((entry) => ({ kind: "file", webkitGetAsEntry: () => entry })),
  files: [],
});

test("files have their texts, byte order marks and all", async () => {
  const { texts, unread } = await pickedOfList([file("a.yaml", "\ufeffa"), file("b.yaml", new Uint8Array([0xe9]))]);
  assert.deepEqual([...texts], [["a.yaml", "\ufeffa"]]);
  assert.deepEqual(unread, ["b.yaml"]);
});

test("of one file it is said why it cannot be read", async () => {
  await assert.rejects(pickedOfList([file("b.yaml", new Uint8Array([0xe9]))]), /b\.yaml is not UTF-8/);
  await assert.rejects(pickedOfList([file("b.yaml", new Uint8Array(MOST_BYTES + 1))]), /b\.yaml has more than 10 MB/);
});

test("a folder is read with all below it, but what is hidden", async () => {
  const folder = folderEntry("api", [
    fileEntry("api/z.yaml", "1"),
    folderEntry("api/parts", [fileEntry("api/parts/b.yaml", "2")]),
    fileEntry("api/.env", "secret"),
    folderEntry("api/.git", [fileEntry("api/.git/config", "x")]),
    folderEntry("api/node_modules", [fileEntry("api/node_modules/x.json", "x")]),
  ]);
  const dropped = drop(folder, fileEntry("c.vtl", "3"));
  assert.equal(isMany(dropped), true);
  const { texts } = await pickedOfDrop(dropped);
  assert.deepEqual([...texts].sort(), [
    ["api/parts/b.yaml", "2"],
    ["api/z.yaml", "1"],
    ["c.vtl", "3"],
  ]);
});

test("a folder with too many files is refused", async () => {
  const many = Array.from({ length: MOST_FILES + 1 }, (_, at) => fileEntry(`m/${at}`, ""));
  await assert.rejects(pickedOfDrop(drop(folderEntry("m", many))), /more than 2,000 files/);
});

test("what is no file is no drop of ours, and where there are no entries the files count", async () => {
  assert.equal(pickedOfDrop({ items: [{ kind: "string" }], files: [] }), null);
  assert.equal(isMany({ items: [{ kind: "file" }] }), false);
  const { texts } = await pickedOfDrop({ items: [{ kind: "file" }], files: [file("a", "1")] });
  assert.deepEqual([...texts], [["a", "1"]]);
});
