/* The document that the template gets, parsed once for each text. */

const LARGEST = 2_000_000; // characters; more would hold up typing

/**
 * A function that gives the document of the text that `read()` gives, or null.
 * @param {{ read: () => string }} options
 */
export function createPayload({ read }) {
  let [text, document] = ["", null];
  return () => {
    const next = read();
    if (next !== text) [text, document] = [next, parse(next)];
    return document;
  };
}

/**
 * While a text is half typed, there is none.
 * @param {string} text
 */
function parse(text) {
  if (text.length > LARGEST) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
