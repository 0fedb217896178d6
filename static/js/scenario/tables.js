/* A table for what a request asks for. Plain data in, plain data out. */

/** @import { Table } from "../types/page" */

/**
 * An empty table with the name and the keys that a request's body has, as far as it has any.
 * @param {string} sent
 * @returns {Table}
 */
export function tableFor(sent) {
  const { TableName: name, Key: key } = requestIn(sent);
  const keys = Object.entries(key ?? { id: { S: "" } }).slice(0, 2);
  return {
    definition: {
      TableName: typeof name === "string" ? name : "Items",
      KeySchema: keys.map(([AttributeName], index) => ({ AttributeName, KeyType: index === 0 ? "HASH" : "RANGE" })),
      AttributeDefinitions: keys.map(([AttributeName, value]) => ({ AttributeName, AttributeType: Object.keys(value ?? {})[0] ?? "S" })),
    },
    items: [],
  };
}

/**
 * @param {string} text
 * @returns {{ TableName?: unknown, Key?: Record<string, Record<string, unknown>> }}
 */
function requestIn(text) {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}
