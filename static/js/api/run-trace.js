/* When the record of a run is asked for: with the answer, where that is quick; after a pause, where it is not; never for huge texts. */

const QUICK = 150; // milliseconds that an answer with its record may take
const PAUSE = 700; // milliseconds after an answer without one
const LARGEST_TEMPLATE = 100_000; // characters
const LARGEST_QUESTION = 1_000_000;

/** `template()`: the text that is edited. `onTrace(result)`: the record came later than its answer. */
export function createRunTrace({ url, template, onTrace }) {
  const traced = `${url}?trace=1`;
  let isQuick = true;
  let timer, request;

  const isWanted = (text) => text.length <= LARGEST_QUESTION && template().length <= LARGEST_TEMPLATE;

  async function ask(body) {
    request = new AbortController();
    const { signal } = request;
    const began = performance.now();
    try {
      const headers = { "Content-Type": "application/json", Accept: "application/json" };
      const response = await fetch(traced, { method: "POST", headers, body, signal });
      if (!response.ok) return;
      const result = await response.json();
      isQuick = performance.now() - began < QUICK;
      if (!signal.aborted) onTrace(result);
    } catch {
      // The answer itself is there; its record comes with the next one.
    }
  }

  return {
    /** Where to ask for the answer to `text`. */
    url: (text) => (isQuick && isWanted(text) ? traced : url),
    /** The text is another one. */
    stop() {
      clearTimeout(timer);
      request?.abort();
    },
    /** `result` answered `text` after `took` milliseconds. Says whether its record is there or on its way. */
    answered(result, { text, took }) {
      clearTimeout(timer);
      if (result.trace) isQuick = took < QUICK;
      else if (isWanted(text)) timer = setTimeout(ask, PAUSE, text);
      else return false;
      return true;
    },
  };
}
