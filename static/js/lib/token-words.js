/* What is said of API tokens. */

/** @import { Token } from "../types/page" */

const DAY = 86_400_000; // milliseconds

/**
 * When a token ends that holds so many days, RFC 3339; undefined where it holds until it is revoked.
 * @param {string} days
 * @param {number} [now] in milliseconds
 */
export const expiryAfter = (days, now = Date.now()) => (days === "" ? undefined : new Date(now + Number(days) * DAY).toISOString());

/**
 * "reads and writes · until 2030-01-31 · Ana".
 * @param {Token} token
 * @param {boolean} showsOwner
 * @param {number} [now] in milliseconds
 */
export function tokenWords({ scope, expires, owner }, showsOwner, now = Date.now()) {
  const may = scope === "write" ? "reads and writes" : "reads";
  return [may, lastingWords(expires, now), ...(showsOwner ? [owner] : [])].join(" · ");
}

/**
 * @param {string | null} expires
 * @param {number} now
 */
function lastingWords(expires, now) {
  if (expires === null) return "until it is revoked";
  return `${Date.parse(expires) <= now ? "expired" : "until"} ${expires.slice(0, 10)}`;
}
