/* Numbers and codes in words. */

import { toTokens } from "./json-pointer.js";

/** @import { CallChange, Edit } from "../types/page" */

/** @type {Record<number, string>} */
const REASONS = {
  200: "OK",
  201: "Created",
  202: "Accepted",
  204: "No Content",
  206: "Partial Content",
  301: "Moved Permanently",
  302: "Found",
  303: "See Other",
  304: "Not Modified",
  307: "Temporary Redirect",
  308: "Permanent Redirect",
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  406: "Not Acceptable",
  408: "Request Timeout",
  409: "Conflict",
  410: "Gone",
  412: "Precondition Failed",
  413: "Content Too Large",
  415: "Unsupported Media Type",
  418: "I’m a teapot",
  422: "Unprocessable Content",
  423: "Locked",
  428: "Precondition Required",
  429: "Too Many Requests",
  500: "Internal Server Error",
  501: "Not Implemented",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout",
};
/** @type {Record<number, string>} */
const CLASSES = { 1: "Informational", 2: "Success", 3: "Redirection", 4: "Client error", 5: "Server error" };

/**
 * The name of a status code.
 * @param {number} status
 */
export const reason = (status) => REASONS[status] ?? CLASSES[Math.trunc(status / 100)] ?? "Unknown";

const whole = new Intl.NumberFormat("en");

/**
 * `number(1000)` is "1,000".
 * @param {number} count
 */
export const number = (count) => whole.format(count);

/**
 * `plural(1, "line")` is "1 line".
 * @param {number} count
 * @param {string} noun
 */
export const plural = (count, noun) => `${whole.format(count)} ${noun}${count === 1 ? "" : "s"}`;

/**
 * A size: "12 bytes", "1.5 KB".
 * @param {number} count
 */
export function bytes(count) {
  if (count < 1024) return plural(count, "byte");
  const [size, unit] = count < 1024 * 1024 ? [count / 1024, "KB"] : [count / 1024 / 1024, "MB"];
  return `${size < 10 ? size.toFixed(1) : whole.format(Math.round(size))} ${unit}`;
}

/** @type {[number, string][]} */
const AGES = [
  [86_400_000, "day"],
  [3_600_000, "hour"],
  [60_000, "minute"],
];

/**
 * How long ago `time` (in milliseconds) is: "just now", "3 minutes ago".
 * @param {number} time
 */
export function ago(time) {
  const [size, unit] = AGES.find(([least]) => time >= least) ?? [];
  return size && unit ? `${plural(Math.trunc(time / size), unit)} ago` : "just now";
}

/**
 * A time: "1.5 ms".
 * @param {number} time
 */
export const milliseconds = (time) => `${time < 10 ? time.toFixed(1) : whole.format(Math.round(time))} ms`;

/**
 * What an error says.
 * @param {unknown} error
 */
export const messageOf = (error) => (error instanceof Error ? error.message : String(error));

/**
 * What a fix ([{start, end, text}]) does: "add #end".
 * @param {Edit[]} fix
 */
export function fixWords(fix) {
  const [{ start, end, text }] = fix;
  if (fix.length > 1) return "fix";
  if (text === "") return "remove it";
  const isAdded = start.line === end.line && start.column === end.column;
  return `${isAdded ? "add" : "write"} ${text.trim().replaceAll(/\s*\n\s*/g, " ")}`;
}

/**
 * What a call that shows a problem has: `querystring q: tea","injected":"yes`.
 * @param {CallChange} call
 */
export const callWords = ({ where, text }) => `${toTokens(where).slice(1).join(" ")}: ${text}`;
