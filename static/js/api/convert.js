/* DynamoDB JSON ↔ plain JSON, as the server converts it. */

/** `to`: "plain" or "dynamodb" → `{text}`, or `{problem: {message, line?, column?}}`; null where `signal` gave it up. */
export async function convert({ api, to, text, signal }) {
  try {
    const headers = { "Content-Type": "application/json", Accept: "application/json" };
    const response = await fetch(`${api}/convert`, { method: "POST", headers, body: JSON.stringify({ to, text }), signal });
    const answer = await response.json();
    if (response.ok) return { text: answer.text };
    const { message = answer.title, line, column } = answer.problems?.[0] ?? {};
    return { problem: { message: message ?? `The server refused this (${response.status}).`, line, column } };
  } catch {
    return signal.aborted ? null : { problem: { message: "The server can’t be reached: this is converted with your next edit." } };
  }
}
