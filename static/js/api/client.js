/*
 * The one way to the server: JSON out, JSON in. What comes back is a value in every case, so that each caller says in its own words what
 * a refusal means: `{answer}`, `{refusal}` (a problem document with its status), or `{gone}` where no answer came.
 */

/** @import { Refusal, Reply } from "../types/page" */

/** What the window hears where the server answers that this needs signing in: whichever call it was, the page says so in one place. */
export const SIGNED_OUT = "signedout";
/** What is said where no answer came. */
export const GONE = "The server can’t be reached.";
const HEADERS = { Accept: "application/json" };
const JSON_HEADERS = { ...HEADERS, "Content-Type": "application/json" };

/**
 * `document`: an object, or its JSON as text. `method`: POST where there is a document, else GET. `signal` gives the question up.
 * @param {string} url
 * @param {{ document?: unknown, method?: string, headers?: Record<string, string>, signal?: AbortSignal }} [options]
 * @returns {Promise<Reply>}
 */
export async function ask(url, { document, method, headers, signal } = {}) {
  const body = typeof document === "string" ? document : JSON.stringify(document);
  const question =
    document === undefined
      ? { method: method ?? "GET", headers: { ...HEADERS, ...headers } }
      : { method: method ?? "POST", headers: { ...JSON_HEADERS, ...headers }, body };
  let response;
  try {
    response = await fetch(url, { ...question, signal });
    if (response.ok) return { answer: response.status === 204 ? null : await response.json() };
  } catch {
    return { gone: true };
  }
  if (response.status === 401) dispatchEvent(new Event(SIGNED_OUT));
  const problem = await response.json().catch(() => ({}));
  return { refusal: { ...problem, status: response.status, wait: secondsOf(response.headers.get("Retry-After")) } };
}

/**
 * Asks for a page of the site, and says whether it is there: for what gives no JSON. Where it leads on to is not followed, and counts.
 * @param {string} url
 * @param {RequestInit} options
 */
export async function reach(url, options) {
  const response = await fetch(url, { redirect: "manual", ...options }).catch(() => null);
  return response !== null && (response.ok || response.type === "opaqueredirect");
}

/** The server does not do what it was asked for; the message can be shown. */
export class RefusedByServer extends Error {
  /** @param {Refusal} refusal */
  constructor(refusal) {
    super(refusalWords(refusal));
    this.status = refusal.status;
    this.problems = refusal.problems ?? [];
  }
}

/**
 * As `ask`, for who only wants the answer: whatever else comes is an Error with a sentence that can be shown.
 * @param {string} url
 * @param {Parameters<typeof ask>[1]} [options]
 * @returns {Promise<any>}
 */
export async function askFor(url, options) {
  const { answer, refusal } = await ask(url, options);
  if (answer !== undefined) return answer;
  throw refusal ? new RefusedByServer(refusal) : new Error(GONE);
}

/**
 * What a refusal says, with each of its problems.
 * @param {Refusal} refusal
 */
function refusalWords(refusal) {
  const details = (refusal.problems ?? []).map(({ path, message }) => `${path || "/"} ${message}`).join("; ");
  return [refusal.detail ?? refusal.title ?? refusedWith(refusal), details].filter(Boolean).join(" ");
}

/**
 * What a refusal without words of its own is called.
 * @param {{ status: number }} refusal
 */
export const refusedWith = ({ status }) => `The server refused this (${status}).`;

/** @param {string | null} header */
function secondsOf(header) {
  const seconds = Number.parseInt(header ?? "", 10);
  return Number.isNaN(seconds) ? undefined : seconds;
}
