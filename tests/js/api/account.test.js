import assert from "node:assert/strict";
import { test } from "node:test";
import { createAccount } from "../../../static/js/api/account.js";
import { createServer, provide } from "../page.js";

/** An account at a server that gives `answers`. */
function accountOf(t, answers) {
  const server = createServer(answers);
  provide(t, { fetch: server.fetch, setTimeout: (run) => setImmediate(run) });
  return { account: createAccount({ api: "/api" }), asked: server.asked };
}

const ME = { name: "Ana", signIn: "oidc", rights: ["read_site"] };

test("who asks is asked again where the server is busy, and null where it does not say", async (t) => {
  const busy = [429, 503].map((status) => ({ status, document: {}, headers: { "Retry-After": "1" } }));
  const { account, asked } = accountOf(t, [new TypeError("no network"), ...busy, ME, { status: 404, document: {} }]);
  assert.deepEqual([await account.me(), await account.me()], [ME, null]);
  assert.equal(asked.length, 5);
  assert.deepEqual([...new Set(asked.map(({ url }) => url))], ["/api/me"]);
});

test("it is not asked without an end", async (t) => {
  const { account, asked } = accountOf(
    t,
    Array.from({ length: 9 }, () => ({ status: 503, document: {} })),
  );
  assert.equal(await account.me(), null);
  assert.equal(asked.length, 5);
});

test("tokens are listed, made and revoked", async (t) => {
  const entry = { id: "a/b", name: "ci", scope: "read", expires: null, owner: "Ana" };
  const { account, asked } = accountOf(t, [{ tokens: [entry] }, { ...entry, token: "secret" }, { status: 200, document: {} }]);
  assert.deepEqual(await account.tokens(), [entry]);
  assert.equal((await account.makeToken({ name: "ci", scope: "read" })).token, "secret");
  await account.revokeToken("a/b");
  assert.deepEqual(
    asked.map(({ method, url }) => `${method} ${url}`),
    ["GET /api/tokens", "POST /api/tokens", "DELETE /api/tokens/a%2Fb"],
  );
});

test("signing out posts a form, and says where it did not work", async (t) => {
  const { account, asked } = accountOf(t, [
    { status: 200, document: {} },
    { status: 200, document: {} },
    { status: 503, document: {} },
  ]);
  await account.signOut({ everywhere: false });
  await account.signOut({ everywhere: true });
  await assert.rejects(account.signOut({ everywhere: true }), /still signed in/);
  assert.deepEqual(
    asked.map(({ method, url, body, redirect }) => [method, url, String(body), redirect]),
    ["", "everywhere=1", "everywhere=1"].map((body) => ["POST", "/sign-out", body, "manual"]),
  );
});
