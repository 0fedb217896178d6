/*
 * When a run goes into the history: three seconds after the last edit, when the tab is left, before other work takes the place, and at
 * once where it is asked for by hand. The states of one piece of work replace each other; a run by hand, and one after ten minutes, stands
 * for itself. What was only looked at is left out.
 */

import { keepRun } from "./history.js";

/** @import { ApiPlace, Maybe, Result, Scenario } from "../types/page" */

const PAUSE = 3000; // milliseconds after an answer
const STAGE = 600_000; // milliseconds after which the next state has an entry of its own

/**
 * `read()`: the Scenario; `api()`: which method of an opened API that is, or null; `isTouched()`: whether it is more than something that was loaded.
 * @param {{ read: () => Scenario, api: () => Maybe<ApiPlace>, isTouched: () => boolean }} options
 */
export function createHistoryRecorder({ read, api, isTouched }) {
  const entry = createEntry();
  /** @type {number | null} */
  let status = null;
  let isByHand = false;
  let isNew = false; // whether there is something that was not kept yet
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  function keep() {
    clearTimeout(timer);
    if (!isNew || !isTouched()) return;
    if (entry.age() > STAGE) entry.begin();
    keepRun({ id: entry.id(), time: Date.now(), status, scenario: read(), api: api() });
    isNew = false;
  }

  addEventListener("pagehide", keep);
  addEventListener("visibilitychange", () => document.visibilityState === "hidden" && keep());

  return {
    /** The run was asked for by hand. */
    byHand: () => void (isByHand = true),
    changed() {
      clearTimeout(timer);
      isNew = true;
      status = null;
    },
    /** @param {Result} result */
    answered(result) {
      ({ status } = result);
      clearTimeout(timer);
      if (!isByHand) {
        timer = setTimeout(keep, PAUSE);
        return;
      }
      isByHand = false;
      isNew = true;
      keep();
      entry.begin();
    },
    /** Other work is about to take the place. */
    leave() {
      keep();
      entry.begin();
    },
  };
}

/** The entry of the history that is being written: a state that is kept replaces the one before, until another entry begins. */
function createEntry() {
  let id = newId();
  let began = Date.now();
  return {
    id: () => id,
    /** Milliseconds since it began. */
    age: () => Date.now() - began,
    begin: () => void ([id, began] = [newId(), Date.now()]),
  };
}

const newId = () => Math.random().toString(36).slice(2);
