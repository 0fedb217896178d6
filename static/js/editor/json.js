/* JSON as CodeMirror colours it, line by line: to build a grammar's tree of a long response after each key would hold up typing. */

import { StreamLanguage } from "@codemirror/language";

/** @type {[RegExp, string][]} */
const TOKENS = [
  [/^"(?:[^"\\]|\\.)*"(?=\s*:)/, "propertyName"],
  [/^"(?:[^"\\]|\\.)*"?/, "string"],
  [/^-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/, "number"],
  [/^(?:true|false|null)\b/, "atom"],
];

/** The language. */
export const json = StreamLanguage.define({
  name: "json",
  token(stream) {
    if (stream.eatSpace()) return null;
    for (const [pattern, name] of TOKENS) if (stream.match(pattern)) return name;
    stream.next();
    return null;
  },
});
