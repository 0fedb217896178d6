"""What the fuzzers send: templates by their grammar and broken ones, paths, bodies, Scenarios that are nearly right."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from hypothesis import strategies as st

from tests.fuzz import methods

NAMES = [
    "b",
    "x",
    "input",
    "util",
    "context",
    "foreach",
    "velocityCount",
    "stageVariables",
    "b.l",
    "b.m",
    "b.s",
    "b.n",
    "context.responseOverride",
    "method",
    "method.request",
    "method.request.header",
    "method.request.multivaluequerystring",
    "integration.response",
]
METHODS = [
    *("size", "isEmpty", "get", "put", "putAll", "add", "addAll", "remove", "removeAll", "retainAll", "contains", "containsKey", "keySet"),
    *(
        "values",
        "entrySet",
        "subList",
        "indexOf",
        "set",
        "clear",
        "iterator",
        "next",
        "hasNext",
        "toArray",
        "toString",
        "hashCode",
        "equals",
    ),
    *(
        "substring",
        "length",
        "replace",
        "replaceAll",
        "replaceFirst",
        "split",
        "matches",
        "trim",
        "toUpperCase",
        "concat",
        "charAt",
        "format",
    ),
    *("compareTo", "intValue", "doubleValue", "path", "json", "params", "body", "escapeJavaScript", "parseJson", "urlEncode", "urlDecode"),
    *(
        "base64Encode",
        "base64Decode",
        "getClass",
        "getName",
        "forName",
        "__class__",
        "__init__",
        "class",
        "valueOf",
        "status",
        "header",
        "Items",
    ),
]
TEXTS = [
    "",
    "a",
    "x y",
    "é😀",
    "\ud800",
    "\0",
    "\\",
    "$b.s",
    "#if",
    "(a|aa)+$",
    "[a-z",
    "$1",
    "${g}",
    "%s",
    "%99d",
    "$.a[0]",
    "$..*",
    "1",
    "-0",
    "1e999",
]
NUMBERS = ["0", "1", "-1", "2147483647", "-2147483648", "9999999999", "1.5", ".5", "1e3", "1e999", "0.1e-999", "9" * 40]
OPERATORS = ["==", "!=", "<", ">=", "&&", "||", "+", "-", "*", "/", "%", "and", "eq", "lt"]
LOOSE = [
    *(
        "$",
        "#",
        "\\",
        '"',
        "'",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "#end",
        "#else",
        "#elseif(",
        "#stop",
        "#break",
        "##",
        "#*",
        "*#",
        "#[[",
        "]]#",
        "$!{",
    ),
    *(
        " ",
        "\n",
        "\r\n",
        "\t",
        "text",
        "é",
        "😀",
        "\ud83d",
        "\0",
        "..",
        ",",
        "=",
        "#if(",
        "#foreach(",
        "#set(",
        "#macro(m)",
        "#m()",
        "#define($d)",
    ),
    *("#evaluate(", "#include('x')", "#parse('x')", "#@m()", "#{if}", "#literal()", "$d", "${", "$x.", "$x[", "$x.y("),
]
WORDS = [
    "a",
    "Items",
    "S",
    "length()",
    "size()",
    "*",
    "?(@.a",
    "0",
    "-1",
    "1:2",
    "'a'",
    "'",
    "@.length-1",
    "@",
    "$",
    "..",
    "=~ /(a+)+/",
    "&&",
    "in",
    "null",
]


@lru_cache(maxsize=1)
def texts() -> st.SearchStrategy[str]:
    """Any text, half surrogates too."""
    return st.sampled_from(TEXTS) | st.text(st.characters(), max_size=12)


@lru_cache(maxsize=1)
def quoted() -> st.SearchStrategy[str]:
    """A text of VTL in its quotes."""
    return st.builds(lambda sign, text: sign + text.replace(sign, "") + sign, st.sampled_from("\"'"), texts())


@lru_cache(maxsize=1)
def expressions() -> st.SearchStrategy[str]:
    """References with members, indices and calls of anything on anything; literals; operators."""
    leaves = st.sampled_from([*NUMBERS, "true", "false", "null"]) | quoted() | st.sampled_from(NAMES).map("$".__add__)

    def inside(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        arguments = st.lists(inner, max_size=3).map(", ".join)
        step = st.one_of(
            st.sampled_from(METHODS).map(".{}".format),
            st.builds(".{}({})".format, st.sampled_from(METHODS), arguments),
            inner.map("[{}]".format),
        )
        return st.one_of(
            st.builds("${}{}".format, st.sampled_from(NAMES), st.lists(step, min_size=1, max_size=3).map("".join)),
            arguments.map("[{}]".format),
            st.builds("[{}..{}]".format, inner, inner),
            st.builds("{{{}: {}}}".format, inner, inner),
            st.builds("({} {} {})".format, inner, st.sampled_from(OPERATORS), inner),
            inner.map("!{}".format),
        )

    return st.recursive(leaves, inside, max_leaves=6)


@lru_cache(maxsize=1)
def templates() -> st.SearchStrategy[str]:
    """Directives in directives, around expressions, with loose pieces between."""
    places = st.sampled_from(
        ["$x", "$b.s", "$b.l[0]", "$b.m.k", "$context.responseOverride.status", "$context.responseOverride.header.A", "$foreach"]
    )
    leaves = st.one_of(expressions(), st.sampled_from(LOOSE), texts(), st.builds("#set({} = {})".format, places, expressions()))

    def inside(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        block = st.lists(inner, max_size=3).map("".join)
        return st.one_of(
            block,
            st.builds("#if({}){}#else{}#end".format, expressions(), block, block),
            st.builds("#foreach($i in {}){}#end".format, expressions(), block),
            st.builds('"{}"'.format, block),
        )

    made = st.recursive(leaves, inside, max_leaves=12)
    return st.builds("{}{}".format, st.sampled_from(["", "#set($b = $input.path('$'))"]), made)


@lru_cache(maxsize=1)
def values() -> st.SearchStrategy[Any]:
    """JSON values, some of them large numbers or deep."""
    leaves = st.none() | st.booleans() | st.integers() | st.floats() | texts()
    return st.recursive(leaves, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts(), inner, max_size=4), max_leaves=10)


@lru_cache(maxsize=1)
def bodies() -> st.SearchStrategy[str]:
    """JSON, JSON with a piece cut out or put in, and what is no JSON."""
    written = st.one_of(
        values(), st.fixed_dictionaries({"s": texts(), "l": st.lists(values(), max_size=3), "m": st.dictionaries(texts(), values())})
    )
    sound = written.map(json.dumps)
    broken = st.builds(
        lambda text, at, piece: text[: at % (len(text) + 1)] + piece + text[(at + 1) % (len(text) + 1) :], sound, st.integers(0), texts()
    )
    return st.one_of(sound, broken, texts(), st.integers(0, 3000).map(lambda deep: "[" * deep + "]" * deep))


@lru_cache(maxsize=1)
def paths() -> st.SearchStrategy[str]:
    """JSONPaths by their pieces, in no order that holds."""
    piece = st.one_of(st.sampled_from(WORDS), texts(), st.sampled_from([".", "[", "]", "['", "']", "[?(", ")]", " ", "$"]))
    whole = st.one_of(
        st.builds("['{}']".format, texts()),
        st.builds("[?(@.{} {} {})]".format, texts(), st.sampled_from(["==", "<", "in", "=~"]), texts()),
        piece,
    )
    return st.builds("{}{}".format, st.sampled_from(["$", "$.", "@", ""]), st.lists(whole, max_size=6).map("".join))


@lru_cache(maxsize=1)
def scenarios() -> st.SearchStrategy[dict[str, Any]]:
    """Scenarios of which now and then a member is of the wrong kind."""
    table = st.dictionaries(texts(), st.one_of(texts(), st.none()), max_size=2)
    code = st.sampled_from(["200", "400", "404", 500, "x"])
    templates_of = st.fixed_dictionaries({}, optional={"application/json": templates(), "text/plain": templates(), "": texts()})
    expression = st.sampled_from(
        ["integration.response.header.A", "integration.response.body.s", "method.request.header.A", "context.x", "'v'", "stageVariables.x"]
    )
    mapping = st.dictionaries(
        st.sampled_from(["method.response.header.A", "integration.request.header.B", "integration.request.path.c", "x"]), expression
    )
    response = st.fixed_dictionaries(
        {"statusCode": code}, optional={"selectionPattern": texts(), "responseTemplates": templates_of, "responseParameters": mapping}
    )
    integration = st.fixed_dictionaries(
        {"type": st.sampled_from(["AWS", "HTTP", "MOCK", "AWS_PROXY"])},
        optional={
            "requestTemplates": templates_of,
            "requestParameters": mapping,
            "passthroughBehavior": st.sampled_from(["WHEN_NO_MATCH", "NEVER", None]),
            "integrationResponses": st.dictionaries(code.map(str), response, max_size=3),
            "uri": texts(),
        },
    )
    request = st.fixed_dictionaries({}, optional={"path": table, "querystring": table, "header": table, "body": bodies()})
    backend = st.fixed_dictionaries({}, optional={"status": st.integers(90, 610), "header": table, "body": bodies()})
    table_of_items = st.fixed_dictionaries({"definition": st.dictionaries(texts(), values(), max_size=2)}, optional={"items": values()})
    around = {"tables": st.lists(table_of_items, max_size=2), "failure": st.sampled_from([*methods.FAILURES, None, "x"])}
    expect = st.fixed_dictionaries(
        {},
        optional={"status": st.integers(90, 610), "body": values(), "header": table, "integrationRequest": st.builds(dict, body=values())},
    )
    shared: dict[str, st.SearchStrategy[Any]] = {
        "request": request,
        "backend": backend,
        "context": st.dictionaries(st.sampled_from(["x", "identity", "responseOverride", "authorizer"]), values(), max_size=2),
        "stageVariables": table,
        "gatewayResponses": methods.gateway_responses(),
        "api": methods.apis(),
        "cases": st.lists(st.fixed_dictionaries({"name": texts()}, optional={"backend": backend, **around, "expect": expect}), max_size=2),
        **around,
        "title": values(),
        "version": st.sampled_from([1, 2, "1"]),
    }
    short = st.fixed_dictionaries(
        {"template": templates(), "backend": backend}, optional={name: shared[name] for name in ("request", "context", "stageVariables")}
    )
    whole = st.fixed_dictionaries({"methodIntegration": integration}, optional=methods.checks())
    method = st.fixed_dictionaries({"method": whole}, optional=shared)
    return short | method
