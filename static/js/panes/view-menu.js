/* How the page looks: theme, size of code, whether long lines are wrapped. Remembered for every tab. */

import { remember, remembered } from "../storage/preferences.js";
import { createMenu } from "../widgets/menu.js";

/** @type {Record<string, { group: string, usual: string, choices: Record<string, string> }>} */
const SETTINGS = {
  theme: { group: "Theme", usual: "system", choices: { system: "As the system", light: "Light", dark: "Dark" } },
  code: { group: "Size of code", usual: "usual", choices: { small: "Small", usual: "Usual", large: "Large", largest: "Largest" } },
  wrap: { group: "Long lines", usual: "off", choices: { off: "Scroll sideways", on: "Wrap" } },
};

/** The menu. */
export function createViewMenu() {
  const menu = createMenu({ label: "View", sign: "◐", title: "View" });
  const { dataset } = document.documentElement;

  /**
   * @param {string} setting
   * @param {string} choice
   */
  function use(setting, choice) {
    remember(setting, choice);
    if (choice === SETTINGS[setting].usual) delete dataset[setting];
    else dataset[setting] = choice;
    dispatchEvent(new Event("resize")); // editors measure their text anew
    show();
  }

  function show() {
    menu.update(
      Object.entries(SETTINGS).flatMap(([setting, { group, usual, choices }]) =>
        Object.entries(choices).map(([choice, label]) => ({
          group,
          label,
          checked: choice === (dataset[setting] ?? usual),
          run: () => use(setting, choice),
        })),
      ),
    );
  }

  for (const [setting, { usual, choices }] of Object.entries(SETTINGS)) {
    const kept = remembered(setting, usual);
    if (kept !== usual && kept in choices) dataset[setting] = kept;
  }
  show();
  return menu.element;
}
