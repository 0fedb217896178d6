/* Who is signed in, at the end of the bar: a menu for who is, a link for who may sign in, nothing where nobody signs in. */

import { h } from "../lib/dom.js";
import { createMenu } from "../widgets/menu.js";

/** @import { Me, MenuItem } from "../types/page" */

/**
 * `signInAddress()`: where one signs in; `onTokens()`, `onSignOut(everywhere)`: what was chosen.
 * @param {{ signInAddress: () => string, onTokens: () => void, onSignOut: (everywhere: boolean) => void }} options
 */
export function createAccountMenu({ signInAddress, onTokens, onSignOut }) {
  const element = h("div.account", { hidden: true });

  /**
   * @param {Me} me
   * @param {boolean} hasStore
   */
  function itemsFor({ signIn, rights }, hasStore) {
    const tokens = { label: "API tokens …", description: "For scripts that do what you may do", run: onTokens };
    const out = { label: "Sign out", description: "In this browser", run: () => onSignOut(false) };
    const everywhere = {
      label: "Sign out everywhere",
      description: signIn === "password" ? "All who share the password" : "In all browsers in which you are signed in",
      run: () => onSignOut(true),
    };
    return [
      ...(hasStore && rights.includes("create") ? [tokens] : []),
      ...(hasSessions(signIn) ? [out] : []),
      ...(hasSessions(signIn) && hasStore ? [everywhere] : []),
    ];
  }

  return {
    element,
    /**
     * @param {Me} me
     * @param {boolean} hasStore
     */
    show(me, hasStore) {
      const { name, signIn } = me;
      element.hidden = name === null && !hasSessions(signIn);
      if (element.hidden) return;
      element.closest(".bar")?.classList.add("has-account");
      if (name === null) element.replaceChildren(h("a.button", { href: signInAddress() }, "Sign in"));
      else element.replaceChildren(named(name, itemsFor(me, hasStore)));
    },
  };
}

/** @param {Me["signIn"]} signIn */
const hasSessions = (signIn) => signIn === "password" || signIn === "oidc";

/**
 * Of an e-mail address its first part: the bar has little room, and the whole of it is in the title.
 * @param {string} name
 */
const shortName = (name) => name.replace(/^(.+?)@.*$/, "$1");

/**
 * The name, with what there is to choose under it.
 * @param {string} name
 * @param {MenuItem[]} items
 */
function named(name, items) {
  const title = `Signed in as ${name}`;
  if (!items.length) return h("span.account-name", { title }, shortName(name));
  const menu = createMenu({ label: shortName(name), title });
  menu.update(items);
  return menu.element;
}
