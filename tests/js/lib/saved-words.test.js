import assert from "node:assert/strict";
import { test } from "node:test";
import { digest } from "../../../static/js/lib/digest.js";
import { newerWords, savedWords, sinceThen, toTags } from "../../../static/js/lib/saved-words.js";

const NOW = Date.parse("2026-01-01T12:00:00Z");
const SAVED = { id: "a", title: "T", revision: 4, shown: 4, author: "Ana", time: "2026-01-01T10:00:00Z", digest: "" };

test("who saved a newer revision, and when", () => {
  assert.equal(newerWords({ revision: 5, author: "Ana", time: "2026-01-01T11:58:00Z" }, NOW), "Ana saved revision 5 2 minutes ago");
  assert.equal(newerWords({ revision: 5, author: null, time: "2026-01-01T12:00:01Z" }, NOW), "Somebody saved revision 5 just now");
  assert.equal(sinceThen("2025-12-30T12:00:00+00:00", NOW), "2 days ago");
});

test("which revision this is, and whether it was changed since", () => {
  assert.equal(savedWords(SAVED, false, NOW), "rev 4 · saved by Ana, 2 hours ago");
  assert.equal(savedWords({ ...SAVED, author: null }, false, NOW), "rev 4 · saved 2 hours ago");
  assert.equal(savedWords({ ...SAVED, shown: 2 }, false, NOW), "rev 2 of 4 · saved by Ana, 2 hours ago");
  assert.equal(savedWords(SAVED, true, NOW), "rev 4 · changed");
});

test("tags are written with commas between them", () => {
  assert.deepEqual(toTags(" content, v2 ,,content, a b "), ["content", "v2", "a b"]);
  assert.deepEqual(toTags(" , "), []);
});

test("a digest differs where a text does, be it in one character, in its length or in the order", () => {
  const texts = ["", "a", "b", "ab", "ba", "aa", "\0", "\0\0", "a".repeat(1000), `${"a".repeat(999)}b`, "é", "\ud83d\ude00"];
  assert.equal(new Set(texts.map(digest)).size, texts.length);
  assert.equal(digest("abc"), digest("abc"));
});
