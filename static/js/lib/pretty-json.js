/* JSON laid out on lines. Only blanks change: numbers, escapes and repeated members stay as they were written. */

const LARGEST = 2_000_000; // characters; more would hold up typing
const DEEPEST = 200; // levels; the indentation of more would outgrow the text
const LITERAL = /[^\s{}[\],:"]+/y;

/**
 * `{text}`, or `{why}` where the text is left as it is.
 * @param {string} text
 * @returns {{ text?: string, why?: string }}
 */
export function prettyJson(text) {
  if (text.length > LARGEST) return { why: "too long to lay out, shown as it is" };
  try {
    JSON.parse(text);
  } catch {
    return { why: text === "" ? "" : "not JSON, shown as it is" };
  }
  return layOut(text);
}

/**
 * `text` is JSON, so what stands outside strings can be read sign by sign.
 * @param {string} text
 * @returns {{ text?: string, why?: string }}
 */
function layOut(text) {
  const lines = ["\n"]; // a line end and its indentation, by level
  let out = "";
  let depth = 0;
  let isEmpty = false; // right after "{" or "["
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === "}" || sign === "]") {
      depth -= 1;
      out += isEmpty ? sign : lines[depth] + sign;
      isEmpty = false;
    } else if (sign === ",") {
      out += `,${lines[depth]}`;
    } else if (sign === ":") {
      out += ": ";
    } else if (sign > " ") {
      if (isEmpty) out += lines[depth];
      isEmpty = sign === "{" || sign === "[";
      const end = isEmpty ? at + 1 : endOfScalar(text, at);
      out += text.slice(at, end);
      at = end - 1;
      if (isEmpty) depth += 1;
      if (depth > DEEPEST) return { why: "nested too deeply to lay out, shown as it is" };
      lines[depth] ??= `${lines[depth - 1]}  `;
    }
  }
  return { text: out };
}

/**
 * @param {string} text
 * @param {number} start
 */
function endOfScalar(text, start) {
  if (text[start] !== '"') {
    LITERAL.lastIndex = start;
    LITERAL.test(text);
    return LITERAL.lastIndex;
  }
  let end = start + 1;
  while (text[end] !== '"') end += text[end] === "\\" ? 2 : 1;
  return end + 1;
}
