/* Velocity as CodeMirror colours it: text (usually JSON) with references and directives in it. The meaning is the server's. */

import { StreamLanguage } from "@codemirror/language";

const DIRECTIVES = "(?:if|elseif|else|end|set|foreach|define|stop|break|macro)";
const DIRECTIVE = new RegExp(`^#(?:\\{${DIRECTIVES}\\}|${DIRECTIVES}(?![\\w-]))`);
const NAME = /^[A-Za-z_][\w-]*/;
const KEY = /^"(?:[^"\\$#]|\\.)*"(?=\s*:)/;
const WORD = /^(?:true|false|null|in|eq|ne|lt|le|gt|ge|and|or|not)(?![\w-])/;
const NUMBER = /^-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/;
const OWN = new Set(["input", "util", "context", "stageVariables"]);
const CLOSERS = { "(": ")", "[": "]", "{": "}" };

/** A state is a stack of what is open; each kind has one function that reads one token in it. */
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

const top = (state) => state.open[state.open.length - 1];
const push = (state, kind, more = {}) => state.open.push({ kind, ...more });

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

/** A JSON string in the text; it ends with its line at the latest, so that one quote too many does not colour the rest. */
function readString(stream, state) {
  if (stream.sol() || stream.eat('"')) {
    state.open.pop();
    return stream.sol() ? READ[top(state).kind](stream, state) : "string";
  }
  const shared = readMarkup(stream, state);
  if (shared !== undefined) return shared;
  if (!stream.match(/^\\./)) stream.next();
  stream.match(/^[^"\\$#]+/);
  return "string";
}

/** What Velocity reads wherever text stands: comments, directives, references; undefined where there is none. */
function readMarkup(stream, state) {
  if (stream.match(/^\\[$#]/)) return "escape";
  if (stream.match("##")) return stream.skipToEnd() ?? "comment";
  if (stream.match("#*")) return push(state, "comment") && "comment";
  if (stream.match("#[[")) return push(state, "raw") && "keyword";
  if (stream.match(DIRECTIVE)) {
    if (stream.match(/^[ \t]*\(/, false)) push(state, "arguments", { closer: null });
    return "keyword";
  }
  return startReference(stream, state);
}

function startReference(stream, state) {
  const match = stream.match(/^\$!?(\{?)([A-Za-z_][\w-]*)/);
  if (!match) return undefined;
  push(state, "reference", { formal: match[1] !== "" });
  return OWN.has(match[2]) ? "variableName.special" : "variableName";
}

function readReference(stream, state) {
  const open = top(state);
  if (stream.peek() === "." && NAME.test(stream.string.slice(stream.pos + 1, stream.pos + 2))) {
    stream.next();
    stream.match(NAME);
    return "variableName.special";
  }
  const bracket = stream.match(/^[([]/);
  if (bracket) {
    push(state, "arguments", { closer: CLOSERS[bracket[0]] });
    return "punctuation";
  }
  state.open.pop();
  if (open.formal && stream.eat("}")) return "variableName";
  return READ[top(state).kind](stream, state);
}

function readArguments(stream, state) {
  const open = top(state);
  if (stream.eatSpace()) return null;
  const reference = startReference(stream, state);
  if (reference !== undefined) return reference;
  const char = stream.next();
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

function readQuoted(stream, state) {
  const reference = startReference(stream, state);
  if (reference !== undefined) return reference;
  if (stream.match('""')) return "escape";
  if (stream.eat('"')) state.open.pop();
  else stream.match(/^[^"$]+/) || stream.next();
  return "string";
}

function readSingle(stream, state) {
  stream.match(/^[^']*/);
  if (stream.eat("'")) state.open.pop();
  return "string";
}

function readComment(stream, state) {
  if (stream.match(/^.*?\*#/)) state.open.pop();
  else stream.skipToEnd();
  return "comment";
}

function readRaw(stream, state) {
  if (stream.match("]]#")) return state.open.pop() && "keyword";
  if (!stream.match(/^.+?(?=\]\]#)/)) stream.skipToEnd();
  return null;
}

export const velocity = StreamLanguage.define({
  name: "velocity",
  startState: () => ({ open: [{ kind: "text" }] }),
  copyState: (state) => ({ open: state.open.map((kind) => ({ ...kind })) }),
  token: (stream, state) => READ[top(state).kind](stream, state),
  languageData: {
    commentTokens: { line: "##", block: { open: "#*", close: "*#" } },
    closeBrackets: { brackets: ["(", "[", "{", '"', "'"] },
    indentOnInput: /^\s*(?:#end|#else|[}\]])$/,
  },
});
