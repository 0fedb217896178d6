import assert from "node:assert/strict";
import { test } from "node:test";
import { chosenFor, companionsOf, documentsAmong, relative } from "../../../static/js/scenario/picked-document.js";

const OPENAPI = "paths: {/a: {get: {x-amazon-apigateway-integration: {}}}}";
const among = (texts) => documentsAmong(new Map(Object.entries(texts)));

test("a file that is alone is a document, whatever it is", () => {
  assert.deepEqual(among({ "a.txt": "x" }), [{ path: "a.txt", source: { text: "x", name: "a.txt", files: {} } }]);
});

test("Terraform's files of one folder are one document, with the values beside them", () => {
  const found = among({ "m/b.tf": "2", "m/a.tf": "1", "m/terraform.tfvars": "3", "m/x.auto.tfvars.json": "4", "other.tf": "5" });
  assert.deepEqual(
    found.map(({ path, source }) => [path, source.name, Object.keys(source.files)]),
    [
      ["other.tf", "other.tf", []],
      ["m/a.tf", "a.tf", ["b.tf", "terraform.tfvars", "x.auto.tfvars.json"]],
    ],
  );
});

test("trees count where they have what a document of an API has, the nearest first", () => {
  const found = among({ "deep/er/a.yaml": OPENAPI, "z.json": OPENAPI, "b.yaml": "kind: Pod", "readme.md": OPENAPI, "x.vtl": "x" });
  assert.deepEqual(
    found.map(({ path }) => path),
    ["z.json", "deep/er/a.yaml"],
  );
});

test("templates are documents where there is nothing else", () => {
  assert.deepEqual(
    among({ "a.vtl": "x", "b/c.vm": "y", "d.md": "" }).map(({ path }) => path),
    ["a.vtl", "b/c.vm"],
  );
});

test("a document's companions are found from its folder", () => {
  const texts = new Map(
    Object.entries({ "r/api/a.yaml": "0", "r/api/p/b.yaml": "1", "r/c.vtl": "2", "r/api/d.tf": "3", "r/api/e.tf": "4" }),
  );
  assert.deepEqual(companionsOf(texts, "r/api/a.yaml", ["p/b.yaml", "../c.vtl", "*.tf", "gone", "a.yaml"]), {
    "p/b.yaml": "1",
    "../c.vtl": "2",
    "d.tf": "3",
    "e.tf": "4",
  });
});

test("files that are chosen for missing ones are known by the end of their paths", () => {
  const texts = new Map(Object.entries({ "x/p/b.yaml": "1", "c.vtl": "2", other: "3" }));
  assert.deepEqual(chosenFor(texts, ["p/b.yaml", "../q/c.vtl", "gone"]), { "p/b.yaml": "1", "../q/c.vtl": "2" });
});

test("a path from a folder", () => {
  assert.equal(relative("", "a/b"), "a/b");
  assert.equal(relative("a/", "a/b"), "b");
  assert.equal(relative("a/b/", "a/c/d"), "../c/d");
  assert.equal(relative("a/", "b"), "../b");
});
