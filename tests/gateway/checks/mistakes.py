"""Mistakes in response templates, as they are made in front of DynamoDB, each with what must be said of it and the same template mended."""

from __future__ import annotations

from tests.gateway.checks.mistake import APOSTROPHE, BACKSLASH, LINES, LOOP, NO_ITEM, NOTHING, QUOTED, SAFE_TITLE, TITLE, Mistake
from tests.gateway.checks.rarer_mistakes import APPSYNC, FAILURES, OVERRIDES, UNCERTAIN

REFERENCES = {
    "a member that one item lacks": Mistake(
        "vtl.undefined", 3, "$elem.updated.S", ("item 3 of 3 has no `updated`", '#if($elem.updated.S != "")'),
        f'[\n{LOOP}\n{{"id": "$elem.id.S", "updated": "$elem.updated.S"}}#if($foreach.hasNext),#end\n#end\n]',
        f'[\n{LOOP}\n{{"id": "$elem.id.S", "updated": "$!elem.updated.S"}}#if($foreach.hasNext),#end\n#end\n]',
    ),
    "a path that leads nowhere": Mistake(
        "vtl.undefined", 2, "$input.path('$.Item.name.S')", ("`$` has no `Item`",),
        "{\n  \"name\": \"$input.path('$.Item.name.S')\"\n}",
        '{\n  "name": "#if($input.path(\'$.Item\') != "")$input.path(\'$.Item.name.S\')#end"\n}',
        NO_ITEM,
    ),
    "a loop that is to stop": Mistake(
        "vtl.undefined", 2, "$foreach.stop()", ("stops nothing", "the loop goes on", "#break ends the loop"),
        f"{LOOP}\n#if($foreach.count == 2)$foreach.stop()#end#end\n{{}}", f"{LOOP}\n#if($foreach.count == 2)#break#end#end\n{{}}",
    ),
    "a method of another language": Mistake(
        "vtl.undefined", 1, "$input.path('$.Items').count()", ("no method `count`; there is `size()`",),
        "[$input.path('$.Items').count()]", "[$input.path('$.Items').size()]",
    ),
    "a name that CloudFormation did not fill in": Mistake(
        "lint.placeholder", 1, "${TableName}", ("is empty", "Fn::Sub"), '{"t": "${TableName}"}', '{"t": "books"}',
    ),
    "a name that Terraform did not fill in": Mistake(
        "lint.placeholder", 1, "${aws_dynamodb_table.t.name}", ("Terraform", "not filled in"),
        '{"t": "${aws_dynamodb_table.t.name}"}', '{"t": "books"}',
    ),
    "a template that is still escaped": Mistake(
        "lint.escaped", 1, '\\"', ("still escaped", "as it is deployed"),
        "{\\\"n\\\": $input.path('$.Count')}", "{\"n\": $input.path('$.Count')}",
    ),
    "a misspelt variable": Mistake(
        "vtl.undefined", 2, "$inputroot.Count", ("`$inputroot` is undefined", "there is `$inputRoot`"),
        "#set($inputRoot = $input.path('$'))\n{\"n\": \"$inputroot.Count\"}",
        "#set($inputRoot = $input.path('$'))\n{\"n\": \"$inputRoot.Count\"}",
    ),
    "a member in the wrong case": Mistake(
        "vtl.undefined", 2, "$r.count", ("`$r` has no `count`", "there is `Count`"),
        "#set($r = $input.path('$'))\n{\"n\": \"$r.count\"}", "#set($r = $input.path('$'))\n{\"n\": \"$r.Count\"}",
    ),
    "a method without parentheses": Mistake(
        "vtl.undefined", 2, "$items.size", ("`size` is a method", "`.size(…)`"),
        "#set($items = $input.path('$.Items'))\n{\"n\": \"$items.size\"}",
        "#set($items = $input.path('$.Items'))\n{\"n\": \"$items.size()\"}",
    ),
    "a number taken for a text": Mistake(
        "vtl.undefined", 2, "$age.S", ("`$age` has no `S`; it has `N`",),
        "#set($age = $input.path('$.Item.age'))\n{\"age\": \"$age.S\"}", "#set($age = $input.path('$.Item.age'))\n{\"age\": \"$age.N\"}",
        '{"Item": {"age": {"N": "7"}}}',
    ),
    "a path in double quotes": Mistake(
        "vtl.undefined", 1, '$input.path("$.Item.tags[0].S")', ("`$.Item` has no `tags`",),
        '{"tag": "$input.path("$.Item.tags[0].S")"}', '{"tag": "$!input.path("$.Item.tags[0].S")"}', '{"Item": {"id": {"S": "a1"}}}',
    ),
    "a subtraction that prints": Mistake(
        "vtl.undefined", 2, "$n-1", ("`$n - 1`",), '#set($n = 5)\n{"n": "$n-1"}', '#set($n = 5)\n#set($less = $n - 1)\n{"n": "$less"}',
    ),
    "a subtraction in #set": Mistake(
        "lint.minus", 2, "$r.Count-1", ("one name", "`$r.Count - 1`"),
        "#set($r = $input.path('$'))\n#set($last = $r.Count-1)\n{\"n\": \"$!last\"}",
        "#set($r = $input.path('$'))\n#set($last = $r.Count - 1)\n{\"n\": \"$!last\"}",
    ),
    "#if on a missing Item": Mistake(
        "vtl.truth", 2, "$item", ("`$item` is empty", '`#if($item != "")`'),
        "#set($item = $input.path('$.Item'))\n#if($item)\n{\"id\": \"$!item.id.S\"}\n#else\n{}\n#end",
        "#set($item = $input.path('$.Item'))\n#if($item != \"\")\n{\"id\": \"$!item.id.S\"}\n#else\n{}\n#end", NO_ITEM,
    ),
    "#if on a path": Mistake(
        "vtl.truth", 1, "$input.path('$.Item')", ("is undefined", "only `false` is false"),
        "#if($input.path('$.Item'))\n{}\n#end", "#if($input.path('$.Item') != \"\")\n{}\n#end", NO_ITEM,
    ),
    "#if on an empty text": Mistake(
        "vtl.truth", 2, "$r.Note", ("is empty", '`#if($r.Note != "")`'),
        "#set($r = $input.path('$'))\n#if($r.Note){}#else[]#end", "#set($r = $input.path('$'))\n#if($r.Note != \"\"){}#else[]#end", NOTHING,
    ),
    "#if on 0": Mistake(
        "vtl.truth", 2, "$r.Count", ("is 0", "`#if($r.Count != 0)`"),
        "#set($r = $input.path('$'))\n#if($r.Count){}#else[]#end", "#set($r = $input.path('$'))\n#if($r.Count != 0){}#else[]#end", NOTHING,
    ),
    "#if on an empty list": Mistake(
        "vtl.truth", 2, "$r.Items", ("is empty", "isEmpty()"),
        "#set($r = $input.path('$'))\n#if($r.Items){}#else[]#end",
        "#set($r = $input.path('$'))\n#if(!$r.Items.isEmpty()){}#else[]#end", NOTHING,
    ),
    "#if on the negative of a missing Item": Mistake(
        "vtl.truth", 2, "$item", ("is empty",),
        "#set($item = $input.path('$.Item'))\n#if(!$item && true){}#else[]#end",
        "#set($item = $input.path('$.Item'))\n#if($item == \"\"){}#else[]#end",
        NO_ITEM,
    ),
    "#foreach over text": Mistake(
        "vtl.foreach-text", 2, "#foreach($elem in $input.json('$.Items'))", ("loops over a string", "use $input.path"),
        "[\n#foreach($elem in $input.json('$.Items'))\n\"$elem.id.S\"#if($foreach.hasNext),#end\n#end\n]",
        f'[\n{LOOP}\n"$elem.id.S"#if($foreach.hasNext),#end\n#end\n]',
    ),
}  # fmt: skip

