/* Whether two long texts are the same, without keeping both. */

/**
 * A short text that differs where the texts differ (by chance in one of 10^19 they do not). It guards nothing.
 * @param {string} text
 */
export function digest(text) {
  let one = 0x811c9dc5;
  let other = 0x9747b28c;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    one = Math.imul(one ^ code, 0x01000193);
    other = Math.imul(other ^ code, 0x85ebca6b) ^ (other >>> 13);
  }
  return `${text.length}.${one >>> 0}.${other >>> 0}`;
}
