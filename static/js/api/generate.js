/* A whole method from an action of DynamoDB and a sample item, as the server writes it. */

import { ask, GONE, refusedWith } from "./client.js";

/** @import { Generated, Generation, ProblemAt } from "../types/page" */

/**
 * What is generated, or what is wrong: each problem names its part of the document by `path`, "" for all of it. Null where `signal` gave
 * it up.
 * @param {string} api
 * @param {Generation} document
 * @param {AbortSignal} [signal]
 * @returns {Promise<{ generated: Generated } | { problems: ProblemAt[] } | null>}
 */
export async function generate(api, document, signal) {
  const { answer, refusal } = await ask(`${api}/generate`, { document, signal });
  if (answer) return { generated: answer };
  if (signal?.aborted) return null;
  if (!refusal) return { problems: [{ path: "", message: GONE }] };
  const whole = { path: "", message: refusal.detail ?? refusal.title ?? refusedWith(refusal) };
  return { problems: refusal.problems?.length ? refusal.problems : [whole] };
}
