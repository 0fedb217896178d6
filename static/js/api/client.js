/* Questions beside the answer: cases, variants, conversions, exports, imports. */

/** What the server answers to `document`; throws an Error with a sentence that can be shown. */
export async function askTool(url, document, signal) {
  let response;
  try {
    response = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: typeof document === "string" ? document : JSON.stringify(document),
      signal,
    });
  } catch {
    throw new Error("The server can’t be reached.");
  }
  const answer = await response.json().catch(() => ({}));
  if (response.ok) return answer;
  const details = (answer.problems ?? []).map(({ path, message }) => `${path || "/"} ${message}`).join("; ");
  throw new Error([answer.detail ?? answer.title ?? `The server refused this (${response.status}).`, details].filter(Boolean).join(" "));
}
