/* The answer holds still: while half a line is typed, the last good answer stays for a second, dimmed, unless a better one comes. */

/** @import { Events, Result } from "../types/page" */

const LONGEST = 1000; // milliseconds
const UNREADABLE = new Set(["vtl.syntax", "vtl.unclosed", "vtl.stray"]); // what half a line is

/**
 * Hears `answer`, and what asks for the next one at once: `load` (other work) and `run` (by hand). `show(result, isTraced)`: an answer is to
 * be seen; `onHold()`: the one that is seen is not that of what is written.
 * @param {{ events: Events, show: (result: Result, isTraced?: boolean) => void, onHold: () => void }} options
 */
export function createHeldAnswer({ events, show, onHold }) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {[Result, boolean?] | null} */
  let held = null;
  let wasReadable = false; // the answer that is seen

  function flush() {
    clearTimeout(timer);
    timer = undefined;
    if (!held) return;
    const [result, isTraced] = held;
    held = null;
    wasReadable = isReadable(result);
    show(result, isTraced);
  }

  const forget = () => void (wasReadable = false);

  events.on("answer", (result, isTraced) => {
    held = [result, isTraced];
    if (!wasReadable || isReadable(result)) return flush();
    timer ??= setTimeout(flush, LONGEST);
    return onHold();
  });
  events.on("load", forget);
  events.on("run", forget);

  return {
    /** Shows at once what is held. */
    flush,
  };
}

/** @param {Result} result */
const isReadable = ({ diagnostics }) => !diagnostics.some(({ severity, code }) => severity === "error" && UNREADABLE.has(code));
