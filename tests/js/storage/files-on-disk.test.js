import assert from "node:assert/strict";
import { test } from "node:test";
import { besides, writeFiles } from "../../../static/js/storage/files-on-disk.js";

/** A file as the browser gives it; `texts` has what it holds. */
const fileHandle = (name, texts, permission = "granted") => ({
  kind: "file",
  name,
  getFile: async () => new globalThis.File([texts.get(name)], name),
  requestPermission: async () => permission,
  createWritable: async () => ({ write: async (text) => texts.set(name, text), close: async () => undefined }),
});
const folderHandle = (name, members) => ({
  kind: "directory",
  name,
  getFileHandle: async (own) => members.find((one) => one.name === own && one.kind === "file") ?? Promise.reject(new Error("gone")),
  getDirectoryHandle: async (own) => members.find((one) => one.name === own) ?? Promise.reject(new Error("gone")),
});

test("files are written where they lie, in folders as well", async () => {
  const texts = new Map([
    ["a.yaml", "1"],
    ["b.vtl", "2"],
  ]);
  const handles = [folderHandle("api", [fileHandle("a.yaml", texts), folderHandle("parts", [fileHandle("b.vtl", texts)])])];
  const before = { "api/a.yaml": "1", "api/parts/b.vtl": "2" };
  await writeFiles({ path: "api/a.yaml", handles }, { "api/a.yaml": "new", "api/parts/b.vtl": "other" }, before);
  assert.deepEqual([...texts.values()], ["new", "other"]);
});

test("nothing is written where one file was changed meanwhile, is gone or must not be written", async () => {
  const texts = new Map([
    ["a", "1"],
    ["b", "changed"],
  ]);
  const handles = [fileHandle("a", texts), fileHandle("b", texts), fileHandle("c", texts, "denied"), folderHandle("d", [])];
  const disk = { path: "a", handles };
  await assert.rejects(writeFiles(disk, { a: "x", b: "y" }, { a: "1", b: "2" }), /b was changed on the disk/);
  await assert.rejects(writeFiles(disk, { a: "x", c: "y" }, { a: "1", c: "" }), /does not let the page write c/);
  for (const path of ["gone", "d/e", "d/e/f", "a/b", "d"]) {
    await assert.rejects(writeFiles(disk, { [path]: "x" }, {}), /is not among the files/);
  }
  assert.equal(texts.get("a"), "1");
});

test("a companion's path stands beside its document's", () => {
  assert.equal(besides("api/a.yaml", "parts/b.yaml"), "api/parts/b.yaml");
  assert.equal(besides("api/x/a.yaml", "../b.yaml"), "api/b.yaml");
  assert.equal(besides("a.yaml", "b.yaml"), "b.yaml");
});
