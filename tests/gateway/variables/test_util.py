"""`$util`, held to the answers of commons-lang 2 and of Java's URLEncoder, URLDecoder and Base64; None: the call fails."""

from __future__ import annotations

import json

import pytest

from playground import Scenario, evaluate

ANSWERS: dict[str, dict[str, str | None]] = {
    "escapeJavaScript": {
        "": "",
        'it\'s "q"': 'it\\\'s \\"q\\"',
        "back\\slash": "back\\\\slash",
        "a/b": "a\\/b",
        "\n\r\t\b\f": "\\n\\r\\t\\b\\f",
        "\x00\x1f\x7f": "\\u0000\\u001F\x7f",
        "é\u2028": "\\u00E9\\u2028",
        "😀": "\\uD83D\\uDE00",
    },
    "urlEncode": {
        "": "",
        "a+b c%20d": "a%2Bb+c%2520d",
        "*-._~!'()": "*-._%7E%21%27%28%29",
        "a/b?c=d&e": "a%2Fb%3Fc%3Dd%26e",
        "é😀": "%C3%A9%F0%9F%98%80",
        "\x00\n": "%00%0A",
    },
    "urlDecode": {
        "": "",
        "a+b c%20d": "a b c d",
        "%C3%A9%7e": "é~",
        "%FF": "\ufffd",
        "%C3": "\ufffd",
        "é😀": "é😀",
        "%": None,
        "100%": None,
        "%zz": None,
    },
    "base64Encode": {"": "", "abc": "YWJj", "é": "w6k=", "😀": "8J+YgA==", "\x00": "AA=="},
    "base64Decode": {
        "": "",
        "aGk=": "hi",
        "aGk": "hi",
        "w6k=": "é",
        "/w==": "\ufffd",
        "a": None,
        "aG k=": None,
        "aGk==": None,
        "aGk=\n": None,
        "-_8=": None,
        "é": None,
    },
}


def ask(template: str, value: object = None) -> str | None:
    result = evaluate(Scenario.from_document({"template": template, "backend": {"body": json.dumps({"a": value})}}))
    return None if result.status == 500 else result.body


@pytest.mark.parametrize(("name", "text", "answer"), [(name, *pair) for name, pairs in ANSWERS.items() for pair in pairs.items()])
def test_a_function_answers_as_java_does(name: str, text: str, answer: str | None) -> None:
    assert ask(f"$util.{name}($input.path('$.a'))", text) == answer


@pytest.mark.parametrize("text", ["", "abc", "a+b c%20d", "é😀", "\x00\n'\"\\/", "a=b&c"])
def test_what_is_encoded_is_decoded(text: str) -> None:
    assert ask("$util.urlDecode($util.urlEncode($input.path('$.a')))", text) == text
    assert ask("$util.base64Decode($util.base64Encode($input.path('$.a')))", text) == text


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ('{"x": [1, {"y": "z"}]}', "z"),
        ('{"x": [1, {"y": 10.00}]}', "10.0"),
        ('{"x": [1, {"y": null}]}', ""),
        ("[]", ""),
        ('"text"', ""),
        ("", ""),
        ("{", None),
        ('{"x": [1, }', None),
    ],
)
def test_parse_json_gives_what_templates_can_walk(text: str, answer: str | None) -> None:
    assert ask("$util.parseJson($input.path('$.a')).x.get(1).y", text) == answer


@pytest.mark.parametrize("name", [*ANSWERS, "parseJson"])
def test_the_wrong_number_of_arguments_gives_nothing(name: str) -> None:
    assert ask(f"[$util.{name}()][$util.{name}('a', 'b')][$util.{name}]") == "[][][]"


@pytest.mark.parametrize("call", ["toJson($input)", "qr(1)", "time.nowISO8601()", "dynamodb.toDynamoDBJson('a')", "autoId()", "error('x')"])
def test_what_only_appsync_has_prints_nothing_and_is_said(call: str) -> None:
    result = evaluate(Scenario.from_document({"template": f"[$util.{call}]", "backend": {}}))
    assert (result.status, result.body) == (200, "[]")
    assert "lint.util" in {one.code for one in result.diagnostics}
