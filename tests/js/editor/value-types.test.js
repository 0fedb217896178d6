import assert from "node:assert/strict";
import { test } from "node:test";
import { ownTerms, termsOf, typeOf, typeOfValue } from "../../../static/js/editor/value-types.js";
import { TYPES } from "../../../static/js/editor/vocabulary.js";
import { variablesIn } from "../../../static/js/lib/path-samples.js";

const TEMPLATE = `
#set($text = "a,b") #set($list = [1, 2]) #set($map = {"a": 1}) #set($yes = true) #set($n = 3) #set($d = 1.5)
#set($part = $text.split(",")) #set($same = $part) #set($self = $self) #set($sum = $n + 1) #set($tags = $method.request.multivaluequerystring.tag)
#foreach($entry in $map.entrySet())#foreach($piece in $part)#foreach($tag in $tags)#end#end#end`;

test("a reference has the type that its declarations give it", () => {
  const variables = variablesIn(TEMPLATE);
  const types = {
    ...{ $text: "String", $list: "List", $map: "Map", $yes: "Boolean", $n: "int", $d: "double" },
    ...{ $part: "String[]", "$part[0]": "String", "$part.get(0)": "String", $same: "String[]", $piece: "String" },
    ...{ $entry: "Entry", "$entry.key": "String", "$entry.value": "Object", "$map.keySet()": "Set<String>" },
    ...{ "$text.trim().length()": "int", "$!{text}": "String", '$text.replaceAll("(a)", ")")': "String" },
    ...{ "$input.params()": "$input.params", "$input.params('a')": "String", "$input.params().path": "Map<String, String>" },
    ...{
      "$stageVariables.a": "String",
      $tags: "List<String>",
      $tag: "String",
      "$context.identity.clientCert": "$context.identity.clientCert",
    },
    ...{ "$foreach.parent.index": "int", "$input.path('$.a')": "Object" },
  };
  for (const [expression, type] of Object.entries(types)) assert.equal(typeOf(expression, variables), type, expression);
});

test("what nothing is known of has no type", () => {
  const variables = variablesIn(TEMPLATE);
  const unknown = [
    "$nobody",
    "$self",
    "$sum",
    "$text.nothing()",
    "$text.length",
    "$text.trim(",
    "$list.get(0)",
    "$map.a",
    "$text - 1",
    "x",
  ];
  for (const expression of unknown) assert.equal(typeOf(expression, variables), "", expression);
});

test("a type has its own terms and those that it extends, but none that AWS may not have", () => {
  const names = (type) => termsOf(type).map(({ name }) => name);
  assert.ok(["getOrDefault", "toString"].every((name) => names("Map<String, String>").includes(name)));
  assert.ok(["toJSONString", "add", "size", "hashCode"].every((name) => names("JSONArray").includes(name)));
  assert.ok(["intValue", "isNaN"].every((name) => names("double").includes(name)));
  assert.ok(["get", "contains"].every((name) => names("String[]").includes(name)));
  assert.ok(!names("String").includes("repeat"));
  assert.deepEqual(termsOf("Unknown"), []);
});

test("what is looked for first is what only API Gateway has, and properties", () => {
  const names = (type) => ownTerms(type).map(({ name }) => name);
  assert.deepEqual(names("$input"), ["path", "json", "params", "params", "body"]);
  assert.deepEqual(names("Entry"), ["key", "value"]);
  assert.deepEqual(names("String"), []);
  assert.deepEqual(names("Object"), []);
  assert.deepEqual(names("Unknown"), []);
});

test("values of the document have types", () => {
  const types = [
    [[], "JSONArray"],
    [{}, "Map"],
    ["a", "String"],
    [1, "Number"],
    [true, "Boolean"],
    [null, ""],
    [undefined, ""],
  ];
  for (const [value, type] of types) assert.equal(typeOfValue(value), type);
});

test("every type that is named is there", () => {
  for (const { extends: parent } of Object.values(TYPES)) assert.ok(parent === "" || parent in TYPES);
});
