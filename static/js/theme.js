/*
 * Runs before the first paint, so that a chosen theme is there from the start, and the example that the server wrote is not shown where other
 * work comes. Where no theme is chosen, the system's holds.
 */
{
  let theme = null;
  let isElsewhere = location.hash.length > 1;
  try {
    theme = localStorage.getItem("playground.theme");
    const isKept = localStorage.getItem("playground.kept") !== null || sessionStorage.getItem("playground.tab") !== null;
    isElsewhere ||= isKept && location.pathname === "/";
  } catch {
    // No storage: the system's theme, and the example.
  }
  if (isElsewhere) document.documentElement.dataset.work = "elsewhere";
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
}
