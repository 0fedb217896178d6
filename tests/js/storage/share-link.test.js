import assert from "node:assert/strict";
import { test } from "node:test";
import { BROKEN, fromHash, toLink } from "../../../static/js/storage/share-link.js";
import { provide } from "../page.js";

const location = { origin: "http://localhost:1", pathname: "/" };
const hashOf = (url) => url.slice(url.indexOf("#"));

test("a Scenario goes into a link and comes out as it was, with the case that was looked at", async (t) => {
  provide(t, { location });
  const scenario = { template: "é \u0000 $input.json('$')", title: "≠>?/+" };
  for (const at of [null, 0, 12]) {
    const { url } = await toLink(scenario, at);
    assert.match(url, /^http:\/\/localhost:1\/#s=[\w-]+(&case=\d+)?$/);
    const found = await fromHash(hashOf(url));
    assert.deepEqual([JSON.parse(found.text), found.at], [scenario, at]);
  }
});

test("a link that chats would cut off is not made", async (t) => {
  provide(t, { location });
  let state = 1;
  const next = () => (state = (state * 48271) % 2147483647) % 90;
  const template = Array.from({ length: 12_000 }, () => String.fromCharCode(35 + next())).join("");
  const { url, length } = await toLink({ template }, null);
  assert.equal(url, undefined);
  assert.ok(length > 8192);
});

test("an address without a Scenario is none; a broken one says so", async () => {
  assert.equal(await fromHash(""), null);
  assert.equal(await fromHash("#other"), null);
  for (const broken of ["#s=", "#s=!!", "#s=AAAA", `#s=${btoa("no deflate")}`])
    await assert.rejects(fromHash(broken), new Error(BROKEN), broken);
});

test("a link that unfolds to more than a Scenario is refused", async () => {
  const bytes = new TextEncoder().encode(`"${"a".repeat(9 * 1024 * 1024)}"`);
  const packed = await new Response(new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate-raw"))).arrayBuffer();
  const text = Buffer.from(packed).toString("base64url");
  await assert.rejects(fromHash(`#s=${text}`), new Error(BROKEN));
});
