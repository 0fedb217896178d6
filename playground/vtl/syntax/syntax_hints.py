"""What most likely went wrong where a template cannot be read: from what stands there and what was expected."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playground.words import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playground.vtl.syntax.tokens import Token

    Hints = Iterator[tuple[bool, str]]

_LOOKED_BACK = 400
_NOT_THERE = frozenset({"null", "nil", "none", "undefined", "None", "NULL"})
_CLOSING = re.compile(r"`([\])}])`")
_BARE_JSONPATH = re.compile(r"""\(\$\.[^()"'\r\n]{0,200}\)?\Z""")
_NESTED_QUOTES = re.compile(r'"\$[^"\r\n]{0,200}\("\$')
_COLLECTION = re.compile(r"#\{?foreach\}?\s*\(\s*\$\S{1,80}\s+in\s+\S{1,200}\s+\Z")
_TWO_VARIABLES = re.compile(r"#\{?foreach\}?\s*\(\s*\$\S{1,80}\s*,?\s*\$\S{1,80}\s+\Z")
_FOREIGN = re.compile(
    r"#(for|while|elif|elsif|unless|switch|endif|endfor|endforeach|endwhile)(?![A-Za-z0-9_@])|#(foreach|define|set)[ \t]+\$"
)
_INSTEAD = {
    **dict.fromkeys(("for", "while"), "Velocity has no `#{}`: it loops with #foreach($item in $items)."),
    **dict.fromkeys(("elif", "elsif"), "Velocity has no `#{}`: it is written #elseif."),
    **dict.fromkeys(("unless", "switch"), "Velocity has no `#{}`: it asks with #if, #elseif and #else."),
    **dict.fromkeys(("endif", "endfor", "endforeach", "endwhile"), "Velocity has no `#{}`: every block ends with #end."),
    "foreach": "#foreach needs parentheses: #foreach($item in $items).",
    "define": "#define needs parentheses: #define($name).",
    "set": "#set needs parentheses: #set($name = value).",
}


def hint(text: str, token: Token, expected: str) -> str:
    """What to do about `token`, where `expected` should stand; empty where nothing more is to be said."""
    for hints in (_of_end, _of_string, _of_signs, _of_words):
        for holds, words in hints(text, token, expected):
            if holds:
                return words
    return ""


def foreign_directive(text: str, end: int) -> str:
    """What to write instead of a directive that Velocity does not take, not far before `end`; empty where there is none."""
    found = list(_FOREIGN.finditer(text, max(end - _LOOKED_BACK, 0), end))
    return instead_of(found[-1][1] or found[-1][2]) if found else ""


def instead_of(name: str) -> str:
    """What to write instead of a directive of another language, or of one of Velocity's that lacks its parentheses."""
    return _INSTEAD[name].format(name)


def _before(text: str, token: Token) -> str:
    """What stands before a token, not too far."""
    return text[max(token.start - _LOOKED_BACK, 0) : token.start]


def _of_end(_text: str, token: Token, expected: str) -> Hints:
    """What is never closed."""
    closing, is_error = _CLOSING.search(expected), token.kind == "ERROR"
    yield is_error and token.image.endswith(("$", "!", "#")), "A template cannot end in `$` or `#`: put a blank or a line end after it."
    yield is_error and token.image.startswith("#[["), "The text that begins here is never closed: add ]]#."
    yield token.kind == "EOF" and closing is not None, f"What was opened before is never closed: add `{closing[1] if closing else ''}`."


def _of_string(text: str, token: Token, expected: str) -> Hints:
    """Strings, and quotes in them."""
    before, image = _before(text, token), token.image
    quote = before[-1:]
    is_quote = quote in {"'", '"'}
    yield before.endswith(('\\"', "\\'")), f"Velocity has no `{before[-2:]}`: inside a string write the quote twice."
    yield image[:1] == "\\" and text[token.start + 1 : token.start + 2] in {"'", '"'}, "No backslash stands before a quote: write it alone."
    yield token.kind == "ERROR" and image[:1] in {"'", '"'}, f"The string that begins here is never closed: add {image[:1]}."
    is_word = token.kind in {"WORD", "ARGUMENT"}
    yield is_word and is_quote and "operator" in expected, f"A {quote} ends the string: one that belongs to it is written twice."
    is_nested = token.kind == "EOF" and _NESTED_QUOTES.search(text) is not None
    yield is_nested, "In a string with double quotes a path stands in single ones: \"$input.path('$.name')\"."
    yield image[:1] == "`", "A string stands in single or double quotes."
    is_bare = _BARE_JSONPATH.search(text[max(token.start - _LOOKED_BACK, 0) : token.stop]) is not None
    yield is_bare, "A JSONPath stands in quotes: $input.path('$.name')."
    is_string = token.kind == "STRING"
    yield is_string and expected.startswith("the reference"), f"A variable needs its `$`, and no quotes: `${shorten(image[1:-1], 40)}`."
    yield is_string and "operator" in expected, 'Texts are joined in one string, such as "$a and $b", or with +.'


def _of_signs(text: str, token: Token, expected: str) -> Hints:
    """Signs of other languages, and signs that are missing."""
    image, rest, before = token.image, text[token.start : token.start + 3], _before(text, token)
    last, is_set = before.rstrip()[-1:], expected == "`=`"
    yield expected == "`(`", "A condition stands in parentheses: `#if($a == 1)`."
    yield is_set and token.kind == "EQ", "#set takes one `=`."
    yield is_set and image[:1] in {"+", "-", "*", "/"}, "Write the whole computation: #set($a = $a + 1)."
    yield is_set, "#set is written `#set($name = value)`."
    yield token.kind == "EQUALS" and before.endswith(("==", "!=")), "Two signs are enough: `==` and `!=`."
    yield token.kind == "EQUALS", "To compare, write `==`."
    yield rest[:1] == ">" and before.endswith("<"), "Unequal is written `!=`."
    yield rest[:2] in {"??", "?."}, f"Velocity has no `{rest[:2]}`: what is missing is empty, and is asked for with #if."
    yield rest[:1] == "?", "Velocity has no `? :`: write #if(…)…#else…#end."
    is_minus = token.kind == "INTEGER" and image.startswith("-")
    yield is_minus, f"Velocity reads `{image}` as one number: to subtract, write `- {image[1:]}` with a blank on each side."
    yield rest[:2] == ".." and "argument" in expected, "A range stands in brackets: [1..3]."
    yield last == "," and rest[:1] in {"]", "}", ")"}, f"Remove the comma before `{rest[:1]}`."
    yield rest[:1] == ";", "Velocity has no `;`: one #set sets one variable, and a comma stands between the entries of a map."
    yield rest[:1] == "," and "operator" in expected, "One #set sets one variable."
    yield rest[:1] in {"{", ":"} and "operator" in expected, "A condition ends with `)`; its block needs no brace, and ends with #end."
    yield token.kind == "COMMENT", "A comment cannot stand inside parentheses."
    yield token.kind in {"RPAREN", "CALL_RPAREN"} and last == "(", "Something is missing between the parentheses."
    yield token.kind == "COMMA" and last == "(", "Something is missing before the comma."
    is_operand = expected == "a value" and token.kind in {"RPAREN", "AND", "OR"}
    yield is_operand, "A value is missing: `&&`, `+`, `=` and the like stand before one."
    yield expected == "`:`", "The entries of a map are written 'name': value."
    yield expected == "`}`" and rest[:1] not in {")", "]"}, "`${…}` ends with `}`, and holds one reference: names, calls and indexes."
    closing = _CLOSING.search(expected)
    yield closing is not None and rest[:1] in {")", "]", "}"}, f"Add `{closing[1] if closing else ''}` before it."


def _of_words(text: str, token: Token, expected: str) -> Hints:
    """Words without quotes and without `$`."""
    word, before = shorten(token.image.strip(), 40), _before(text, token)
    yield "a string or a reference" in expected and word[:1].isalpha(), f"A name needs quotes: ['{word}']."
    if token.kind not in {"ARGUMENT", "WORD"}:
        return
    yield word in _NOT_THERE, f'Velocity has no `{word}`: what is missing is empty, so compare with "".'
    yield word == "new", "A template makes no objects: it has lists [1, 2], maps {'a': 1}, texts and numbers."
    yield word in {"is", "in"} and "operator" in expected, "Velocity compares with ==, !=, <, >, <= and >=; a list has .contains(…)."
    is_pair = word == "in" and _TWO_VARIABLES.search(before) is not None
    yield is_pair, "#foreach has one variable: #foreach($key in $map.keySet())."
    yield _COLLECTION.search(before) is not None, "`)` ends #foreach(…) behind the collection."
    yield expected.startswith("the reference to set") or "reference or a value" in expected, f"A variable needs its `$`: `${word}`."
    yield expected.startswith("a key"), f"A name needs quotes: '{word}'."
    yield True, f"A text needs quotes, such as '{word}'; a variable needs its `$`, such as ${word}."
