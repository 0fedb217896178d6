/* Loading something puts the present work aside, one undo away; undoing that puts aside what was loaded, one redo away. */

const SAID = { undo: { notice: "Example loaded.", action: "Undo" }, redo: { notice: "Your work is back.", action: "Redo" } };

/** `onSwap()` after the bench holds other work. */
export function createSwap({ bench, onSwap }) {
  let aside = null;
  let way = null; // "undo": `aside` was there before; "redo": it was undone

  function exchange(next) {
    const present = bench.snapshot();
    bench.restore(aside);
    aside = present;
    way = next;
    onSwap();
    return true;
  }

  return {
    load(work) {
      aside = bench.snapshot();
      way = "undo";
      bench.load(work);
      onSwap();
    },
    /** False where there is nothing to undo. */
    undo: () => way === "undo" && exchange("redo"),
    redo: () => way === "redo" && exchange("undo"),
    notice: () => SAID[way] ?? {},
    toDocument: () => (aside ? { before: { scenario: aside.scenario, shown: aside.shown }, way } : {}),
    /** From what the browser kept. */
    start({ scenario, shown, before, way: keptWay }) {
      bench.load({ scenario, shown });
      if (before) [aside, way] = [before, keptWay];
    },
  };
}
