/* Files that were chosen or dropped, read as the document of an API with the files that it names. */

import { companionsOf, documentsAmong } from "../scenario/picked-document.js";
import { besides } from "../storage/files-on-disk.js";
import { readDocument } from "./incoming.js";

/** @import { ApiFound, ApiSource, Picked } from "../types/page" */

const MOST_DOCUMENTS = 20;
const MOST_ROUNDS = 20;
const LOOKED_FOR =
  "There is no document of an API in this: looked for OpenAPI with API Gateway’s extension, CloudFormation, SAM, Terraform, the Serverless Framework, what `aws apigateway` prints, and templates.";

/**
 * The first document among the files, what is found in it, and the names of the others; throws an Error whose message can be shown.
 * @param {string} api
 * @param {Picked} picked
 * @returns {Promise<{ path: string, source: ApiSource, found: ApiFound, others: string[] }>}
 */
export async function readPicked(api, { texts }) {
  const documents = documentsAmong(texts).slice(0, MOST_DOCUMENTS);
  const read = [];
  let trouble = new Error(LOOKED_FOR);
  for (const { path, source } of documents) {
    try {
      read.push(await readWhole(api, texts, path, source));
    } catch (error) {
      if (read.length === 0 && trouble.message === LOOKED_FOR) trouble = named(error, path, documents.length > 1);
    }
  }
  const parts = new Set(read.flatMap(({ used }) => [...used]));
  const whole = read.filter(({ path }) => !parts.has(path));
  if (whole.length === 0) throw trouble;
  return { ...whole[0], others: whole.slice(1).map(({ path }) => path) };
}

/**
 * One document, read again until it asks for no file that is there.
 * @param {string} api
 * @param {Picked["texts"]} texts
 * @param {string} path
 * @param {ApiSource & { files: Record<string, string> }} source
 */
async function readWhole(api, texts, path, source) {
  let { files } = source;
  /** @type {Set<string>} */
  const used = new Set();
  for (let round = 0; ; round += 1) {
    const asked = { ...source, files };
    const { found, missing, error } = await tried(api, asked);
    const more = companionsOf(texts, path, missing);
    const isMore = Object.keys(more).some((name) => !(name in files));
    if (!isMore || round === MOST_ROUNDS) {
      if (!found) throw error;
      for (const name of Object.keys(files)) used.add(besides(path, name));
      return { path, source: asked, found, used };
    }
    files = { ...files, ...more };
  }
}

/**
 * @param {string} api
 * @param {ApiSource} source
 * @returns {Promise<{ found?: ApiFound, missing: string[], error?: unknown }>}
 */
async function tried(api, source) {
  try {
    const found = await readDocument(api, source);
    return { found, missing: found.missingFiles ?? [] };
  } catch (error) {
    const problems = /** @type {{ problems?: { path: string, line?: number }[] }} */ (error).problems ?? [];
    return { error, missing: problems.filter(({ line }) => line === undefined).flatMap(({ path }) => fileIn(path)) };
  }
}

/** @param {string} pointer */
function fileIn(pointer) {
  const [, name] = /^\/files\/([^/]+)$/.exec(pointer) ?? [];
  return name === undefined ? [] : [name.replaceAll("~1", "/").replaceAll("~0", "~")];
}

/**
 * @param {unknown} error
 * @param {string} path
 * @param {boolean} isOneOfMany
 */
const named = (error, path, isOneOfMany) =>
  error instanceof Error && isOneOfMany ? new Error(`${path}: ${error.message}`) : /** @type {Error} */ (error);
