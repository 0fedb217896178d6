/* Checking every method of an opened API, and what that came to. */

import { createCheckAll } from "../api/check-all.js";

/** @import { Checked } from "../types/page" */

/**
 * What checking came to, by the methods' indexes; `rail()`: what shows it.
 * @param {{ server: string, opened: ReturnType<typeof import("./opened-api.js").createOpenedApi>, rail: () => ReturnType<typeof import("../panes/rail/rail.js").createRail> }} options
 */
export function createChecks({ server, opened, rail }) {
  /** @type {Map<number, Checked>} */
  const outcomes = new Map();
  const all = createCheckAll({
    api: server,
    onChecked: show,
    onStep: (done, of) => rail().showProgress(done, of),
    onEnd: () => rail().showProgress(null),
  });

  /**
   * @param {number} at
   * @param {Checked} [outcome]
   */
  function show(at, outcome) {
    if (outcome) outcomes.set(at, outcome);
    else outcomes.delete(at);
    rail().showChecked(at, outcome);
  }

  return {
    run: () => void all.run((opened.current()?.operations ?? []).map(({ scenario }, at) => ({ at, scenario }))),
    cancel: all.cancel,
    /** A method was changed since. */
    forgetOne: (/** @type {number} */ at) => outcomes.has(at) && show(at),
    /** Another API is there. */
    forget() {
      if (all.isRunning()) all.cancel();
      outcomes.clear();
    },
  };
}
