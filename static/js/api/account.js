/* Who is asking the server, that person's API tokens, and the end of a session. */

import { ask, askFor, reach } from "./client.js";

/** @import { MadeToken, Me, NewToken, Token } from "../types/page" */

const MOST_TRIES = 5;
const PAUSE = 2; // seconds between tries, where the server does not say how many

/**
 * Whatever is not answered is an Error with a sentence that can be shown.
 * @param {{ api: string }} options
 */
export function createAccount({ api }) {
  const tokens = `${api}/tokens`;
  return {
    /**
     * Who is asking; asked again where the server is away or has no time for it now. Null where it does not say.
     * @returns {Promise<Me | null>}
     */
    async me() {
      for (let tries = 1; ; tries += 1) {
        const { answer, refusal } = await ask(`${api}/me`);
        if (answer) return answer;
        const isForNow = !refusal || [429, 503].includes(refusal.status);
        if (!isForNow || tries === MOST_TRIES) return null;
        await new Promise((resolve) => setTimeout(resolve, 1000 * (refusal?.wait ?? PAUSE)));
      }
    },
    /**
     * One's own tokens, newest first; everybody's for who administers.
     * @returns {Promise<Token[]>}
     */
    tokens: async () => (await askFor(tokens)).tokens,
    /**
     * The only answer in which a token itself is.
     * @param {NewToken} document
     * @returns {Promise<MadeToken>}
     */
    makeToken: (document) => askFor(tokens, { document }),
    /**
     * @param {string} id
     * @returns {Promise<null>}
     */
    revokeToken: (id) => askFor(`${tokens}/${encodeURIComponent(id)}`, { method: "DELETE" }),
    /**
     * Ends the session of this browser, or all that this person has.
     * @param {{ everywhere: boolean }} options
     */
    async signOut({ everywhere }) {
      const body = new URLSearchParams(everywhere ? { everywhere: "1" } : {});
      if (await reach("/sign-out", { method: "POST", body })) return;
      throw new Error("You are still signed in: the server could not end your session. Try again.");
    },
  };
}
