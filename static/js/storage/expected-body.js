/* The body that this tab's answers are compared with. */

const KEY = "playground.expected";

/** What was kept, or "". */
export function keptExpected() {
  try {
    return sessionStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}

/**
 * Keeps it for this tab.
 * @param {string} text
 */
export function keepExpected(text) {
  try {
    sessionStorage.setItem(KEY, text);
  } catch {
    // No room: it lasts as long as the page.
  }
}
