/* What the browser remembers of the page itself, for every tab: theme, pane sizes, how the body is shown. */

const PREFIX = "playground.";

/**
 * What is remembered under a name, or `fallback`.
 * @param {string} name
 * @param {string} fallback
 */
export function remembered(name, fallback) {
  try {
    return localStorage.getItem(PREFIX + name) ?? fallback;
  } catch {
    return fallback;
  }
}

/**
 * Remembers it, where the browser lets the page.
 * @param {string} name
 * @param {string} value
 */
export function remember(name, value) {
  try {
    localStorage.setItem(PREFIX + name, value);
  } catch {
    // No storage, or none left: the setting lasts as long as the page.
  }
}
