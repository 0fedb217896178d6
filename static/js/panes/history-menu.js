/* The last runs, under a button in the bar. */

import { ago } from "../lib/format.js";
import { readHistory } from "../storage/history.js";
import { templateAt, templateEntries } from "../scenario/scenario.js";
import { createMenu } from "../widgets/menu.js";

/** @import { Run, Scenario } from "../types/page" */

const NONE = [{ label: "No runs yet", description: "What you run is kept here, by this browser, for all its tabs.", run() {} }];
const LONGEST = 60; // characters of a template's line

/**
 * `onPick(run)`: it is wanted back.
 * @param {{ onPick: (run: Run) => void }} options
 */
export function createHistoryMenu({ onPick }) {
  const menu = createMenu({ label: "History", sign: "↺", title: "History", onOpen: show });

  function show() {
    const runs = readHistory();
    menu.update(runs.length ? runs.map(toItem) : NONE);
  }

  /** @param {Run} run */
  function toItem(run) {
    const { time, status, scenario, api } = run;
    const description = [status ?? "no answer", ago(Date.now() - time), firstLine(scenario)].filter(Boolean).join(" · ");
    return { label: scenario.title ?? api?.name ?? "Untitled", description, run: () => onPick(run) };
  }

  return menu.element;
}

/**
 * The first line with something in it of the first template.
 * @param {Scenario} scenario
 */
function firstLine(scenario) {
  const [{ where }] = templateEntries(scenario);
  const line =
    templateAt(scenario, where)
      .split("\n", 20)
      .find((each) => each.trim()) ?? "";
  return line.trim().slice(0, LONGEST);
}
