/* Checks methods one after the other, a few at a time: each with its own cases and those derived from what DynamoDB answers. */

import { checkedOf, withDerived, withSample } from "../scenario/api-document.js";
import { messageOf } from "../lib/format.js";
import { askFor } from "./client.js";

/** @import { Checked, Outcome, Scenario } from "../types/page" */

const AT_ONCE = 3; // methods in work

/**
 * What the cases of a Scenario come to. Throws an Error whose message can be shown.
 * @param {string} api
 * @param {Scenario} scenario
 * @param {AbortSignal} signal
 * @returns {Promise<Checked>}
 */
async function check(api, scenario, signal) {
  const { cases: derived, sample } = await askFor(`${api}/variants`, { document: scenario, signal });
  const asked = withSample(scenario, sample);
  /** @type {{ cases: Outcome[] }} */
  const { cases } = await askFor(`${api}/cases`, { document: withDerived(asked, derived), signal });
  return checkedOf(cases);
}

/**
 * `onChecked(at, checked)`: one is done; `onStep(done, all)`: so many of them are; `onEnd()`: all are, or it was cancelled.
 * @param {{
 *   api: string, onChecked: (at: number, checked: Checked) => void, onStep: (done: number, all: number) => void, onEnd: () => void,
 * }} options
 */
export function createCheckAll({ api, onChecked, onStep, onEnd }) {
  /** @type {AbortController | null} */
  let running = null;

  /**
   * @param {{ at: number, scenario: Scenario }[]} methods
   * @param {AbortSignal} signal
   */
  async function work(methods, signal) {
    let next = 0;
    let done = 0;
    async function worker() {
      while (next < methods.length && !signal.aborted) {
        const { at, scenario } = methods[next];
        next += 1;
        const checked = await check(api, scenario, signal).catch((error) => troubled(messageOf(error)));
        if (signal.aborted) return;
        done += 1;
        onChecked(at, checked);
        onStep(done, methods.length);
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  }

  return {
    isRunning: () => running !== null,
    /** @param {{ at: number, scenario: Scenario }[]} methods */
    async run(methods) {
      running?.abort();
      const mine = new AbortController();
      running = mine;
      onStep(0, methods.length);
      await work(methods, mine.signal);
      if (running !== mine) return;
      running = null;
      onEnd();
    },
    cancel() {
      running?.abort();
      running = null;
      onEnd();
    },
  };
}

/**
 * @param {string} trouble
 * @returns {Checked}
 */
const troubled = (trouble) => ({ cases: 0, failed: 0, warned: 0, worst: "unknown", trouble });
