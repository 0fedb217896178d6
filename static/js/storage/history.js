/* The last runs of all tabs, newest first, kept by the browser. Bounded in number and size; what is damaged is left out. */

import { isApiPlace, isScenario } from "../scenario/validate.js";

/** @import { Run } from "../types/page" */

const KEY = "playground.history";
const MOST = 30; // runs
const LARGEST = 2_000_000; // characters of all together

/**
 * [{id, time, status, scenario}]: `time` in milliseconds, `status` null where there was no answer.
 * @returns {Run[]}
 */
export function readHistory() {
  try {
    /** @type {any[]} */
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "null") ?? [];
    return kept
      .filter((run) => typeof run?.id === "string" && Number.isFinite(run.time) && isScenario(run.scenario))
      .map((run) => (isApiPlace(run.api) ? run : { ...run, api: null }));
  } catch {
    return [];
  }
}

/**
 * Keeps a run, in the place of one with its `id`, or of the same Scenario.
 * @param {Run} run
 */
export function keepRun(run) {
  const text = JSON.stringify(run.scenario);
  const others = readHistory().filter(({ id, scenario }) => id !== run.id && JSON.stringify(scenario) !== text);
  write([run, ...others].slice(0, MOST).map((each) => JSON.stringify(each)));
}

/**
 * As many as there is room for, the newest first; one that is too large alone is left out.
 * @param {string[]} runs
 */
function write(runs) {
  let size = 0;
  let kept = runs.filter((run) => {
    const isIn = size + run.length <= LARGEST;
    if (isIn) size += run.length;
    return isIn;
  });
  while (kept.length > 0) {
    try {
      localStorage.setItem(KEY, `[${kept.join()}]`);
      return;
    } catch {
      kept = kept.slice(0, kept.length >> 1); // the browser has less room than that, or none
    }
  }
}
