/* Asks the server. The latest text wins: an older question is given up, and its answer, should it still come, is never shown. */

import { bytes } from "../lib/format.js";
import { ask as askServer, refusedWith } from "./client.js";

/** @import { Refusal, Result, Trouble } from "../types/page" */
/** @typedef {{ result?: Result, trouble?: Trouble, again?: boolean, wait?: number }} Sent */

const DEBOUNCE = 70; // milliseconds after the last edit
const SHARE = 5; // what is megabytes waits for a pause so much longer than it takes to read: typing comes first
const SLOW = 300; // from here on the wait is shown
const RETRIES = [1, 2, 4, 8]; // seconds between tries
const LARGE = 8 * 1024 * 1024; // characters of a question
const LONG = 1_000_000; // characters: to write them as JSON, and to send them, are tasks of their own, so that a key comes between
const STOPPED = { message: "Stopped.", detail: "It is asked again with your next edit." };
const AGAIN = new Set([429, 502, 503, 504]);

/**
 * `read()` gives the Scenario to ask about, as text, and `url(text)` where to ask. `prepare()`: what is to be waited for before, or null.
 * `onAnswer(result, {text, took})`, `onTrouble({message, detail, problems})` (no answer, and why) and `onWait(isSlow)` tell how it
 * goes; `took` is in milliseconds.
 * @param {{
 *   url: (text: string) => string, prepare: () => Promise<void> | null, read: () => string,
 *   onAnswer: (result: Result, asked: { text: string, took: number }) => void,
 *   onTrouble: (trouble: Trouble) => void, onWait: (isSlow: boolean) => void,
 * }} options
 */
export function createEvaluator({ url, prepare, read, onAnswer, onTrouble, onWait }) {
  const timers = /** @type {Record<string, ReturnType<typeof setTimeout>>} */ ({}); // `next`: asks; `slow`: shows that it takes long
  let request = /** @type {AbortController | undefined} */ (undefined);
  const waits = createWaits();
  let reading = 0; // milliseconds that the last question took to be read

  function stop() {
    clearTimeout(timers.next);
    clearTimeout(timers.slow);
    request?.abort();
  }

  async function ask() {
    stop();
    const mine = new AbortController();
    request = mine;
    timers.slow = setTimeout(() => onWait(true), SLOW);
    const preparing = prepare();
    if (preparing) await preparing;
    if (mine.signal.aborted) return;
    const asked = performance.now();
    const text = read();
    reading = performance.now() - asked;
    if (text.length > LONG) await new Promise((resolve) => void setTimeout(resolve, 0));
    if (mine.signal.aborted) return;
    const began = performance.now();
    const sending = send(url(text), text, mine.signal);
    reading += performance.now() - began; // to hand megabytes to the browser takes time as well
    const outcome = await sending;
    if (mine === request && !mine.signal.aborted) settle(outcome, { text, took: performance.now() - began });
  }

  /**
   * @param {Sent} outcome
   * @param {{ text: string, took: number }} asked
   */
  function settle({ result, trouble, again, wait }, asked) {
    clearTimeout(timers.slow);
    onWait(false);
    if (result) waits.end();
    if (again) timers.next = setTimeout(ask, 1000 * waits.next(wait));
    if (result) onAnswer(result, asked);
    else if (trouble) onTrouble(trouble);
  }

  addEventListener("online", () => waits.isTrying() && ask());
  addEventListener("visibilitychange", () => waits.isTrying() && document.visibilityState === "visible" && ask());

  return {
    /** Soon: after a pause in typing. */
    schedule: () => void (stop(), (timers.next = setTimeout(ask, Math.max(DEBOUNCE, SHARE * reading)))),
    /** At once. */
    ask: () => void ask(),
    /** Not at all: the answer shown stays. */
    cancel() {
      stop();
      request = undefined;
      onWait(false);
      onTrouble(STOPPED);
    },
  };
}

/** How long to wait before a question is asked again: longer each time that no answer comes. */
function createWaits() {
  let tries = 0;
  return {
    isTrying: () => tries > 0,
    /** An answer came. */
    end: () => void (tries = 0),
    /**
     * Seconds to the next try: those that the server names, where it does.
     * @param {number} [named]
     */
    next(named) {
      tries += 1;
      return named ?? RETRIES[Math.min(tries, RETRIES.length) - 1];
    },
  };
}

/**
 * One question: `{result}`, or `{trouble}` and whether to ask `again`, after `wait` seconds where the server says so.
 * @param {string} url
 * @param {string} text
 * @param {AbortSignal} signal
 * @returns {Promise<Sent>}
 */
async function send(url, text, signal) {
  const { answer, refusal } = await askServer(url, { document: text, signal });
  if (answer) return { result: answer };
  if (refusal) return refused(refusal);
  if (text.length > LARGE) return tooLarge(text);
  return { trouble: { message: "Can’t reach the server; trying again.", detail: "Your work is kept here." }, again: true };
}

/**
 * A server that stops reading looks like one that is not there; to send this much again and again would help neither.
 * @param {{ length: number }} text
 * @returns {Sent}
 */
function tooLarge({ length }) {
  const detail = `${bytes(length)} were sent, which is perhaps more than it takes. It is asked again with your next edit.`;
  return { trouble: { message: "The server did not answer.", detail } };
}

/**
 * @param {Refusal} refusal
 * @returns {Sent}
 */
function refused(refusal) {
  const { status, title, detail, problems, wait } = refusal;
  if (status === 401) return { trouble: { message: "You are not signed in.", detail: "Your work is kept here." } };
  if (status === 429) return { trouble: { message: "A moment, please; trying again.", detail }, again: true, wait };
  if (AGAIN.has(status)) return { trouble: { message: "The server is busy; trying again.", detail }, again: true, wait };
  if (status >= 500) return { trouble: { message: `The server failed (${status}). It is asked again with your next edit.`, detail } };
  return { trouble: { message: title ?? refusedWith(refusal), detail, problems } };
}
