/* JSON laid out on lines. Only blanks change: numbers, escapes and repeated members stay as they were written. */

const LARGEST = 2_000_000; // characters; more would hold up typing
const DEEPEST_INDENT = 60; // deeper levels are not moved further right
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/** `{text}`, or `{why}` where the text is left as it is. */
export function prettyJson(text) {
  if (text.length > LARGEST) return { why: "too long to lay out, shown as it is" };
  try {
    JSON.parse(text);
  } catch {
    return { why: text === "" ? "" : "not JSON, shown as it is" };
  }
  return { text: layOut(text.match(TOKEN)) };
}

function layOut(tokens) {
  const out = [];
  let depth = 0;
  const newLine = () => `\n${"  ".repeat(Math.min(depth, DEEPEST_INDENT))}`;
  tokens.forEach((token, index) => {
    const before = tokens[index - 1];
    if (token === "}" || token === "]") {
      depth -= 1;
      out.push(before === "{" || before === "[" ? token : newLine() + token);
      return;
    }
    if (before === "{" || before === "[" || before === ",") out.push(newLine());
    out.push(token === ":" ? ": " : token);
    if (token === "{" || token === "[") depth += 1;
  });
  return out.join("");
}
