/* References, and what stands between parentheses, as CodeMirror colours them: each function reads one token. */

import { VARIABLES } from "./vocabulary.js";

/**
 * @import { StringStream } from "@codemirror/language"
 * @typedef {{ kind: string, closer?: string | null, formal?: boolean }} Open
 * @typedef {{ open: Open[] }} State
 */

const NAME = /^[A-Za-z_][\w-]*/;
const WORD = /^(?:true|false|null|in|eq|ne|lt|le|gt|ge|and|or|not)(?![\w-])/;
const NUMBER = /^-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/;
const OWN = new Set(VARIABLES.map(({ name }) => name));
/** @type {Record<string, string>} */
const CLOSERS = { "(": ")", "[": "]", "{": "}" };

/**
 * What is open innermost, and how something else is opened in it.
 * @param {State} state
 */
export const top = (state) => state.open[state.open.length - 1];
/**
 * Opens something in what is open.
 * @param {State} state
 * @param {string} kind
 * @param {Partial<Open>} [more]
 */
export const push = (state, kind, more = {}) => state.open.push({ kind, ...more });

/**
 * A reference, if one begins here: its first token, or undefined.
 * @param {StringStream} stream
 * @param {State} state
 */
export function startReference(stream, state) {
  const match = matched(stream, /^\$!?(\{?)([A-Za-z_][\w-]*)/);
  if (!match) return undefined;
  push(state, "reference", { formal: match[1] !== "" });
  return OWN.has(match[2]) ? "variableName.special" : "variableName";
}

/**
 * One step of a reference, or its end.
 * @param {StringStream} stream
 * @param {State} state
 */
export function readReference(stream, state) {
  const open = top(state);
  if (stream.peek() === "." && NAME.test(stream.string.slice(stream.pos + 1, stream.pos + 2))) {
    stream.next();
    stream.match(NAME);
    return "variableName.special";
  }
  const bracket = matched(stream, /^[([]/);
  if (bracket) {
    push(state, "arguments", { closer: CLOSERS[bracket[0]] });
    return "punctuation";
  }
  state.open.pop();
  return open.formal && stream.eat("}") ? "variableName" : undefined;
}

/**
 * What stands between parentheses or brackets.
 * @param {StringStream} stream
 * @param {State} state
 */
export function readArguments(stream, state) {
  const open = top(state);
  if (stream.eatSpace()) return null;
  const reference = startReference(stream, state);
  if (reference !== undefined) return reference;
  const char = stream.next() ?? "";
  if (open.closer === null) {
    open.closer = ")"; // the "(" of a directive
    return "punctuation";
  }
  if (char === open.closer) {
    state.open.pop();
    return "punctuation";
  }
  if (CLOSERS[char]) {
    push(state, "arguments", { closer: CLOSERS[char] });
    return "punctuation";
  }
  if (char === "'" || char === '"') {
    push(state, char === "'" ? "single" : "quoted");
    return "string";
  }
  stream.backUp(1);
  if (stream.match(NUMBER)) return "number";
  if (stream.match(WORD)) return "atom";
  if (stream.match(NAME)) return null;
  stream.next();
  return "operator";
}

/**
 * A string in double quotes: references in it are read.
 * @param {StringStream} stream
 * @param {State} state
 */
export function readQuoted(stream, state) {
  const reference = startReference(stream, state);
  if (reference !== undefined) return reference;
  if (stream.match('""')) return "escape";
  if (stream.eat('"')) state.open.pop();
  else stream.match(/^[^"$]+/) || stream.next();
  return "string";
}

/**
 * A string in single quotes.
 * @param {StringStream} stream
 * @param {State} state
 */
export function readSingle(stream, state) {
  stream.match(/^[^']*/);
  if (stream.eat("'")) state.open.pop();
  return "string";
}

/**
 * What a pattern matches here, and is read then.
 * @param {StringStream} stream
 * @param {RegExp} pattern
 */
function matched(stream, pattern) {
  const found = stream.match(pattern);
  return found && found !== true ? found : null;
}
