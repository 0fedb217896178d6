import assert from "node:assert/strict";
import { test } from "node:test";
import { readPicked } from "../../../static/js/api/picked.js";
import { provide } from "../page.js";

const OPENAPI = "x-amazon-apigateway-integration";
const FOUND = { what: "a document", operations: [], leftOut: [], parameters: [], missingFiles: [] };

/** A server that asks for the files which a text names as `need NAME`; a text with "broken" is refused, one with "bare" until all are there. */
function provideServer(t) {
  const asked = [];
  const fetch = async (_, { body }) => {
    const { text, name, files } = JSON.parse(body);
    asked.push([name, Object.keys(files)]);
    const missing = [text, ...Object.values(files)]
      .flatMap((one) => [...one.matchAll(/need (\S+)/g)].map(([, path]) => path))
      .filter((path) => !(path in files));
    if (text.includes("broken")) return refusal([{ path: "/text", message: "no", line: 1 }]);
    if (text.includes("bare") && missing.length > 0) {
      return refusal([...missing.map((path) => ({ path: `/files/${path.replaceAll("/", "~1")}`, message: "was not given" }))]);
    }
    return new Response(JSON.stringify({ ...FOUND, missingFiles: missing }));
  };
  provide(t, { fetch });
  return asked;
}
const refusal = (problems) => new Response(JSON.stringify({ detail: "Refused.", problems }), { status: 422 });
const picked = (texts) => ({ texts: new Map(Object.entries(texts)), unread: [], handles: [] });

test("a document is read with the files that it names, and those that these name", async (t) => {
  const asked = provideServer(t);
  const { path, source, others } = await readPicked(
    "",
    picked({ "r/a.yaml": `${OPENAPI} need p/b.yaml`, "r/p/b.yaml": `${OPENAPI} need c.vtl`, "r/c.vtl": "", "r/d.yaml": OPENAPI }),
  );
  assert.deepEqual([path, Object.keys(source.files), others], ["r/a.yaml", ["p/b.yaml", "c.vtl"], ["r/d.yaml"]]);
  assert.deepEqual(
    asked.slice(0, 3).map(([, files]) => files.length),
    [0, 1, 2],
  );
});

test("a refusal that names files is asked again with them", async (t) => {
  provideServer(t);
  const { source } = await readPicked("", picked({ "a.yaml": `bare ${OPENAPI} need p/b.vtl`, "p/b.vtl": "x" }));
  assert.deepEqual(source.files, { "p/b.vtl": "x" });
});

test("one that is broken is passed over, and told where there is no other", async (t) => {
  provideServer(t);
  const { path } = await readPicked("", picked({ "a.yaml": `broken ${OPENAPI}`, "b.yaml": OPENAPI }));
  assert.equal(path, "b.yaml");
  await assert.rejects(
    readPicked("", picked({ "a.yaml": `broken ${OPENAPI}`, "b.yaml": `broken ${OPENAPI}` })),
    /^Error: a\.yaml: Refused/,
  );
  await assert.rejects(readPicked("", picked({ "a.yaml": "broken" })), /^Error: Refused/);
});

test("where there is none it is said what was looked for", async (t) => {
  provideServer(t);
  await assert.rejects(readPicked("", picked({ "a.yaml": "kind: Pod", "b.md": "" })), /no document of an API in this: looked for OpenAPI/);
});
