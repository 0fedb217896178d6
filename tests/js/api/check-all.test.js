import assert from "node:assert/strict";
import { test } from "node:test";
import { createCheckAll } from "../../../static/js/api/check-all.js";
import { provide } from "../page.js";

const BACKEND = { status: 200, body: '{"Count": 1}' };
const EMPTY = { status: 200, body: "{}" };

/** A server whose /variants gives one case, and whose /cases tells how many it was asked for; `broken`: of what template it refuses. */
function provideServer(t, { broken = "", gate = Promise.resolve() } = {}) {
  const asked = [];
  const fetch = async (url, { body, signal }) => {
    const scenario = JSON.parse(body);
    asked.push({ url, scenario });
    await gate;
    if (signal.aborted) throw new Error("AbortError");
    if (scenario.template === broken) return new Response(JSON.stringify({ detail: "busy" }), { status: 503 });
    if (url.endsWith("/variants"))
      return new Response(
        JSON.stringify({ cases: [{ name: "No items", backend: EMPTY, why: "" }], sample: scenario.backend ? null : BACKEND }),
      );
    const names = ["This response", ...(scenario.cases ?? []).map(({ name }) => name)];
    return new Response(JSON.stringify({ cases: names.map((name) => ({ name, fails: null, warnings: 0 })) }));
  };
  provide(t, { fetch });
  return asked;
}

/** A check whose words are kept: {checkAll, checked, steps, ended()}. */
function createCheck() {
  const checked = new Map();
  const steps = [];
  let ended = 0;
  const checkAll = createCheckAll({
    api: "/api",
    onChecked: (at, outcome) => checked.set(at, outcome),
    onStep: (done, all) => steps.push([done, all]),
    onEnd: () => (ended += 1),
  });
  return { checkAll, checked, steps, ended: () => ended };
}

test("each method runs its own answer, and those derived from it", async (t) => {
  const asked = provideServer(t);
  const { checkAll, checked, steps, ended } = createCheck();
  await checkAll.run(["a", "b", "c", "d"].map((template, at) => ({ at, scenario: { template, backend: BACKEND } })));
  assert.deepEqual([...checked.keys()].sort(), [0, 1, 2, 3]);
  assert.deepEqual(checked.get(3), { cases: 2, failed: 0, warned: 0, worst: "ok" });
  assert.deepEqual([steps[0], steps.at(-1), ended()], [[0, 4], [4, 4], 1]);
  assert.equal(asked.length, 8);
  assert.equal(checkAll.isRunning(), false);
});

test("a method without an answer takes the sample", async (t) => {
  const asked = provideServer(t);
  const { checkAll, checked } = createCheck();
  await checkAll.run([{ at: 0, scenario: { template: "a" } }]);
  assert.deepEqual(asked[1].scenario, { template: "a", backend: BACKEND, cases: [{ name: "No items", backend: EMPTY }] });
  assert.equal(checked.get(0).cases, 2);
});

test("what cannot be checked says why, and the others go on", async (t) => {
  provideServer(t, { broken: "b" });
  const { checkAll, checked } = createCheck();
  await checkAll.run(["a", "b", "c"].map((template, at) => ({ at, scenario: { template, backend: BACKEND } })));
  assert.deepEqual(
    [0, 1, 2].map((at) => checked.get(at).worst),
    ["ok", "unknown", "ok"],
  );
  assert.equal(checked.get(1).trouble, "busy");
});

test("after a cancel nothing more is asked, and nothing said", async (t) => {
  let open = () => {};
  const gate = new Promise((resolve) => (open = resolve));
  const asked = provideServer(t, { gate });
  const { checkAll, checked, ended } = createCheck();
  const methods = Array.from({ length: 10 }, (_, at) => ({ at, scenario: { template: `${at}` } }));
  const running = checkAll.run(methods);
  assert.equal(checkAll.isRunning(), true);
  checkAll.cancel();
  open();
  await running;
  assert.deepEqual([asked.length, checked.size, ended(), checkAll.isRunning()], [3, 0, 1, false]);
});
