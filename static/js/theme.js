/* Runs before the first paint, so that a chosen theme is there from the start. Where none is chosen, the system's holds. */
{
  let theme = null;
  try {
    theme = localStorage.getItem("playground.theme");
  } catch {
    // No storage: the system's theme.
  }
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
}
