/* How a visit begins: with the work that this tab had, or with the first example, which comes answered. */

import { saveFile } from "../lib/files.js";
import { keptDraft } from "../storage/draft.js";

const DAMAGED = "Your kept work is damaged.";

/** `first`: {scenario, result?}; the rest are the page's parts. */
export function start({ first, bench, shelf, backend, method, conductor }) {
  const { work, damaged } = keptDraft();
  if (work) {
    bench.load(work);
    shelf.start(work);
    const { plain, context } = work.unfinished;
    if (context !== undefined) method.resume(context);
    if (plain !== undefined) backend.resume(plain);
    conductor.changed();
    return;
  }
  bench.load(first);
  shelf.start({ isTouched: false });
  if (damaged !== undefined) {
    shelf.say({ notice: DAMAGED, action: "Save it as a file", run: () => saveFile("damaged-work.txt", damaged) });
  }
  conductor.showHeader();
  if (first.result) conductor.show(first.result);
  else conductor.changed();
}
