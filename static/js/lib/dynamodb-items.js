/* The items of a DynamoDB answer: one more, or none. Only what changes is written anew. */

import { edited, partsOf } from "./json-spans.js";

/** @typedef {{ start: number, end: number }} Part */

const FIRST = { id: { S: "1" } };
const NONE = toText({ Count: 0, Items: [], ScannedCount: 0 });
const COUNTS = new Set(["Count", "ScannedCount"]);

/**
 * The emptied form of an answer; a Query's where the text is no JSON object.
 * @param {string} text
 */
export function emptied(text) {
  const members = membersOf(text);
  if (members === null || members.Items) return NONE;
  const { Responses: tables, UnprocessedKeys: keys } = members;
  if (text[tables?.start] !== "{") return "{}";
  const lists = partsOf(text, tables.start).map(({ start, end }) => ({ start, end, text: "[]" }));
  return edited(text, keys ? [...lists, { ...keys, text: "{}" }] : lists);
}

/**
 * `{text}` with one item more, like the last one, or `{why}` there is no place for one.
 * @param {string} text
 * @returns {{ text?: string, why?: string }}
 */
export function withOneMore(text) {
  if (text.trim() === "") return { text: toText({ Count: 1, Items: [FIRST], ScannedCount: 1 }) };
  const members = membersOf(text);
  if (members === null) return { why: 'This is no JSON object: an item is added to what DynamoDB answers, such as `{"Items": []}`.' };
  const { Items: items, Responses: tables } = members;
  if (text[items?.start] === "[") return { text: edited(text, [oneMore(text, items), ...counted(text, members)]) };
  if (text[tables?.start] === "{") return inTables(text, tables);
  if (members.Item) return { why: "GetItem answers with one item at most." };
  if (Object.keys(members).length === 0) return { text: toText({ Item: FIRST }) };
  return { why: "There is no `Items`, `Item` or `Responses` that could hold one more." };
}

/**
 * @param {string} text
 * @param {Part} tables
 */
function inTables(text, tables) {
  const lists = partsOf(text, tables.start).filter(({ start }) => text[start] === "[");
  const edits = lists.map((list) => oneMore(text, list));
  return edits.length ? { text: edited(text, edits) } : { why: "`Responses` has no table to add an item to." };
}

/**
 * A copy of the last element of a list, behind it.
 * @param {string} text
 * @param {Part} list
 */
function oneMore(text, { start, end }) {
  const last = partsOf(text, start).at(-1);
  if (!last) return { start, end, text: listOfOne(text, start) };
  const blanks = /[ \t\r\n]*$/.exec(text.slice(0, last.start))?.[0] ?? "";
  return { start: last.end, end: last.end, text: `,${blanks}${text.slice(last.start, last.end)}` };
}

/**
 * @param {string} text
 * @param {Record<string, Part>} members
 */
function counted(text, members) {
  const counts = Object.entries(members).filter(([name, { start, end }]) => COUNTS.has(name) && /^\d+$/.test(text.slice(start, end)));
  return counts.map(([, { start, end }]) => ({ start, end, text: String(BigInt(text.slice(start, end)) + 1n) }));
}

/**
 * {name: {start, end}} of a JSON object; null where the text is none.
 * @param {string} text
 * @returns {Record<string, Part> | null}
 */
function membersOf(text) {
  try {
    const value = JSON.parse(text);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  } catch {
    return null;
  }
  return Object.fromEntries(partsOf(text, text.indexOf("{")).map(({ name, start, end }) => [name, { start, end }]));
}

/**
 * A list with a first item, on lines where the text has lines.
 * @param {string} text
 * @param {number} start
 */
function listOfOne(text, start) {
  if (!text.includes("\n")) return JSON.stringify([FIRST]);
  const [blanks] = /^[ \t]*/.exec(text.slice(text.lastIndexOf("\n", start) + 1)) ?? [""];
  return toText([FIRST]).replaceAll("\n", `\n${blanks}`);
}

/** @param {unknown} value */
function toText(value) {
  return JSON.stringify(value, null, 2);
}
