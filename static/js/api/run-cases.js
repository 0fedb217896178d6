/* Runs all cases together, after the main answer is there. The latest text wins. */

import { messageOf } from "../lib/format.js";
import { askFor } from "./client.js";

/** @import { Outcome, Scenario } from "../types/page" */

const PAUSE = 150; // milliseconds after the answer
const AGAIN = 3000; // milliseconds after a refusal

/**
 * `read()`: the whole Scenario. `onRun(results, trouble)`: the cases' outcomes, the Scenario's own first; null where there are none.
 * @param {{ url: string, read: () => Scenario, onRun: (outcomes: Outcome[] | null, trouble: string) => void }} options
 */
export function createCaseRunner({ url, read, onRun }) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {AbortController | undefined} */
  let request;
  let last = "";
  /** @type {Outcome[] | null} */
  let outcomes = null; // of `last`

  async function run() {
    const scenario = read();
    const text = JSON.stringify(scenario);
    if (text === last) return onRun(outcomes, "");
    request?.abort();
    request = new AbortController();
    const { signal } = request;
    if (!scenario.cases?.length || !(scenario.backend ?? scenario.failure)) {
      [last, outcomes] = [text, null];
      return onRun(null, "");
    }
    try {
      const { cases } = await askFor(url, { document: text, signal });
      if (signal.aborted) return undefined;
      [last, outcomes] = [text, cases];
      onRun(cases, "");
    } catch (error) {
      if (signal.aborted) return undefined;
      onRun(null, messageOf(error));
      timer = setTimeout(run, AGAIN);
    }
    return undefined;
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
