/* Times velocityjs (npm), the engine of most emulators, for bench.py: one request a line on standard input, one answer a line. */
import { createInterface } from "node:readline";
import { createRequire } from "node:module";

const { parse, Compile } = createRequire(process.argv[2] + "/")("velocityjs");

const ESCAPES = { "'": "\\'", '"': '\\"', "\\": "\\\\", "/": "\\/", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f" };

/* A text with Java's replaceAll, of which JavaScript's takes its pattern for a plain text. */
class JavaText extends String {
  replaceAll(pattern, replacement) {
    return this.replace(new RegExp(pattern, "g"), replacement);
  }
}

const util = { escapeJavaScript: (text) => new JavaText(String(text ?? "").replace(/['"\\/\n\r\t\b\f]/g, (sign) => ESCAPES[sign])) };

function variables(body) {
  let document;
  const read = (path) => {
    document ??= JSON.parse(body);
    return path === "$" ? document : path.slice(2).split(".").reduce((value, name) => value?.[name], document);
  };
  return {
    input: { path: read, json: (path) => JSON.stringify(read(path)), params: () => "" },
    util,
    context: { responseOverride: {}, requestOverride: {} },
  };
}

for await (const line of createInterface({ input: process.stdin })) {
  const { template, body, kept, rounds } = JSON.parse(line);
  const tree = kept ? parse(template) : null;
  let text = "";
  const began = process.hrtime.bigint();
  for (let round = 0; round < rounds; round++) text = new Compile(tree ?? parse(template)).render(variables(body));
  console.log(JSON.stringify({ seconds: Number(process.hrtime.bigint() - began) / 1e9 / rounds, text }));
}
