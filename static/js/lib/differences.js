/* In what two JSON documents differ: the smallest members that are not the same, as texts. */

/**
 * [{at, wrong, right}]: the last name of the way to it; the values, strings as they are, "nothing" where it is absent.
 * @param {any} one
 * @param {any} other
 * @param {string} [at]
 * @returns {{ at: string, wrong: string, right: string }[]}
 */
export function differences(one, other, at = "") {
  if (JSON.stringify(one) === JSON.stringify(other)) return [];
  if (!isObject(one) || !isObject(other)) return [{ at, wrong: textOf(one), right: textOf(other) }];
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].flatMap((name) => differences(one[name], other[name], name));
}

/** @param {unknown} value */
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** @param {unknown} value */
const textOf = (value) => (value === undefined ? "nothing" : typeof value === "string" ? value : JSON.stringify(value, null, 2));
