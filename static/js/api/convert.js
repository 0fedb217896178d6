/* DynamoDB JSON ↔ plain JSON, as the server converts it. */

import { ask } from "./client.js";

/** @import { Conversion } from "../types/page" */

const UNREACHABLE = "The server can’t be reached: this is converted with your next edit.";

/**
 * `to`: "plain" or "dynamodb" → `{text}`, or `{problem: {message, line?, column?}}`; null where `signal` gave it up.
 * @param {{ api: string, to: "plain" | "dynamodb", text: string, signal: AbortSignal }} options
 * @returns {Promise<Conversion | null>}
 */
export async function convert({ api, to, text, signal }) {
  const { answer, refusal } = await ask(`${api}/convert`, { document: { to, text }, signal });
  if (answer) return { text: answer.text };
  if (!refusal?.title) return signal.aborted ? null : { problem: { message: UNREACHABLE } };
  const { message = refusal.title, line, column } = refusal.problems?.[0] ?? {};
  return { problem: { message, line, column } };
}
