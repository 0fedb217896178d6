/* The functions, the exports and the imports of JavaScript files, told by TypeScript as JSON: `node functions.mjs FILE…`, run where
   `node_modules` has it. */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";

const ts = createRequire(join(process.cwd(), "package.json"))("typescript");

const FUNCTIONS = new Set([
  ts.SyntaxKind.FunctionDeclaration,
  ts.SyntaxKind.FunctionExpression,
  ts.SyntaxKind.MethodDeclaration,
  ts.SyntaxKind.Constructor,
  ts.SyntaxKind.GetAccessor,
  ts.SyntaxKind.SetAccessor,
]);

function read(path) {
  const text = readFileSync(path, "utf-8");
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  const line = (offset) => source.getLineAndCharacterOfPosition(offset).line;
  const found = { path: resolve(path), documented: /^\s*\/\*/.test(text), functions: [], exported: [], imports: [] };

  function visit(node) {
    if (FUNCTIONS.has(node.kind)) {
      const lines = line(node.getEnd()) - line(node.getStart(source)) + 1;
      found.functions.push({ lines, typed: node.parameters.every((one) => isTyped(one)) });
    }
    if (ts.isImportDeclaration(node) && node.moduleSpecifier.text.startsWith("."))
      found.imports.push(resolve(dirname(path), node.moduleSpecifier.text));
    ts.forEachChild(node, visit);
  }

  for (const statement of source.statements) {
    const isExported = ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    if (isExported) found.exported.push(ts.getJSDocCommentsAndTags(statement).length > 0);
  }
  visit(source);
  return found;
}

/* Of a method the types may be those of what it is given to, which `tsc --strict` sees to. */
function isTyped(parameter) {
  return Boolean(parameter.initializer ?? ts.getJSDocType(parameter)) || ts.getJSDocTags(parameter.parent).some(ts.isJSDocTypeTag);
}

process.stdout.write(JSON.stringify(process.argv.slice(2).map(read)));
