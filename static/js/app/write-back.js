/* The drafts of an opened API, put back into its document: as a download, or straight to the files on the disk. */

import { askFor } from "../api/client.js";
import { messageOf } from "../lib/format.js";
import { saveFile } from "../lib/files.js";
import { showWrittenBack } from "../panes/rail/written-back.js";
import { changedOf } from "../scenario/api-document.js";
import { besides, writeFiles } from "../storage/files-on-disk.js";

/** @import { ApiDocument, ApiSource, Drawer, OnDisk, WrittenBack } from "../types/page" */

/**
 * `current()`: the opened API with its drafts; `readAgain(source)`: takes the written document for the one that was read.
 * @param {{ server: string, drawer: Drawer, current: () => ApiDocument | null, readAgain: (source: Partial<ApiSource>) => Promise<void> }} options
 */
export function createWriteBack({ server, drawer, current, readAgain }) {
  /** @type {{ name: string, text: string, disk: OnDisk } | null} */
  let known = null; // where the document that was opened last lies on the disk

  async function run() {
    const api = current();
    if (!api) return;
    try {
      const question = { as: "document", ...api.source, operations: changedOf(api) };
      /** @type {WrittenBack} */
      const answer = await askFor(`${server}/export`, { document: question });
      const disk = known && known.name === api.source.name && known.text === api.source.text ? known.disk : null;
      const written = () => done(api, answer, disk);
      showWrittenBack({
        ...{ drawer, answer },
        onDownload: () => {
          for (const [name, text] of filesOf(api, answer)) saveFile(name.slice(name.lastIndexOf("/") + 1), text);
          void written();
        },
        onWrite: disk && (() => void write(api, answer, disk)),
      });
    } catch (error) {
      drawer.open("Write back");
      drawer.say(messageOf(error), true);
    }
  }

  /**
   * @param {ApiDocument} api
   * @param {WrittenBack} answer
   * @param {OnDisk} disk
   */
  async function write(api, answer, disk) {
    try {
      const texts = filesOf(api, answer).map(([name, text]) => [pathOf(api, disk, name), text]);
      const before = Object.entries(api.source.files).map(([name, text]) => [besides(disk.path, name), text]);
      await writeFiles(disk, Object.fromEntries(texts), Object.fromEntries([...before, [disk.path, api.source.text]]));
      await done(api, answer, disk);
    } catch (error) {
      drawer.say(messageOf(error), true);
    }
  }

  /**
   * What was written is the document from now on.
   * @param {ApiDocument} api
   * @param {WrittenBack} answer
   * @param {OnDisk | null} disk
   */
  async function done(api, { text, files, refused }, disk) {
    try {
      await readAgain({ text, files: { ...api.source.files, ...files } });
      if (disk) known = { name: api.source.name, text, disk };
      if (refused.length === 0) drawer.close();
      else drawer.say("Written. What is left stands here.");
    } catch (error) {
      drawer.say(messageOf(error), true);
    }
  }

  return {
    run,
    /**
     * A document was opened from here.
     * @param {ApiSource} source
     * @param {OnDisk} disk
     */
    remember({ name = "", text }, disk) {
      known = disk.handles.length === 0 ? null : { name, text, disk };
    },
  };
}

/**
 * The files that changed: their names and texts.
 * @param {ApiDocument} api
 * @param {WrittenBack} answer
 * @returns {[string, string][]}
 */
const filesOf = ({ source }, { text, filename, files }) => [
  ...(text === source.text ? [] : [/** @type {[string, string]} */ ([filename, text])]),
  ...Object.entries(files),
];

/**
 * @param {ApiDocument} api
 * @param {OnDisk} disk
 * @param {string} name
 */
const pathOf = ({ source }, disk, name) => (name in source.files ? besides(disk.path, name) : disk.path);
