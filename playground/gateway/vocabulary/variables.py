"""What is said of `$input`, `$util`, `$method`, `$integration` and the stage variables (`gateway/variables/`), the most used first."""

from __future__ import annotations

from playground.vtl.vocabulary import Term, Types, TypeTerms

_METHOD = "uncertain.method"

VARIABLES = (
    Term("$input input", "What came: the body and the client's parameters.", "$input.path('$.Count')", "2"),
    Term("$util util", "API Gateway's functions.", '$util.urlEncode("a b")', "a+b"),
    Term("$context context", "What is known of the call; overrides are set here.", "$context.stage", "prod"),
    Term("$method method", "The client's call, its parameters by their places.", "$method.request.path.id", "42"),
    Term("Map<String, String> stageVariables", "The variables of the stage.", "$stageVariables.table", "items"),
    Term(
        "$integration integration",
        "The backend's answer, in response templates.",
        "$integration.response.header.x-cache",
        "hit",
        _METHOD,
    ),
)

INPUT = (
    Term(
        "Object path(String jsonPath)",
        "The value at a JSONPath of the body; its members can be read and looped over.",
        "#foreach($item in $input.path('$.Items'))$item.id.S #end",
        "a1 b2 ",
    ),
    Term(
        "String json(String jsonPath)",
        "The value at a JSONPath of the body, written as JSON.",
        "$input.json('$.Items[0].price')",
        '{"N":"9.5"}',
    ),
    Term(
        "String params(String name)",
        "A parameter of the client's request, looked for in path, query string and headers; empty where it is missing.",
        "$input.params('limit')",
        "10",
    ),
    Term(
        "$input.params params()",
        "All parameters, by their places.",
        "#foreach($name in $input.params().querystring.keySet())$name #end",
        "limit tag ",
    ),
    Term("String body", "The body as it came; `{}` where there is none.", '$input.body.contains("Count")', "true"),
)
PARAMS = (
    Term("Map<String, String> path", "The parameters of the path.", "$input.params().path.id", "42"),
    Term(
        "Map<String, String> querystring",
        "The parameters of the query string; of a repeated one the last value.",
        "$input.params().querystring.tag",
        "red",
    ),
    Term(
        "Map<String, String> header",
        "The client's headers; of a repeated one the last value.",
        "$input.params().header.get('X-Tenant')",
        "blue",
    ),
)

UTIL = (
    Term(
        "String escapeJavaScript(String s)",
        "Escapes a string for use inside a JSON string. It writes `'` as `\\'`, which JSON does not know: "
        """add `.replaceAll("\\\\'", "'")`.""",
        '#set($s = "5 "" wide")\n$util.escapeJavaScript($s)',
        '5 \\" wide',
    ),
    Term(
        "Object parseJson(String json)",
        "The value that a JSON text writes; its members can be read and looped over.",
        """#set($value = $util.parseJson('{"a": [1, 2]}'))\n$value.a[1]""",
        "2",
    ),
    Term("String urlEncode(String s)", "The string as a form sends it: a blank is `+`.", '$util.urlEncode("a b&c")', "a+b%26c"),
    Term("String urlDecode(String s)", "The reverse of `urlEncode`.", '$util.urlDecode("a+b%26c")', "a b&c"),
    Term("String base64Encode(String s)", "The string's UTF-8 in base64.", '$util.base64Encode("Hello")', "SGVsbG8="),
    Term("String base64Decode(String s)", "The reverse of `base64Encode`.", '$util.base64Decode("SGVsbG8=")', "Hello"),
)

METHOD = (Term("$method.request request", "The client's call.", "$method.request.path.id", "42"),)
METHOD_REQUEST = (
    Term("Map<String, String> path", "The parameters of the path, as they stand in the URL.", "$method.request.path.id", "42"),
    Term(
        "Map<String, String> querystring",
        "The parameters of the query string; of a repeated one the last value.",
        "$method.request.querystring.tag",
        "red",
    ),
    Term(
        "Map<String, String> header",
        "The client's headers; their names count as they were sent, capital or not.",
        "$method.request.header.X-Tenant",
        "blue",
    ),
    Term(
        "Map<String, List<String>> multivaluequerystring",
        "All values of each parameter of the query string, to loop over.",
        "#foreach($tag in $method.request.multivaluequerystring.tag)$tag #end",
        "new red ",
    ),
    Term(
        "Map<String, List<String>> multivalueheader",
        "All values of each header, to loop over.",
        "#foreach($value in $method.request.multivalueheader.X-Tenant)$value #end",
        "blue ",
        _METHOD,
    ),
    Term("String body", "The client's body.", "$method.request.body", "{}", _METHOD),
)
INTEGRATION = (Term("$integration.response response", "The backend's answer.", "$integration.response.header.x-cache", "hit", _METHOD),)
INTEGRATION_RESPONSE = (
    Term("Map<String, String> header", "The backend's headers.", "$integration.response.header.x-cache", "hit", _METHOD),
    Term(
        "Map<String, List<String>> multivalueheader",
        "All values of each of the backend's headers, to loop over.",
        "#foreach($value in $integration.response.multivalueheader.x-cache)$value #end",
        "hit ",
        _METHOD,
    ),
    Term("String body", "The backend's body.", '$integration.response.body.contains("Count")', "true", _METHOD),
)

TYPES: Types = {
    "$input": TypeTerms(INPUT, ""),
    "$input.params": TypeTerms(PARAMS, "Map"),
    "$util": TypeTerms(UTIL, ""),
    "$method": TypeTerms(METHOD, ""),
    "$method.request": TypeTerms(METHOD_REQUEST, ""),
    "$integration": TypeTerms(INTEGRATION, ""),
    "$integration.response": TypeTerms(INTEGRATION_RESPONSE, ""),
}
