/* What DynamoDB answers where there is nothing: the answer at hand without its items. */

const NONE = { Count: 0, Items: [], ScannedCount: 0 };

/** The emptied form of an answer, as text; a Query's where the text is no JSON object. */
export function emptied(text) {
  const answer = parsed(text);
  if (answer === null || "Items" in answer) return toText(NONE);
  if ("Responses" in answer) return toText({ ...answer, Responses: mapped(answer.Responses, () => []), UnprocessedKeys: {} });
  return "{}";
}

const toText = (value) => JSON.stringify(value, null, 2);

const mapped = (object, change) => Object.fromEntries(Object.entries(object ?? {}).map(([name, value]) => [name, change(value)]));

function parsed(text) {
  try {
    const value = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
