/* Files that are chosen or dropped, folders with all that is below them: their paths and texts, within limits. */

/** @import { Picked } from "../types/page" */

/** Files that are read at once, of all folders together. */
export const MOST_FILES = 2000;
/** Bytes of all texts together. */
export const MOST_BYTES = 10 * 1024 * 1024;
const NEVER = new Set(["node_modules", "__pycache__", "vendor"]); // folders of what others wrote

/** @param {string} name */
const isHidden = (name) => name.startsWith(".");

/**
 * What a drop brings; null where that is no file. It has to be asked while the event is handled.
 * @param {DataTransfer | null} dropped
 * @returns {Promise<Picked> | null}
 */
export function pickedOfDrop(dropped) {
  const items = [...(dropped?.items ?? [])].filter(({ kind }) => kind === "file");
  const entries = items.map((item) => item.webkitGetAsEntry?.() ?? null);
  if (items.length === 0) return null;
  if (entries.includes(null)) return pickedOfList(dropped?.files ?? []);
  const handles = items.map((item) => /** @type {any} */ (item).getAsFileSystemHandle?.() ?? Promise.resolve(null));
  return pickedOfEntries(/** @type {FileSystemEntry[]} */ (entries), handles);
}

/**
 * What an input for files has.
 * @param {FileList | File[]} files
 * @returns {Promise<Picked>}
 */
export const pickedOfList = (files) =>
  withTexts(
    [...files].map((file) => ({ path: file.webkitRelativePath || file.name, file })),
    [],
  );

/**
 * Whether a drop is more than one file.
 * @param {DataTransfer | null} dropped
 */
export function isMany(dropped) {
  const items = [...(dropped?.items ?? [])].filter(({ kind }) => kind === "file");
  return items.length > 1 || items.some((item) => item.webkitGetAsEntry?.()?.isDirectory);
}

/**
 * @param {FileSystemEntry[]} entries
 * @param {Promise<FileSystemHandle | null>[]} handles
 * @returns {Promise<Picked>}
 */
async function pickedOfEntries(entries, handles) {
  /** @type {{ path: string, file: File }[]} */
  const files = [];
  const waiting = [...entries];
  for (let at = 0; at < waiting.length; at += 1) {
    const entry = waiting[at];
    const path = entry.fullPath.replace(/^\//, "");
    if (at >= entries.length && (isHidden(entry.name) || NEVER.has(entry.name))) continue;
    if (entry.isDirectory) waiting.push(...(await below(/** @type {FileSystemDirectoryEntry} */ (entry))));
    else files.push({ path, file: await fileOf(/** @type {FileSystemFileEntry} */ (entry)) });
    if (waiting.length > MOST_FILES) {
      throw new Error(`There are more than ${MOST_FILES.toLocaleString("en")} files in this: drop the document, or a folder below.`);
    }
  }
  const known = await Promise.all(handles.map((handle) => handle.catch(() => null)));
  return withTexts(
    files,
    known.filter((handle) => handle !== null),
  );
}

/**
 * What stands in a folder, by name.
 * @param {FileSystemDirectoryEntry} folder
 * @returns {Promise<FileSystemEntry[]>}
 */
async function below(folder) {
  const reader = folder.createReader();
  /** @type {FileSystemEntry[]} */
  const found = [];
  while (found.length <= MOST_FILES) {
    /** @type {FileSystemEntry[]} */
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject)); // a hundred at a time
    if (some.length === 0) break;
    found.push(...some);
  }
  return found.sort((one, other) => (one.name < other.name ? -1 : 1));
}

/**
 * @param {FileSystemFileEntry} entry
 * @returns {Promise<File>}
 */
const fileOf = (entry) => new Promise((resolve, reject) => entry.file(resolve, reject));

/**
 * The files with their texts; what is no UTF-8, or goes beyond the limit, is told in `unread`.
 * @param {{ path: string, file: File }[]} files
 * @param {FileSystemHandle[]} handles
 * @returns {Promise<Picked>}
 */
async function withTexts(files, handles) {
  /** @type {Map<string, string>} */
  const texts = new Map();
  /** @type {string[]} */
  const unread = [];
  let left = MOST_BYTES;
  for (const { path, file } of files) {
    const text = file.size <= left ? await textOf(file) : null;
    if (text === null) unread.push(path);
    else texts.set(path, text);
    if (text !== null) left -= file.size;
  }
  if (files.length === 1 && unread.length === 1) throw new Error(await whyUnread(files[0].file));
  return { texts, unread, handles };
}

/**
 * The text of a file, with its byte order mark; null where it is no UTF-8.
 * @param {File} file
 */
async function textOf(file) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await file.arrayBuffer());
  } catch {
    return null;
  }
}

/** @param {File} file */
async function whyUnread(file) {
  if (file.size > MOST_BYTES) return `${file.name} has more than 10 MB, which is all that a document and its files may have.`;
  return (await textOf(file)) === null ? `${file.name} is not UTF-8.` : `${file.name} can’t be read.`;
}
