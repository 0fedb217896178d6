/*
 * A Scenario, or an opened API, in a link: its JSON, deflated, in base64url, behind `#s=`; `&case=` after it is the case that was looked at. What is shared
 * this way never reaches the server by itself.
 */

/** @import { ApiPack, Scenario } from "../types/page" */

const MARK = "#s=";
const LARGEST = 8 * 1024; // characters of a link; chats and mail cut off longer ones
const LARGEST_TEXT = 8 * 1024 * 1024; // characters of a Scenario: a link of a few KB can unfold to gigabytes
/** What is said of a link that cannot be read. */
export const BROKEN = "This link can’t be read: part of it is missing or was changed on the way.";

/**
 * `at`: a case's index, or null. `{url}`, or `{length}` (in characters) where the link would be too long.
 * @param {Scenario | ApiPack} scenario
 * @param {number | null} at
 * @returns {Promise<{ url?: string, length: number }>}
 */
export async function toLink(scenario, at) {
  const bytes = new TextEncoder().encode(JSON.stringify(scenario));
  const packed = await read(through(bytes, new CompressionStream("deflate-raw")), Infinity);
  const fragment = MARK + btoa(Array.from(packed, (byte) => String.fromCharCode(byte)).join(""));
  const work = fragment.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  const url = `${location.origin}/${work}` + (at === null ? "" : `&case=${at}`);
  return url.length > LARGEST ? { length: url.length } : { url, length: url.length };
}

/**
 * `{text, at}`: the Scenario's JSON in a location's `hash`, and the case; null where there is none. Throws an Error to be shown.
 * @param {string} hash
 * @returns {Promise<{ text: string, at: number | null } | null>}
 */
export async function fromHash(hash) {
  if (!hash.startsWith(MARK)) return null;
  try {
    const [packedText, at] = hash.slice(MARK.length).split("&case=");
    const binary = atob(packedText.replaceAll("-", "+").replaceAll("_", "/"));
    const packed = Uint8Array.from(binary, (sign) => sign.charCodeAt(0));
    const bytes = await read(through(packed, new DecompressionStream("deflate-raw")), LARGEST_TEXT);
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    JSON.parse(text);
    return { text, at: at === undefined ? null : Number(at) };
  } catch {
    throw new Error(BROKEN);
  }
}

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {CompressionStream | DecompressionStream} stream
 * @returns {ReadableStream<Uint8Array<ArrayBuffer>>}
 */
const through = (bytes, stream) => new Blob([bytes]).stream().pipeThrough(stream);

/**
 * @param {ReadableStream<Uint8Array<ArrayBuffer>>} stream
 * @param {number} most
 */
async function read(stream, most) {
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const pieces = [];
  let size = 0;
  const reader = stream.getReader();
  for (let step = await reader.read(); !step.done; step = await reader.read()) {
    size += step.value.length;
    pieces.push(step.value);
    if (size <= most) continue;
    await reader.cancel();
    throw new RangeError("too much");
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}
