"""Mistakes in response templates, as they are made in front of DynamoDB, each with what must be said of it and the same template mended."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Mistake:
    """`mark` is the piece of `template` that the diagnostic of `code` must point at, in `line`; `words` must be in its message or help."""

    code: str
    line: int
    mark: str
    words: tuple[str, ...]
    template: str
    mended: str
    body: str = (
        '{"Count": 3, "Items": ['
        '{"id": {"S": "a1"}, "title": {"S": "The \\"best\\" one"}, "updated": {"S": "2024-01-02"}},'
        '{"id": {"S": "b2"}, "title": {"S": "first line\\nsecond"}, "updated": {"S": "2024-01-03"}},'
        '{"id": {"S": "c3"}, "title": {"S": "it\'s"}}]}'
    )


NO_ITEM = "{}"
NOTHING = '{"Count": 0, "Items": [], "Note": ""}'
QUOTED = '{"Item": {"title": {"S": "The \\"best\\" one"}}}'
LINES = '{"Item": {"title": {"S": "first line\\nsecond"}}}'
APOSTROPHE = '{"Item": {"title": {"S": "it\'s"}}}'
BACKSLASH = '{"Item": {"title": {"S": "C:\\\\dir"}}}'
LOOP = "#foreach($elem in $input.path('$.Items'))"
TAKE_BACK = """.replaceAll("\\\\'", "'")"""
TITLE = "$input.path('$.Item.title.S')"
SAFE_TITLE = f'{{\n  "title": "$util.escapeJavaScript({TITLE}){TAKE_BACK}"\n}}'

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

OVERRIDES = {
    "a status that is text": Mistake(
        "override.status", 1, '#set($context.responseOverride.status = "404")', ('the text "404", not a number', "without quotes"),
        '#set($context.responseOverride.status = "404")\n{}', "#set($context.responseOverride.status = 404)\n{}",
    ),
    "a status that DynamoDB gave as N": Mistake(
        "override.status", 1, "#set($context.responseOverride.status = $input.path('$.code.N'))", ('the text "409"', "parseInt"),
        "#set($context.responseOverride.status = $input.path('$.code.N'))\n{}",
        "#set($n = 0)#set($context.responseOverride.status = $n.parseInt($input.path('$.code.N')))\n{}", '{"code": {"N": "409"}}',
    ),
    "a status that is undefined": Mistake(
        "override.status", 1, "#set($context.responseOverride.status = $input.path('$.code'))", ("is empty", "100 to 599"),
        "#set($context.responseOverride.status = $input.path('$.code'))\n{}",
        "#if($input.path('$.code') != \"\")#set($context.responseOverride.status = $input.path('$.code'))#end\n{}",
    ),
    "a status out of range": Mistake(
        "override.status", 2, "#set($context.responseOverride.status = 600)", ("600 is ignored", "100 to 599"),
        "{}\n#set($context.responseOverride.status = 600)", "{}\n#set($context.responseOverride.status = 599)",
    ),
    "a status set twice": Mistake(
        "override.repeated", 3, "#set($context.responseOverride.status = 410)", ("status was overridden 2 times", "5XX"),

        "#set($context.responseOverride.status = 404)\n#if($input.path('$.Count') == 3)\n"
        "#set($context.responseOverride.status = 410)\n#end\n{}",
        "#if($input.path('$.Count') == 3)\n#set($context.responseOverride.status = 410)\n#else\n"
        "#set($context.responseOverride.status = 404)\n#end\n{}",
    ),
    "a header set twice": Mistake(
        "override.repeated", 2, "#set($context.responseOverride.header.ETag = 'b')", ("header ETag was overridden 2 times",),
        "#set($context.responseOverride.header.ETag = 'a')\n#set($context.responseOverride.header.ETag = 'b')\n{}",
        "#set($context.responseOverride.header.ETag = 'b')\n{}",
    ),
    "responseOverride.headers": Mistake(
        "lint.override", 1, "$context.responseOverride.headers.Location", ("responseOverride.headers", "Did you mean `header`?"),
        "#set($context.responseOverride.headers.Location = '/x')\n{}", "#set($context.responseOverride.header.Location = '/x')\n{}",
    ),
    "responseOverride['headers']": Mistake(
        "lint.override", 1, "$context.responseOverride['headers'].Location", ("Did you mean `header`?",),
        "#set($context.responseOverride['headers'].Location = '/x')\n{}", "#set($context.responseOverride['header'].Location = '/x')\n{}",
    ),
    "responseOverride.statusCode": Mistake(
        "lint.override", 1, "$context.responseOverride.statusCode", ("Did you mean `status`?",),
        "#set($context.responseOverride.statusCode = 404)\n{}", "#set($context.responseOverride.status = 404)\n{}",
    ),
    "responseoverride": Mistake(
        "lint.override", 1, "$context.responseoverride.status", ("Did you mean `responseOverride`?",),
        "#set($context.responseoverride.status = 404)\n{}", "#set($context.responseOverride.status = 404)\n{}",
    ),
}  # fmt: skip

APPSYNC = {
    "$util.toJson": Mistake(
        "lint.util", 1, "$util.toJson($input.path('$.Items'))", ("`$util.toJson` exists in AppSync only", "$input.json"),
        "{\"items\": $util.toJson($input.path('$.Items'))}", "{\"items\": $input.json('$.Items')}",
    ),
    "$util.dynamodb": Mistake(
        "lint.util", 2, "$util.dynamodb.toDynamoDBJson($id)", ("`$util.dynamodb` exists in AppSync only", '{"S": '),
        "#set($id = 'a1')\n{\"id\": \"$util.dynamodb.toDynamoDBJson($id)\"}", "#set($id = 'a1')\n{\"id\": {\"S\": \"$id\"}}",
    ),
    "$util.time": Mistake(
        "lint.util", 1, "$util.time.nowISO8601()", ("`$util.time`", "$context.requestTime"),
        '{"at": "$util.time.nowISO8601()"}', '{"at": "$context.requestTime"}',
    ),
    "a misspelt helper": Mistake(
        "lint.util", 1, "$util.escapeJavascript('a')", ("does not exist", "Did you mean `$util.escapeJavaScript`?"),
        "[\"$util.escapeJavascript('a')\"]", "[\"$util.escapeJavaScript('a')\"]",
    ),
    "#return": Mistake("lint.not-run", 2, "#return", ("AppSync only", "#stop"), "{}\n#return", "{}\n#stop"),
    "#macro": Mistake(
        "lint.not-run", 1, "#macro(row $x)<$!x>#end", ("AWS runs no #macro", "#define"),
        "#macro(row $x)<$!x>#end\n{}", "#define($row)<$!x>#end\n{}",
    ),
    "#evaluate": Mistake("lint.not-run", 2, "#evaluate('1')", ("AWS runs no #evaluate",), "[\n#evaluate('1')\n]", "[\n1\n]"),
}  # fmt: skip

FAILURES = {
    "an #if without #end": Mistake(
        "vtl.unclosed", 2, "#if", ("open since line 2", "add `#end`"),
        "{\n#if($input.path('$.Count') == 3)\n\"n\": 3\n}", "{\n#if($input.path('$.Count') == 3)\n\"n\": 3\n#end\n}",
    ),
    "an #end too many": Mistake("vtl.stray", 2, "#end", ("has no matching directive",), "{}\n#end", "{}"),
    "an #else in a loop": Mistake(
        "vtl.stray", 3, "#else", ("cannot stand inside `#foreach`", "since line 2"), f"[\n{LOOP}\n#else\n#end\n]", f"[\n{LOOP}\n#end\n]",
    ),
    "one = in a condition": Mistake(
        "vtl.syntax", 1, "=", ("Expected", "found `=`", "write `==`"), "#if($input.path('$.Count') = 3){}#end",
        "#if($input.path('$.Count') == 3){}#end",
    ),
    "a loop without a collection": Mistake(
        "vtl.directive", 2, "#foreach($elem)x#end", ("needs a variable and a collection",), "[\n#foreach($elem)x#end\n]",
        f"[\n{LOOP}#end\n]",
    ),
    "an index that is not there": Mistake(
        "vtl.method", 2, ".get(7)", ("`get(7)` fails in Java", "Index 7 out of bounds for length 3"),
        "{\n\"id\": \"$input.path('$.Items').get(7).id.S\"}", "{\n\"id\": \"$input.path('$.Items').get(2).id.S\"}",
    ),
}  # fmt: skip

UNCERTAIN = {
    "escapeJavaScript of a letter beyond ASCII": Mistake(
        "uncertain.escape", 1, ".escapeJavaScript('aé')", ("`\\u....`", "not recorded"),
        "[\"$util.escapeJavaScript('aé')\"]", "[\"$util.escapeJavaScript('a/b')\"]",
    ),
    "a slash in a list": Mistake(
        "uncertain.slash", 1, "$input.path('$.l')", ("`\\/`", "not recorded"), "{\"l\": $input.path('$.l')}",
        "{\"l\": $input.json('$.l')}", '{"l": ["a/b"]}',
    ),
    "an index from the end": Mistake(
        "uncertain.jsonpath", 1, ".path('$.l[-1]')", ("Jayway",), "[\"$!input.path('$.l[-1]')\"]",
        "[\"$!input.path('$.l[0]')\"]", '{"l": ["a"]}',
    ),
    "a newer Java's method": Mistake(
        "uncertain.java", 2, ".strip()", ("Java 11",), "#set($s = ' 1 ')\n[$s.strip()]", "#set($s = ' 1 ')\n[$s.trim()]",
    ),
}  # fmt: skip

MISTAKES = REFERENCES | BODIES | OVERRIDES | APPSYNC | FAILURES | UNCERTAIN
