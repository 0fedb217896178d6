/* What ESLint looks for: its recommended rules, the size of functions and files, and that what is exported is documented. */

import js from "@eslint/js";
import jsdoc from "eslint-plugin-jsdoc";

const BROWSER = [
  ...["AbortSignal", "addEventListener", "dispatchEvent", "Event", "btoa", "atob", "document", "fetch", "history", "location", "navigator", "localStorage", "sessionStorage"],
  ...["setTimeout", "clearTimeout", "setInterval", "performance", "URL", "Blob", "AbortController", "TextEncoder", "TextDecoder", "Element", "URLSearchParams"],
  ...["CompressionStream", "DecompressionStream"],
];
const LINES = { skipBlankLines: true, skipComments: true };

export default [
  js.configs.recommended,
  {
    files: ["static/js/**/*.js"],
    plugins: { jsdoc },
    languageOptions: { ecmaVersion: 2024, sourceType: "module", globals: Object.fromEntries(BROWSER.map((name) => [name, "readonly"])) },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "max-lines": ["error", { max: 150, ...LINES }],
      "max-lines-per-function": ["error", { max: 60, ...LINES }],
      "consistent-return": "error",
      "eqeqeq": "error",
      "no-implicit-globals": "error",
      "no-restricted-properties": ["error", ...["innerHTML", "outerHTML", "insertAdjacentHTML"].map((property) => ({ property }))],
      "no-restricted-globals": ["error", { name: "fetch", message: "Ask the server through api/client.js." }],
      "no-var": "error",
      "prefer-const": ["error", { destructuring: "all" }],
      "jsdoc/require-jsdoc": [
        "error",
        {
          publicOnly: true,
          require: { ArrowFunctionExpression: true, ClassDeclaration: true, FunctionDeclaration: true, FunctionExpression: true },
          contexts: ["ExportNamedDeclaration > VariableDeclaration"],
        },
      ],
      "jsdoc/check-alignment": "error",
      "jsdoc/check-param-names": ["error", { checkDestructured: false }],
      "jsdoc/require-param-type": "error",
      "jsdoc/require-returns-type": "error",
      "jsdoc/valid-types": "off", // TypeScript says it better
    },
  },
  { files: ["static/js/main.js"], rules: { "max-lines": ["error", { max: 220, ...LINES }] } }, // an import and a call for each pane
  { files: ["static/js/editor/vocabulary.js"], rules: { "max-lines": "off" } }, // generated
  { files: ["static/js/api/client.js"], rules: { "no-restricted-globals": "off" } },
  {
    files: ["tests/js/**/*.js"],
    languageOptions: {
      globals: Object.fromEntries([...BROWSER, "Buffer", "Response", "setImmediate"].map((name) => [name, "readonly"])),
    },
  },
];
