/* A Scenario in a link: its JSON, deflated, in base64url, behind `#s=`. What is shared this way never reaches the server by itself. */

const MARK = "#s=";
const LARGEST = 8 * 1024; // characters of a link; chats and mail cut off longer ones
const LARGEST_TEXT = 8 * 1024 * 1024; // characters of a Scenario: a link of a few KB can unfold to gigabytes
export const BROKEN = "This link can’t be read: part of it is missing or was changed on the way.";

/** `{url}`, or `{length}` (in characters) where the link would be too long. */
export async function toLink(scenario) {
  const bytes = new TextEncoder().encode(JSON.stringify(scenario));
  const packed = await read(through(bytes, new CompressionStream("deflate-raw")), Infinity);
  const fragment = MARK + btoa(Array.from(packed, (byte) => String.fromCharCode(byte)).join(""));
  const url = location.origin + location.pathname + fragment.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  return url.length > LARGEST ? { length: url.length } : { url };
}

/** The Scenario's JSON in a location's `hash`; null where there is none. Throws an Error whose message can be shown. */
export async function fromHash(hash) {
  if (!hash.startsWith(MARK)) return null;
  try {
    const binary = atob(hash.slice(MARK.length).replaceAll("-", "+").replaceAll("_", "/"));
    const packed = Uint8Array.from(binary, (sign) => sign.charCodeAt(0));
    const bytes = await read(through(packed, new DecompressionStream("deflate-raw")), LARGEST_TEXT);
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    JSON.parse(text);
    return text;
  } catch {
    throw new Error(BROKEN);
  }
}

const through = (bytes, stream) => new Blob([bytes]).stream().pipeThrough(stream);

async function read(stream, most) {
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
