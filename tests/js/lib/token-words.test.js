import assert from "node:assert/strict";
import { test } from "node:test";
import { expiryAfter, tokenWords } from "../../../static/js/lib/token-words.js";

const NOW = Date.parse("2030-01-01T12:00:00Z");

test("a token ends after so many days, or never", () => {
  assert.equal(expiryAfter("30", NOW), "2030-01-31T12:00:00.000Z");
  assert.equal(expiryAfter("", NOW), undefined);
});

test("what a token may, until when, and whose it is", () => {
  const token = { id: "x", name: "ci", scope: "read", expires: "2030-01-31T12:00:00.000Z", owner: "Ana" };
  assert.equal(tokenWords(token, false, NOW), "reads · until 2030-01-31");
  assert.equal(tokenWords({ ...token, scope: "write", expires: null }, true, NOW), "reads and writes · until it is revoked · Ana");
  assert.equal(tokenWords({ ...token, expires: "2029-12-31T00:00:00.000Z" }, false, NOW), "reads · expired 2029-12-31");
});
