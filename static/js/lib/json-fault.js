/* Where a text stops being JSON. */
/* eslint no-control-regex: "off" -- JSON refuses control characters inside a string */

const TOKEN =
  /[ \t\r\n]*(?:([{}[\],:])|("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|((?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null)(?![\w.])))/y;
const BLANKS = /[ \t\r\n]*/y;

/**
 * What may come, and what comes after it; a state is a word for what is wanted.
 * @type {Record<string, Record<string, string>>}
 */
const WANTED = {
  value: { "{": "first key", "[": "first item", text: "next", other: "next" },
  item: { "{": "first key", "[": "first item", text: "next", other: "next" },
  "first item": { "{": "first key", "[": "first item", "]": "next", text: "next", other: "next" },
  "first key": { text: "colon", "}": "next" },
  key: { text: "colon" },
  colon: { ":": "value" },
  next: { ",": "comma", "}": "next", "]": "next" },
};

/**
 * The offset of the first character that cannot stand there (the text's length, where something is missing at its end), or -1.
 * @param {string} text
 */
export function faultIn(text) {
  /** @type {string[]} */
  const open = [];
  let state = "value";
  let at = 0;
  for (;;) {
    BLANKS.lastIndex = at;
    BLANKS.test(text);
    const start = BLANKS.lastIndex;
    if (start === text.length) return state === "next" && open.length === 0 ? -1 : start;
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (!match) return start;
    const sign = match[1] ?? (match[2] ? "text" : "other");
    const next = WANTED[state][sign];
    if (next === undefined || !fits(sign, state, open)) return start;
    if (sign === "{" || sign === "[") open.push(sign);
    if (sign === "}" || sign === "]") open.pop();
    state = next === "comma" ? (open.at(-1) === "{" ? "key" : "item") : next;
    at = TOKEN.lastIndex;
  }
}

/**
 * @param {string} sign
 * @param {string} state
 * @param {string[]} open
 */
function fits(sign, state, open) {
  if (sign === "}") return open.at(-1) === "{";
  if (sign === "]") return open.at(-1) === "[";
  return state !== "next" || open.length > 0;
}
