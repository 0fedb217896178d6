/* JSON Pointer (RFC 6901) over plain documents; `put` and `without` copy what they change. */

/** @param {string} token */
const unescape = (token) => token.replaceAll("~1", "/").replaceAll("~0", "~");
/** @param {string} token */
const escape = (token) => token.replaceAll("~", "~0").replaceAll("/", "~1");

/**
 * The pointer that leads through `tokens`.
 * @param {...string} tokens
 */
export const toPointer = (...tokens) => tokens.map((token) => `/${escape(token)}`).join("");

/**
 * The pointer of `token` in what is at `pointer`.
 * @param {string} pointer
 * @param {string} token
 */
export const inside = (pointer, token) => pointer + toPointer(token);

/** @param {string} pointer */
export const toTokens = (pointer) => pointer.split("/").slice(1).map(unescape);

/**
 * The value at `pointer`, or undefined.
 * @param {unknown} document
 * @param {string} pointer
 * @returns {any}
 */
export function get(document, pointer) {
  return toTokens(pointer).reduce((/** @type {any} */ value, token) => (has(value, token) ? value[token] : undefined), document);
}

/**
 * A copy of `document` with `value` at `pointer`; objects that are missing on the way are made.
 * @template Whole
 * @param {Whole} document
 * @param {string} pointer
 * @param {unknown} value
 * @returns {Whole}
 */
export function put(document, pointer, value) {
  return putTokens(document, toTokens(pointer), value);
}

/**
 * A copy of `document` without the member of an object at `pointer`.
 * @template Whole
 * @param {Whole} document
 * @param {string} pointer
 * @returns {Whole}
 */
export function without(document, pointer) {
  const tokens = toTokens(pointer);
  const name = tokens.pop() ?? "";
  const parent = toPointer(...tokens);
  const owner = get(document, parent);
  if (!has(owner, name)) return document;
  const left = Object.fromEntries(Object.entries(owner).filter(([each]) => each !== name));
  return put(document, parent, left);
}

/**
 * @param {any} container
 * @param {string[]} tokens
 * @param {unknown} value
 * @returns {any}
 */
function putTokens(container, [token, ...rest], value) {
  if (token === undefined) return value;
  const copy = Array.isArray(container) ? [...container] : { ...(isContainer(container) ? container : {}) };
  const inner = Object.hasOwn(copy, token) ? copy[token] : undefined;
  Object.defineProperty(copy, token, { value: putTokens(inner, rest, value), writable: true, enumerable: true, configurable: true });
  return copy;
}

/** @param {any} value */
function isContainer(value) {
  return typeof value === "object" && value !== null;
}

/**
 * @param {any} value
 * @param {string} token
 */
const has = (value, token) => isContainer(value) && Object.hasOwn(value, token);
