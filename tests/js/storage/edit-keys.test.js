import assert from "node:assert/strict";
import { test } from "node:test";
import { editKeyOf, keepEditKey } from "../../../static/js/storage/edit-keys.js";
import { createStorage, provide } from "../page.js";

test("an edit key is kept by its scenario, the newest in the place of an older one", (t) => {
  provide(t, { localStorage: createStorage() });
  assert.equal(editKeyOf("a"), "");
  keepEditKey("a", "1");
  keepEditKey("b", "2");
  keepEditKey("a", "3");
  assert.deepEqual([editKeyOf("a"), editKeyOf("b"), editKeyOf("__proto__")], ["3", "2", ""]);
});

test("no more than a thousand are kept, the oldest goes first", (t) => {
  const localStorage = createStorage();
  provide(t, { localStorage });
  localStorage.setItem("playground.editKeys", JSON.stringify(Array.from({ length: 1000 }, (_, index) => [`id${index}`, "k"])));
  keepEditKey("new", "k");
  assert.deepEqual([editKeyOf("new"), editKeyOf("id998"), editKeyOf("id999")], ["k", "k", ""]);
});

test("what is damaged holds no key, and is written anew", (t) => {
  const localStorage = createStorage();
  provide(t, { localStorage });
  for (const damaged of ["{", "{}", "null", '[1, null, ["a"], ["a", 2]]']) {
    localStorage.setItem("playground.editKeys", damaged);
    assert.equal(editKeyOf("a"), "", damaged);
  }
  keepEditKey("a", "1");
  assert.equal(editKeyOf("a"), "1");
});

test("a browser without storage has the keys as long as the page is open", (t) => {
  provide(t, { localStorage: createStorage({ isClosed: true }) });
  keepEditKey("closed", "1");
  assert.equal(editKeyOf("closed"), "1");
});
