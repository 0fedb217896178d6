import assert from "node:assert/strict";
import { test } from "node:test";
import { createEvaluator } from "../../../static/js/api/evaluate.js";
import { createCaseRunner } from "../../../static/js/api/run-cases.js";
import { createRunTrace } from "../../../static/js/api/run-trace.js";
import { createEvents, createServer, provide } from "../page.js";

/** An evaluator of `work.text` whose server and clock are the test's; `said` is what it told, in order. */
function start(t, answers) {
  const server = createServer(answers);
  const page = createEvents();
  t.mock.timers.enable({ apis: ["setTimeout"] });
  provide(t, { fetch: server.fetch, addEventListener: page.addEventListener });
  const work = { text: "{}", prepare: () => null };
  const said = [];
  const evaluator = createEvaluator({
    url: () => "/evaluate",
    prepare: () => work.prepare(),
    read: () => work.text,
    onAnswer: ({ status }) => said.push(status),
    onTrouble: ({ message, detail }) => said.push(`${message} ${detail ?? ""}`.trim()),
    onWait: (isSlow) => isSlow && said.push("slow"),
  });
  const pass = async (milliseconds) => {
    t.mock.timers.tick(milliseconds);
    await server.settled();
  };
  return { server, page, work, said, evaluator, pass };
}

test("a pause in typing asks once, and by hand at once", async (t) => {
  const { server, said, evaluator, pass } = start(t, [{ status: 200 }, { status: 201 }]);
  evaluator.schedule();
  await pass(69);
  evaluator.schedule();
  await pass(69);
  assert.equal(server.asked.length, 0);
  await pass(1);
  assert.deepEqual(said, [200]);
  evaluator.ask();
  await pass(0);
  assert.deepEqual(said, [200, 201]);
});

test("it waits for what is prepared, and does not ask where something newer came meanwhile", async (t) => {
  const { server, work, evaluator, pass } = start(t, [{ status: 200 }]);
  const waiting = [];
  work.prepare = () => new Promise((resolve) => waiting.push(resolve));
  evaluator.ask();
  evaluator.ask();
  for (const resolve of waiting) resolve();
  await pass(0);
  assert.equal(server.asked.length, 1);
});

test("a question of megabytes is written and sent one after the other", async (t) => {
  const { server, work, said, evaluator, pass } = start(t, [{ status: 200 }]);
  work.text = `{"a": "${"x".repeat(1_000_001)}"}`;
  evaluator.ask();
  await server.settled();
  assert.equal(server.asked.length, 0);
  await pass(1);
  await pass(0);
  assert.deepEqual(said, [200]);
});

test("the latest text wins: an older answer is never shown", async (t) => {
  const { server, work, said, evaluator, pass } = start(t, [{ status: 200 }, { status: 201 }]);
  server.hold();
  evaluator.ask();
  await pass(301);
  work.text = '{"newer": 1}';
  evaluator.ask();
  assert.equal(server.asked[0].signal.aborted, true);
  await server.release();
  await pass(0);
  assert.deepEqual(said, ["slow", 201]);
  assert.equal(server.asked[1].body, '{"newer": 1}');
});

test("a server that is busy or away is asked again, later each time, or when it says", async (t) => {
  const busy = { status: 503, document: { detail: "No free child." } };
  const { server, page, said, evaluator, pass } = start(t, [
    new TypeError("no network"),
    busy,
    { ...busy, headers: { "Retry-After": "9" } },
    busy,
    { status: 200 },
  ]);
  evaluator.ask();
  await pass(0);
  for (const [seconds, count] of [
    [1, 2],
    [2, 3],
    [9, 4],
  ]) {
    await pass(1000 * seconds - 1);
    assert.equal(server.asked.length, count - 1);
    await pass(1);
    assert.equal(server.asked.length, count);
  }
  page.listeners.online();
  await pass(0);
  assert.deepEqual(
    said.map((one) => String(one).slice(0, 30)),
    ["Can’t reach the server; trying", ...Array.from({ length: 3 }, () => "The server is busy; trying aga"), "200"],
  );
  page.listeners.online();
  await pass(0);
  assert.equal(server.asked.length, 5, "who is not waiting does not ask when the network is back");
});

test("what is refused for good is said, and asked again with the next edit only", async (t) => {
  const { server, work, said, evaluator, pass } = start(t, [
    { status: 500, document: {} },
    { status: 422, document: { title: "Not read", detail: "why" } },
    { status: 404, document: {} },
    new TypeError("the server stopped reading"),
  ]);
  for (let turn = 0; turn < 3; turn += 1) {
    evaluator.ask();
    await pass(0);
    await pass(60_000);
  }
  work.text = "x".repeat(9 * 1024 * 1024);
  evaluator.ask();
  await pass(0);
  await pass(1);
  await pass(0);
  await pass(60_000);
  assert.equal(server.asked.length, 4);
  assert.match(said[0], /^The server failed \(500\)/);
  assert.deepEqual(said.slice(1, 3), ["Not read why", "The server refused this (404)."]);
  assert.match(said[3], /^The server did not answer\. 9\.0 MB were sent/);
});

test("a run that takes long can be stopped", async (t) => {
  const { server, said, evaluator, pass } = start(t, [{ status: 200 }]);
  server.hold();
  evaluator.ask();
  await pass(301);
  evaluator.cancel();
  await server.release();
  await pass(10_000);
  assert.deepEqual(said, ["slow", "Stopped. It is asked again with your next edit."]);
});

