/* API tokens: those that there are, one to make, and the new one, which is shown once. */

import { find, h } from "../../lib/dom.js";
import { copyText } from "../../lib/files.js";
import { messageOf } from "../../lib/format.js";
import { expiryAfter, tokenWords } from "../../lib/token-words.js";

/** @import { Account, Drawer, Me, MadeToken, NewToken, Token } from "../../types/page" */
/** @typedef {{ account: Account, drawer: Drawer, me: Me }} Parts */

const HINT = "A token is you, for scripts: sent as `Authorization: Bearer …`, it may do what you may, as far as its scope goes.";
const NONE = "There are none yet.";
/** @type {Record<string, string>} */
const LASTING = { 30: "30 days", 90: "90 days", 365: "a year", "": "until it is revoked" };

/** @param {Parts} parts */
export async function showTokens(parts) {
  const { drawer } = parts;
  const made = h("div.token-made");
  const list = h("ul.token-list", { ariaLabel: "API tokens" });
  const refresh = () => fill(parts, list);
  const form = createForm(parts, async (token) => {
    made.replaceChildren(shownOnce(parts, token));
    made.querySelector("input")?.select();
    await refresh();
  });
  drawer.open("API tokens", form, made, list);
  drawer.say(HINT);
  await refresh();
}

/**
 * @param {Parts} parts
 * @param {HTMLElement} list
 */
async function fill(parts, list) {
  const { account, drawer, me } = parts;
  try {
    const tokens = await account.tokens();
    const rows = tokens.map((token) =>
      toRow(parts, token, { showsOwner: me.rights.includes("administer"), refresh: () => fill(parts, list) }),
    );
    list.replaceChildren(...(rows.length ? rows : [h("li.meta", {}, NONE)]));
  } catch (error) {
    drawer.say(messageOf(error), true);
  }
}

/**
 * @param {Parts} parts
 * @param {(made: MadeToken) => Promise<void>} onMade
 */
function createForm({ account, drawer }, onMade) {
  const name = h("input.field", { type: "text", required: true, maxLength: 200, placeholder: "what it is for" });
  const scope = h("select.select", {}, h("option", { value: "read" }, "read"), h("option", { value: "write" }, "read and write"));
  const lasts = h(
    "select.select",
    {},
    ...["30", "90", "365", ""].map((days) => h("option", { value: days, defaultSelected: days === "90" }, LASTING[days])),
  );
  const button = h("button.button.primary", { type: "submit" }, "Make a token");
  const form = h(
    "form.saved-form",
    {},
    h("label.drawer-label", {}, "Name", name),
    h("label.drawer-label", {}, "It may", scope),
    h("label.drawer-label", {}, "It holds", lasts),
    button,
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (button.disabled) return;
    button.disabled = true;
    try {
      const expires = expiryAfter(lasts.value);
      const asked = { name: name.value.trim(), scope: /** @type {NewToken["scope"]} */ (scope.value), ...(expires && { expires }) };
      await onMade(await account.makeToken(asked));
      form.reset();
      drawer.say(HINT);
    } catch (error) {
      drawer.say(messageOf(error), true);
    } finally {
      button.disabled = false;
    }
  });
  return form;
}

/**
 * @param {Parts} parts
 * @param {MadeToken} made
 */
function shownOnce({ drawer }, { name, token }) {
  const field = h("input.field", { type: "text", readOnly: true, value: token, ariaLabel: `Token ${name}` });
  async function copy() {
    if (await copyText(token)) return drawer.say("Copied.");
    field.select();
    return drawer.say("The browser does not let the page copy: copy it from the field.");
  }
  return h(
    "div.drawer-row",
    {},
    h("strong", {}, `This is ${name}. It is shown this once: copy it now.`),
    field,
    h("button.button", { type: "button", onclick: copy }, "Copy"),
  );
}

/**
 * @param {Parts} parts
 * @param {Token} token
 * @param {{ showsOwner: boolean, refresh: () => Promise<void> }} options
 */
function toRow({ account, drawer }, token, { showsOwner, refresh }) {
  const row = h("li.token-row");
  const facts = tokenWords(token, showsOwner);
  const asks = h("button.link", { type: "button", ariaLabel: `Revoke ${token.name}`, onclick: ask }, "revoke");
  const rest = () => row.replaceChildren(h("strong", {}, token.name), h("span.meta", {}, facts), asks);
  function stay() {
    rest();
    asks.focus();
  }
  async function revoke() {
    try {
      await account.revokeToken(token.id);
      await refresh();
      find(drawer.element, "input")?.focus(); // its row is gone, and with it where the focus was
      drawer.say(`${token.name} is revoked.`);
    } catch (error) {
      drawer.say(messageOf(error), true);
    }
  }
  function ask() {
    const keep = h("button.button", { type: "button", onclick: stay }, "Keep it");
    row.replaceChildren(
      h("span", {}, `Whatever uses ${token.name} will be refused.`),
      keep,
      h("button.button", { type: "button", onclick: revoke }, "Revoke"),
    );
    keep.focus();
  }
  rest();
  return row;
}
