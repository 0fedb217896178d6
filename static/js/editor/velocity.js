/* Velocity as CodeMirror colours it: text (usually JSON) with references and directives in it. The meaning is the server's. */

import { StreamLanguage } from "@codemirror/language";
import { DIRECTIVES } from "./vocabulary.js";
import { push, readArguments, readQuoted, readReference, readSingle, startReference, top } from "./velocity-references.js";

/**
 * @import { StringStream } from "@codemirror/language"
 * @import { State } from "./velocity-references.js"
 */

const WORDS = [...DIRECTIVES.map(({ name }) => name), "#macro"].filter((name) => /^#\w+$/.test(name)).map((name) => name.slice(1));
const NAMES = `(?:${WORDS.join("|")})`;
const DIRECTIVE = new RegExp(`^#(?:\\{${NAMES}\\}|${NAMES}(?![\\w-]))`);
const KEY = /^"(?:[^"\\$#]|\\.)*"(?=\s*:)/;

/**
 * A state is a stack of what is open; each kind has one function that reads one token in it, or ends it without one (undefined).
 * @type {Record<string, (stream: StringStream, state: State) => string | null | undefined>}
 */
const READ = {
  text: readText,
  string: readString,
  arguments: readArguments,
  quoted: readQuoted,
  single: readSingle,
  reference: readReference,
  comment: readComment,
  raw: readRaw,
};

/**
 * @param {StringStream} stream
 * @param {State} state
 */
function readText(stream, state) {
  const shared = readMarkup(stream, state);
  if (shared !== undefined) return shared;
  if (stream.match(KEY)) return "propertyName";
  if (stream.eat('"')) {
    push(state, "string");
    return "string";
  }
  const before = stream.string[stream.pos - 1] ?? " ";
  if (/[\s:,[(]/.test(before) && stream.match(/^-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?(?=[\s,}\]]|$)/)) return "number";
  if (/[\s:,[(]/.test(before) && stream.match(/^(?:true|false|null)(?=[\s,}\]]|$)/)) return "atom";
  stream.next();
  return null;
}

/**
 * A JSON string in the text; it ends with its line at the latest, so that one quote too many does not colour the rest.
 * @param {StringStream} stream
 * @param {State} state
 */
function readString(stream, state) {
  if (stream.sol()) return state.open.pop() && undefined;
  if (stream.eat('"')) return state.open.pop() && "string";
  const shared = readMarkup(stream, state);
  if (shared !== undefined) return shared;
  if (!stream.match(/^\\./)) stream.next();
  stream.match(/^[^"\\$#]+/);
  return "string";
}

/**
 * What Velocity reads wherever text stands: comments, directives, references; undefined where there is none.
 * @param {StringStream} stream
 * @param {State} state
 * @returns {string | null | undefined}
 */
function readMarkup(stream, state) {
  if (stream.match(/^\\[$#]/)) return "escape";
  if (stream.match("##")) return stream.skipToEnd() ?? "comment";
  if (stream.match("#*")) return push(state, "comment") ? "comment" : null;
  if (stream.match("#[[")) return push(state, "raw") ? "keyword" : null;
  if (stream.match(DIRECTIVE)) {
    if (stream.match(/^[ \t]*\(/, false)) push(state, "arguments", { closer: null });
    return "keyword";
  }
  return startReference(stream, state);
}

/**
 * @param {StringStream} stream
 * @param {State} state
 */
function readComment(stream, state) {
  if (stream.match(/^.*?\*#/)) state.open.pop();
  else stream.skipToEnd();
  return "comment";
}

/**
 * @param {StringStream} stream
 * @param {State} state
 */
function readRaw(stream, state) {
  if (stream.match("]]#")) return state.open.pop() && "keyword";
  if (!stream.match(/^.+?(?=\]\]#)/)) stream.skipToEnd();
  return null;
}

/**
 * @param {StringStream} stream
 * @param {State} state
 */
function token(stream, state) {
  for (;;) {
    const style = READ[top(state).kind](stream, state);
    if (style !== undefined) return style;
  }
}

/** The language. */
export const velocity = StreamLanguage.define({
  name: "velocity",
  startState: () => ({ open: [{ kind: "text" }] }),
  copyState: (state) => ({ open: state.open.map((kind) => ({ ...kind })) }),
  token,
  languageData: {
    commentTokens: { line: "##", block: { open: "#*", close: "*#" } },
    closeBrackets: { brackets: ["(", "[", "{", '"', "'"] },
    indentOnInput: /^\s*(?:#end|#else|[}\]])$/,
  },
});
