import assert from "node:assert/strict";
import { test } from "node:test";
import { ago, bytes, fixWords, messageOf, milliseconds, number, plural, reason } from "../../../static/js/lib/format.js";

test("counts are grouped, and have their noun", () => {
  assert.equal(number(1234567), "1,234,567");
  assert.equal(plural(1, "line"), "1 line");
  assert.equal(plural(0, "line"), "0 lines");
  assert.equal(plural(1000, "case"), "1,000 cases");
});

test("a status has its name, else that of its class", () => {
  assert.equal(reason(404), "Not Found");
  assert.equal(reason(299), "Success");
  assert.equal(reason(599), "Server error");
  assert.equal(reason(700), "Unknown");
});

test("sizes are in the unit that fits", () => {
  assert.deepEqual([0, 1, 1023, 1024, 10 * 1024, 1536 * 1024].map(bytes), [
    "0 bytes",
    "1 byte",
    "1,023 bytes",
    "1.0 KB",
    "10 KB",
    "1.5 MB",
  ]);
});

test("ages and times", () => {
  assert.deepEqual([0, 60_000, 7_200_000, 86_400_000].map(ago), ["just now", "1 minute ago", "2 hours ago", "1 day ago"]);
  assert.deepEqual([0.04, 9.96, 12.4].map(milliseconds), ["0.0 ms", "10.0 ms", "12 ms"]);
});

test("what a fix does, in words", () => {
  const [start, end] = [
    { line: 1, column: 1 },
    { line: 1, column: 4 },
  ];
  assert.equal(fixWords([{ start, end: start, text: "#end" }]), "add #end");
  assert.equal(fixWords([{ start, end, text: "\n  a\n  b" }]), "write a b");
  assert.equal(fixWords([{ start, end, text: "" }]), "remove it");
  assert.equal(
    fixWords([
      { start, end, text: "" },
      { start, end, text: "x" },
    ]),
    "fix",
  );
});

test("what was thrown says something, whatever it is", () => {
  assert.equal(messageOf(new Error("no")), "no");
  assert.equal(messageOf("bare"), "bare");
});