/** A runner of the cases of `work.scenario`; `said` is what it told. */
function startCases(t, answers) {
  const server = createServer(answers);
  t.mock.timers.enable({ apis: ["setTimeout"] });
  provide(t, { fetch: server.fetch });
  const work = { scenario: { template: "x", backend: {}, cases: [{ name: "a" }] } };
  const said = [];
  const runner = createCaseRunner({
    url: "/cases",
    read: () => work.scenario,
    onRun: (outcomes, trouble) => said.push(outcomes ?? trouble),
  });
  const run = async (milliseconds = 150) => {
    runner.schedule();
    t.mock.timers.tick(milliseconds);
    await server.settled();
  };
  return { server, work, said, runner, run };
}

test("cases run after a pause; the same text is not asked twice, and is told again", async (t) => {
  const { server, work, said, run } = startCases(t, [{ cases: [1] }, { cases: [2] }]);
  await run(149);
  assert.equal(server.asked.length, 0);
  await run();
  await run();
  work.scenario = { ...work.scenario, template: "y" };
  await run();
  assert.equal(server.asked.length, 2);
  assert.deepEqual(said, [[1], [1], [2]]);
});

test("work without cases, or without an answer for them, asks nothing", async (t) => {
  const { server, work, said, run } = startCases(t, []);
  for (const more of [{ cases: [] }, { backend: undefined }]) {
    work.scenario = { template: "x", backend: {}, cases: [{ name: "a" }], ...more };
    await run();
  }
  assert.equal(server.asked.length, 0);
  assert.deepEqual(said, ["", ""]);
});

test("a caller who asks too often is told how long to wait, and is asked for again when that is over", async (t) => {
  const detail = "This site takes 60 calls in a minute from one caller, and these were more. Try again in 40 seconds.";
  const { server, said, evaluator, pass } = start(t, [
    { status: 429, document: { detail }, headers: { "Retry-After": "40" } },
    { status: 200 },
  ]);
  evaluator.ask();
  await pass(0);
  assert.deepEqual(said, [`A moment, please; trying again. ${detail}`]);
  await pass(39_999);
  assert.equal(server.asked.length, 1);
  await pass(1);
  await pass(0);
  assert.equal(server.asked.length, 2);
});

test("cases that are refused say why and are asked again; those given up say nothing", async (t) => {
  const { server, said, runner, run } = startCases(t, [
    { status: 503, document: { detail: "No free child." } },
    { cases: [1] },
    { cases: [2] },
  ]);
  await run();
  t.mock.timers.tick(3000);
  await server.settled();
  assert.deepEqual(said, ["No free child.", [1]]);
  await run(0);
  runner.stop();
  t.mock.timers.tick(1000);
  await server.settled();
  assert.equal(server.asked.length, 2);
});

test("answers of cases that were given up are not told", async (t) => {
  const { server, work, said, runner, run } = startCases(t, [{ cases: [1] }, { status: 500, document: {} }]);
  for (let turn = 0; turn < 2; turn += 1) {
    work.scenario = { ...work.scenario, template: `${turn}` };
    server.hold();
    await run();
    runner.stop();
    await server.release();
  }
  assert.deepEqual(said, []);
});

/** The record of runs of a template `text`; `said` is what came later than its answer. */
function startTrace(t, { answers, text = "x" }) {
  const server = createServer(answers);
  t.mock.timers.enable({ apis: ["setTimeout"] });
  provide(t, { fetch: server.fetch });
  const said = [];
  const trace = createRunTrace({ url: "/evaluate", template: () => text, onTrace: (result) => said.push(result) });
  return { server, said, trace };
}

test("the record comes with the answer while that is quick, else after a pause", async (t) => {
  const { server, said, trace } = startTrace(t, { answers: [{ trace: [1] }] });
  assert.equal(trace.url("{}"), "/evaluate?trace=1");
  assert.equal(trace.answered({ trace: [] }, { text: "{}", took: 10 }), true);
  assert.equal(trace.answered({ trace: [] }, { text: "{}", took: 151 }), true);
  assert.equal(trace.url("{}"), "/evaluate");
  assert.equal(trace.answered({}, { text: "{}", took: 10 }), true);
  t.mock.timers.tick(700);
  await server.settled();
  assert.deepEqual(said, [{ trace: [1] }]);
  assert.equal(trace.url("{}"), "/evaluate?trace=1", "it was quick");
});

test("of a huge question or template there is no record", (t) => {
  const { trace } = startTrace(t, { answers: [], text: "x".repeat(100_000) });
  assert.equal(trace.url("x".repeat(1_000_000)), "/evaluate?trace=1");
  assert.equal(trace.url("x".repeat(1_000_001)), "/evaluate");
  assert.equal(trace.answered({}, { text: "x".repeat(1_000_001), took: 1 }), false);
});

test("of a long template there is none", (t) => {
  const { trace } = startTrace(t, { answers: [], text: "x".repeat(100_001) });
  assert.equal(trace.url("{}"), "/evaluate");
});

test("the record of a text that is another one since is not told, nor one that does not come", async (t) => {
  const { server, said, trace } = startTrace(t, { answers: [{ trace: [1] }, { status: 500, document: {} }] });
  server.hold();
  trace.answered({}, { text: "{}", took: 1 });
  t.mock.timers.tick(700);
  trace.stop();
  await server.release();
  trace.answered({}, { text: "{}", took: 1 });
  t.mock.timers.tick(700);
  await server.settled();
  assert.deepEqual(said, []);
});

test("a session that has ended is said, and nothing is asked again by itself", async (t) => {
  const { server, said, evaluator, pass } = start(t, [
    { status: 401, document: { title: "Unauthorized", detail: "This needs signing in." } },
  ]);
  provide(t, { dispatchEvent() {} });
  evaluator.ask();
  await pass(0);
  await pass(60_000);
  assert.deepEqual([said, server.asked.length], [["You are not signed in. Your work is kept here."], 1]);
});