BODIES = {
    "a trailing comma": Mistake(
        "body.json", 3, ",", ("a comma stands before `]`", "line 4, column 13 of the body", "#if($foreach.hasNext),#end"),
        f'[\n{LOOP}\n{{"id": "$elem.id.S"}},\n#end\n]',
        f'[\n{LOOP}\n{{"id": "$elem.id.S"}}#if($foreach.hasNext),#end\n#end\n]',
    ),
    "a trailing comma in an object": Mistake(
        "body.json", 3, ",", ("a comma stands before `}`", "line 3, column 11 of the body", "Remove the comma"),
        '{\n  "a": "x",\n  "b": 1  ,\n}', '{\n  "a": "x",\n  "b": 1\n}',
    ),
    "a comma before a member that is left out": Mistake(
        "body.json", 2, ",", ("a comma stands before `}`", "line 2, column 9 of the body", "bring its comma"),
        "{\n  \"a\": 1,\n  #if($input.path('$.Note') != \"\")\n  \"note\": 2\n  #end\n}",
        "{\n  \"a\": 1\n  #if($input.path('$.Note') != \"\")\n  , \"note\": 2\n  #end\n}",
    ),
    "a comma behind a member that is left out": Mistake(
        "body.json", 2, ",", ("a comma stands behind `{`", "bring its comma"),
        "{\n  #if($input.path('$.Note') != \"\")\"note\": 2#end, \"a\": 1\n}",
        "{\n  #if($input.path('$.Note') != \"\")\"note\": 2, #end\"a\": 1\n}",
    ),
    "a comma behind each item that is not left out": Mistake(
        "body.json", 3, ",", ("a comma stands before `]`", "`$foreach.hasNext` does not know that", "$comma"),
        f'[\n{LOOP}\n#if($elem.id.S != "c3")"$elem.id.S",#end\n#end\n]',
        f'#set($comma = "")[\n{LOOP}\n#if($elem.id.S != "c3")$comma"$elem.id.S"#set($comma = ",")#end\n#end\n]',
    ),
    "two commas": Mistake("body.json", 1, ",", ("a comma stands behind a comma", "column 9"), '{"a": 1,, "b": 2}', '{"a": 1, "b": 2}'),
    "nothing before a comma": Mistake(
        "body.json", 1, "$!input.path('$.Total')", ("`$!input.path('$.Total')` is empty before the comma", "null"),
        "[$!input.path('$.Total'), 1]", "[#if($input.path('$.Total') == \"\")null#end$!input.path('$.Total'), 1]",
    ),
    "no comma between items": Mistake(
        "body.json", 3, "{", ("a comma is missing before `{`", "#if($foreach.hasNext),#end"),
        f'[\n{LOOP}\n{{"id": "$elem.id.S"}}\n#end\n]', f'[\n{LOOP}\n{{"id": "$elem.id.S"}}#if($foreach.hasNext),#end\n#end\n]',
    ),
    "no comma between texts": Mistake(
        "body.json", 3, '"', ("a comma is missing after a text",),
        f'[\n{LOOP}\n"$elem.id.S"\n#end\n]', f'[\n{LOOP}\n"$elem.id.S"#if($foreach.hasNext),#end\n#end\n]',
    ),
    "no value": Mistake(
        "body.json", 3, "$!input.path('$.Total')", ('value missing after `"total":`', "line 3, column 10 of the body"),
        "{\n  \"count\": $input.path('$.Count'),\n  \"total\": $!input.path('$.Total'),\n  \"page\": 1\n}",
        "{\n  \"count\": $input.path('$.Count'),\n  \"total\": \"$!input.path('$.Total')\",\n  \"page\": 1\n}",
    ),
    "a quote": Mistake(
        "body.json", 2, TITLE, ("a quote ends the text too early", "line 2, column 17 of the body", "$util.escapeJavaScript"),
        f'{{\n  "title": "{TITLE}"\n}}', SAFE_TITLE, QUOTED,
    ),
    "a quote in a name": Mistake(
        "body.json", 2, "$key", ("a quote ends the name too early", "line 1, column 7 of the body", "$util.escapeJavaScript($key)"),
        "#set($m = $input.path('$'))\n{#foreach($key in $m.keySet())\"$key\": 1#if($foreach.hasNext),#end#end}",
        "#set($m = $input.path('$'))\n{#foreach($key in $m.keySet())\"$util.escapeJavaScript($key)\": 1#if($foreach.hasNext),#end#end}",
        '{"The \\"best\\"": 1, "b": 2}',
    ),
    "a quote that opens another text": Mistake(
        "body.json", 1, "$input.path('$.a')", ("a quote ends the text too early", "line 1, column 12 of the body", "escapeJavaScript"),
        "{\"a\": \"$input.path('$.a')\"}", "{\"a\": \"$util.escapeJavaScript($input.path('$.a'))\"}", '{"a": "here\\", "}',
    ),
    "JSON in quotes": Mistake(
        "body.json", 1, "$input.json('$.Items[0].id')", ("writes JSON, with quotes of its own", "remove the quotes around"),
        "{\"a\": \"$input.json('$.Items[0].id')\"}", "{\"a\": $input.json('$.Items[0].id')}",
    ),
    "a quote that is typed": Mistake(
        "body.json", 1, '"', ("a quote ends the text too early", 'Write \\" for a quote'),
        '{"a": "the "best" one"}', '{"a": "the \\"best\\" one"}',
    ),
    "a line end that is typed": Mistake(
        "body.json", 1, "\n", ("a line end stands inside a text", "write \\n for a line end"), '{"a": "one\ntwo"}', '{"a": "one\\ntwo"}',
    ),
    "a backslash that is typed": Mistake(
        "body.json", 1, "\\", ("`\\d` is no escape", "Write \\\\ for a backslash"), '{"a": "C:\\dir"}', '{"a": "C:\\\\dir"}',
    ),
    "an apostrophe that is typed": Mistake(
        "body.json", 1, "\\", ("`\\'` is no escape", "Write ' without"), '{"a": "it\\\'s"}', '{"a": "it\'s"}',
    ),
    "HTML": Mistake("body.json", 1, "<", ("The body is HTML, and is sent as application/json", "Content-Type"), "<p>Hello</p>", '"Hello"'),
    "a line end": Mistake("body.json", 2, TITLE, ("a line end stands inside a text", "column 23"),
        f'{{\n  "title": "{TITLE}"\n}}', SAFE_TITLE, LINES),
    "a backslash": Mistake("body.json", 2, TITLE, ("`\\d` is no escape",), f'{{\n  "title": "{TITLE}"\n}}', SAFE_TITLE, BACKSLASH),
    "escapeJavaScript's apostrophe": Mistake(
        "body.json", 2, f"$util.escapeJavaScript({TITLE})", ("`\\'`", "no escape of JSON's", "replaceAll"),
        f'{{\n  "title": "$util.escapeJavaScript({TITLE})"\n}}', SAFE_TITLE, APOSTROPHE,
    ),
    "a map as Java prints it": Mistake(
        "body.json", 2, "$input.path('$.Item')", ("{name=value}", "$input.json"),
        "{\n  \"item\": $input.path('$.Item')\n}", "{\n  \"item\": $input.json('$.Item')\n}", APOSTROPHE,
    ),
    "a text without quotes": Mistake(
        "body.json", 1, "$input.path('$.Items[0].id.S')", ("`a1` is not valid JSON", "double quotes"),
        "{\"id\": $input.path('$.Items[0].id.S')}", "{\"id\": \"$input.path('$.Items[0].id.S')\"}",
    ),
    "a number with a 0 before it": Mistake(
        "body.json", 1, "$input.path('$.zip')", ("a number cannot begin with 0",),
        "{\"zip\": $input.path('$.zip')}", "{\"zip\": \"$input.path('$.zip')\"}", '{"zip": "01234"}',
    ),
    "NaN": Mistake("body.json", 3, "N", ("`NaN` is not valid JSON", "line 3, column 7"), '{\n "NaN": 1,\n "a": NaN}', '{\n "a": "NaN"}'),
    "the wrong quotes": Mistake("body.json", 1, "'", ("a name in double quotes should stand",), "{'a': 1}", '{"a": 1}'),
    "a mark that cannot be seen": Mistake("body.json", 1, "\ufeff", ("byte order mark", "Delete it"), '\ufeff{"a": 1}', '{"a": 1}'),
    "an end too early": Mistake("body.json", 1, "", ("it ends too early",), '{"a": [1]', '{"a": [1]}'),
    "a text that never ends": Mistake("body.json", 1, '"', ("never ends",), '{"a": "b}', '{"a": "b"}'),
    "two values": Mistake("body.json", 2, "{", ("stands after the end of the JSON",), '{"a": 1}\n{"b": 2}', '[{"a": 1},\n{"b": 2}]'),
    "no colon": Mistake("body.json", 1, "1", ("`:` is missing before `1`",), '{"a" 1}', '{"a": 1}'),
}  # fmt: skip

MISTAKES = REFERENCES | BODIES | OVERRIDES | APPSYNC | FAILURES | UNCERTAIN
