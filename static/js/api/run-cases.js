/* Runs all cases together, after the main answer is there. The latest text wins. */

import { askFor } from "./client.js";

const PAUSE = 150; // milliseconds after the answer
const AGAIN = 3000; // milliseconds after a refusal

/** `read()`: the whole Scenario. `onRun(results, trouble)`: the cases' outcomes, the Scenario's own first; null where there are none. */
export function createCaseRunner({ url, read, onRun }) {
  let timer, request;
  let last = "";

  async function run() {
    const scenario = read();
    const text = JSON.stringify(scenario);
    if (text === last) return;
    request?.abort();
    request = new AbortController();
    const { signal } = request;
    if (!scenario.cases?.length || !(scenario.backend ?? scenario.failure)) {
      last = text;
      onRun(null, "");
      return;
    }
    try {
      const { cases } = await askFor(url, { document: text, signal });
      if (signal.aborted) return;
      last = text;
      onRun(cases, "");
    } catch (error) {
      if (signal.aborted) return;
      onRun(null, error.message);
      timer = setTimeout(run, AGAIN);
    }
  }

  return {
    /** Runs them soon. */
    schedule() {
      clearTimeout(timer);
      timer = setTimeout(run, PAUSE);
    },
    /** Not at all: what is known of them is old. */
    stop() {
      clearTimeout(timer);
      request?.abort();
    },
  };
}
