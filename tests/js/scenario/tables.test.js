/* The table that is made for a request. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { tableFor } from "../../../static/js/scenario/tables.js";

test("a table has the name and the keys of the request", () => {
  const { definition } = tableFor('{"TableName": "Songs", "Key": {"artist": {"S": "x"}, "year": {"N": "1"}}}');
  assert.equal(definition.TableName, "Songs");
  assert.deepEqual(definition.KeySchema, [
    { AttributeName: "artist", KeyType: "HASH" },
    { AttributeName: "year", KeyType: "RANGE" },
  ]);
  assert.deepEqual(definition.AttributeDefinitions, [
    { AttributeName: "artist", AttributeType: "S" },
    { AttributeName: "year", AttributeType: "N" },
  ]);
});

test("a request that tells nothing makes a table with one key", () => {
  for (const sent of ["", "{", "null", "[]"])
    assert.deepEqual(tableFor(sent).definition.KeySchema, [{ AttributeName: "id", KeyType: "HASH" }]);
});
