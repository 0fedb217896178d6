/* Which documents of APIs are among files, and what belongs to each. The same rule as the command line's `playground import`. */

/** @import { ApiSource, Picked } from "../types/page" */

const MODULE = /\.tf(\.json)?$/i;
const TREE = /\.(ya?ml|json|template)$/i;
const TEMPLATE = /\.(vtl|vm|velocity)$/i;
const VALUES = /^(terraform\.tfvars|.*\.auto\.tfvars)(\.json)?$/;
const OF_AN_API =
  /x-amazon-apigateway|AWS::ApiGateway::|AWS::Serverless::|AWS::Include|aws_api_gateway_|methodIntegration|integrationResponses|apiGatewayServiceProxies|\bintegration["']?\s*:\s*["']?lambda\b/;

/** @param {string} path */
const folderOf = (path) => path.slice(0, path.lastIndexOf("/") + 1);
/** @param {string} path */
const nameOf = (path) => path.slice(path.lastIndexOf("/") + 1);
/** @param {string} path */
const depthOf = (path) => path.split("/").length;

/**
 * The documents among files, the nearest first: Terraform's modules, files that have what only a document of an API has, and templates
 * where there is nothing else. A file that is alone is one, whatever it is.
 * @param {Picked["texts"]} texts
 * @returns {{ path: string, source: ApiSource & { name: string, files: Record<string, string> } }[]}
 */
export function documentsAmong(texts) {
  const paths = [...texts.keys()];
  const source = (/** @type {string} */ path, /** @type {string[]} */ others) => ({
    path,
    source: { text: texts.get(path) ?? "", name: nameOf(path), files: filesOf(texts, path, others) },
  });
  if (paths.length === 1) return [source(paths[0], [])];
  const found = [...byFolder(paths.filter((path) => MODULE.test(path)))].map(([folder, members]) => {
    const [first, ...others] = [...members].sort();
    return source(first, [...others, ...paths.filter((path) => folderOf(path) === folder && VALUES.test(nameOf(path)))]);
  });
  const trees = paths.filter((path) => TREE.test(path) && !MODULE.test(path) && OF_AN_API.test(texts.get(path) ?? ""));
  found.push(...trees.map((path) => source(path, [])));
  if (found.length === 0) found.push(...paths.filter((path) => TEMPLATE.test(path)).map((path) => source(path, [])));
  return found.sort((one, other) => depthOf(one.path) - depthOf(other.path) || (one.path < other.path ? -1 : 1));
}

/** @param {string[]} paths */
function byFolder(paths) {
  /** @type {Map<string, string[]>} */
  const made = new Map();
  for (const path of paths) made.set(folderOf(path), [...(made.get(folderOf(path)) ?? []), path]);
  return made;
}

/**
 * @param {Picked["texts"]} texts
 * @param {string} path
 * @param {string[]} others
 */
const filesOf = (texts, path, others) =>
  Object.fromEntries(others.map((other) => [other.slice(folderOf(path).length), texts.get(other) ?? ""]));

/**
 * The texts of the files that the document at `path` asks for, by the names that it has for them; `*` stands for any files of a folder.
 * @param {Picked["texts"]} texts
 * @param {string} path
 * @param {string[]} missing
 * @returns {Record<string, string>}
 */
export function companionsOf(texts, path, missing) {
  /** @type {Record<string, string>} */
  const made = {};
  for (const name of missing) {
    for (const [other, text] of texts) {
      const own = relative(folderOf(path), other);
      if (other !== path && (name.includes("*") ? matches(name, own) : own === name)) made[own] = text;
    }
  }
  return made;
}

/**
 * The texts of files that were chosen for missing ones, wherever they lay: by the end of their paths.
 * @param {Picked["texts"]} texts
 * @param {string[]} missing
 */
export function chosenFor(texts, missing) {
  /** @type {Record<string, string>} */
  const made = {};
  for (const name of missing) {
    const plain = name.replace(/^(\.\.\/)+/, "");
    const paths = [...texts.keys()];
    const found =
      paths.find((path) => path === plain || path.endsWith(`/${plain}`)) ?? paths.find((path) => nameOf(path) === nameOf(plain));
    if (found !== undefined) made[name] = texts.get(found) ?? "";
  }
  return made;
}

/**
 * A path as one writes it from a folder ("" or "a/b/"), with `..` for what is above.
 * @param {string} folder
 * @param {string} path
 */
export function relative(folder, path) {
  let base = folder;
  let up = "";
  while (base !== "" && !path.startsWith(base)) {
    base = folderOf(base.slice(0, -1));
    up += "../";
  }
  return up + path.slice(base.length);
}

/**
 * @param {string} pattern
 * @param {string} path
 */
function matches(pattern, path) {
  const [own, other] = [nameOf(pattern).split("*"), nameOf(path)];
  const isLike = other.startsWith(own[0]) && other.endsWith(own[own.length - 1]) && other.length >= own.join("").length;
  return folderOf(pattern) === folderOf(path) && isLike;
}
