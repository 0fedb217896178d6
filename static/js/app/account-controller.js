/* Who is signed in: what the bar has of it, tokens, signing out, and a session that ends while one works. */

import { SIGNED_OUT } from "../api/client.js";
import { messageOf } from "../lib/format.js";
import { createAccountMenu } from "../panes/account-menu.js";

/** @import { Account, Drawer, Me, SavedWork } from "../types/page" */

const LOST = "This part of the page can’t be loaded: the server can’t be reached.";
const ENDED = "Signed out; your work is kept here.";
const PAUSE = 3_000; // milliseconds between two questions who asks

/**
 * `signIn`: the site's way to sign in, "" where there is none; `hasStore`: whether it has a store.
 * @param {{ account: Account, signIn: string, hasStore: boolean, drawer: Drawer, work: SavedWork }} options
 */
export function createAccountController({ account, signIn, hasStore, drawer, work }) {
  /** @type {Me | null} */
  let me = null;
  let checked = -Infinity; // when it was asked for last
  const signInAddress = () => `/sign-in?${new URLSearchParams({ next: location.pathname })}`;
  const menu = createAccountMenu({ signInAddress, onTokens: showTokens, onSignOut: signOut });

  async function showTokens() {
    if (!me) return;
    const loaded = await import("../panes/account/tokens.js").catch(() => null);
    if (loaded) loaded.showTokens({ account, drawer, me });
    else work.say(LOST);
  }

  /** @param {boolean} everywhere */
  async function signOut(everywhere) {
    try {
      await account.signOut({ everywhere });
      location.assign("/sign-out");
    } catch (error) {
      work.say(messageOf(error));
    }
  }

  /** A proxy signs in whoever asks for a page; else there is a page for it, which leads back here. */
  function offerSignIn() {
    if (signIn === "proxy") work.say(ENDED, "Reload", () => location.reload());
    else work.say(ENDED, "Sign in", () => location.assign(signInAddress()));
  }

  /** Who comes back to the page may have signed in as somebody else meanwhile, or be whom a proxy names now. */
  async function checkWho() {
    if (!me || document.visibilityState === "hidden" || performance.now() - checked < PAUSE) return;
    checked = performance.now();
    const found = await account.me();
    if (!found || found.name === me.name) return;
    if (found.name === null) offerSignIn();
    else work.say(`${found.name} is signed in now; your work is kept here.`, "Reload", () => location.reload());
  }

  if (signIn) {
    addEventListener(SIGNED_OUT, offerSignIn);
    addEventListener("visibilitychange", checkWho);
  }

  return {
    element: menu.element,
    /** @param {Me} found */
    start(found) {
      me = found;
      menu.show(me, hasStore);
    },
  };
}
