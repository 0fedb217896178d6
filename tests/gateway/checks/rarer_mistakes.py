"""Mistakes beside those of references and bodies: overrides, what AppSync has, what fails, what is not certain."""

from __future__ import annotations

from tests.gateway.checks.mistake import LOOP, Mistake

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
