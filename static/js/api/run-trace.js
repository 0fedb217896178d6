/* When the record of a run is asked for: with the answer, where that is quick; after a pause, where it is not; never for huge texts. */

import { ask } from "./client.js";

/** @import { Result } from "../types/page" */

const QUICK = 150; // milliseconds that an answer with its record may take
const PAUSE = 700; // milliseconds after an answer without one
const LARGEST_TEMPLATE = 100_000; // characters
const LARGEST_QUESTION = 1_000_000;

/**
 * `template()`: the text that is edited. `onTrace(result)`: the record came later than its answer.
 * @param {{ url: string, template: () => string, onTrace: (result: Result) => void }} options
 */
export function createRunTrace({ url, template, onTrace }) {
  const traced = `${url}?trace=1`;
  let isQuick = true;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {AbortController | undefined} */
  let request;

  /** @param {string} text */
  const isWanted = (text) => text.length <= LARGEST_QUESTION && template().length <= LARGEST_TEMPLATE;

  /**
   * Where no record comes, the next answer brings its own.
   * @param {string} document
   */
  async function askForRecord(document) {
    request = new AbortController();
    const { signal } = request;
    const began = performance.now();
    const { answer } = await ask(traced, { document, signal });
    if (!answer) return;
    isQuick = performance.now() - began < QUICK;
    if (!signal.aborted) onTrace(answer);
  }

  return {
    /**
     * Where to ask for the answer to `text`.
     * @param {string} text
     */
    url: (text) => (isQuick && isWanted(text) ? traced : url),
    /** The text is another one. */
    stop() {
      clearTimeout(timer);
      request?.abort();
    },
    /**
     * `result` answered `text` after `took` milliseconds. Says whether its record is there or on its way.
     * @param {Result} result
     * @param {{ text: string, took: number }} asked
     */
    answered(result, { text, took }) {
      clearTimeout(timer);
      if (result.trace) isQuick = took < QUICK;
      else if (isWanted(text)) timer = setTimeout(askForRecord, PAUSE, text);
      else return false;
      return true;
    },
  };
}
