/* Files on the disk that the browser was given access to: written where they are, unless somebody else changed them meanwhile. */

/** @import { OnDisk } from "../types/page" */

/**
 * Writes texts into files, by their paths; `before`: the texts that they had when they were read. Throws an Error whose message can be shown,
 * before anything is written, where one has another text now.
 * @param {OnDisk} disk
 * @param {Record<string, string>} texts
 * @param {Record<string, string>} before
 */
export async function writeFiles(disk, texts, before) {
  const files = [];
  for (const [path, text] of Object.entries(texts)) {
    const file = await fileAt(disk, path);
    if (!file) throw new Error(`${path} is not among the files that the page may write: download it.`);
    if (!(await isAllowed(file))) throw new Error(`The browser does not let the page write ${path}.`);
    const bytes = await (await file.getFile()).arrayBuffer();
    if (new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes) !== before[path]) {
      throw new Error(`${path} was changed on the disk since it was read: import it again.`);
    }
    files.push({ file, text });
  }
  for (const { file, text } of files) {
    const stream = await file.createWritable();
    await stream.write(text);
    await stream.close();
  }
}

/**
 * The file at a path that begins with the name of what was dropped; null where nothing leads there.
 * @param {OnDisk} disk
 * @param {string} path
 * @returns {Promise<FileSystemFileHandle | null>}
 */
async function fileAt({ handles }, path) {
  const [first, ...rest] = path.split("/");
  let at = handles.find(({ name }) => name === first) ?? null;
  try {
    for (const [index, name] of rest.entries()) {
      if (at?.kind !== "directory") return null;
      const folder = /** @type {FileSystemDirectoryHandle} */ (at);
      at = index === rest.length - 1 ? await folder.getFileHandle(name) : await folder.getDirectoryHandle(name);
    }
  } catch {
    return null;
  }
  return at?.kind === "file" ? /** @type {FileSystemFileHandle} */ (at) : null;
}

/** @param {any} file */
const isAllowed = async (file) => (await file.requestPermission?.({ mode: "readwrite" })) !== "denied";

/**
 * The path of a companion, from the document's own.
 * @param {string} path
 * @param {string} name
 */
export function besides(path, name) {
  const parts = path.split("/").slice(0, -1);
  for (const part of name.split("/")) {
    if (part === "..") parts.pop();
    else parts.push(part);
  }
  return parts.join("/");
}
