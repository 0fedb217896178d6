import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { createEvents } from "../../../static/js/app/events.js";
import { createHeldAnswer } from "../../../static/js/app/held-answer.js";

const good = (status) => ({ status, diagnostics: [{ severity: "warning", code: "vtl.undefined" }] });
const half = (status) => ({ status, diagnostics: [{ severity: "error", code: "vtl.unclosed" }] });

/** Runs `steps` with a clock that only they turn on: what was shown, and how often something was held. */
function watch(steps) {
  mock.timers.enable({ apis: ["setTimeout"] });
  const told = { seen: [], holds: 0 };
  const events = createEvents();
  const held = createHeldAnswer({ events, show: ({ status }) => told.seen.push(status), onHold: () => (told.holds += 1) });
  const take = (result) => events.emit("answer", result);
  try {
    steps({ take, held, events, told, pass: (milliseconds) => mock.timers.tick(milliseconds) });
  } finally {
    mock.timers.reset();
  }
  return told;
}

test("half a line leaves the answer for a second, however often it is asked", () => {
  const { seen, holds } = watch(({ take, told, pass }) => {
    take(good(200));
    take(half(500));
    pass(900);
    take(half(501));
    pass(99);
    assert.equal(told.holds, 2);
    pass(1);
    take(half(502));
  });
  assert.deepEqual(seen, [200, 501, 502]);
  assert.equal(holds, 2);
});

test("a better answer is seen at once, and what was held never", () => {
  const { seen } = watch(({ take, held, pass }) => {
    take(good(200));
    take(half(500));
    take(good(201));
    pass(5000);
    take(half(500));
    pass(999);
    held.flush();
  });
  assert.deepEqual(seen, [200, 201, 500]);
});

test("the first answer, that of other work and one asked for by hand are seen at once", () => {
  const { seen } = watch(({ take, events }) => {
    take(half(500));
    take(good(200));
    events.emit("load");
    take(half(501));
    take(good(201));
    events.emit("run");
    take(half(502));
  });
  assert.deepEqual(seen, [500, 200, 501, 201, 502]);
});
