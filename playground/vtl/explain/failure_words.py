"""What to do about a method that fails in Java, by the exception that it throws."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playground.vtl.java.values import JavaException

_BY_MESSAGE: Mapping[str, str] = {
    "wrong number of arguments": "It takes no argument: leave the parentheses empty.",
    "URLDecoder": "A `%` must stand before two hexadecimal digits: decode only what was encoded.",
    "the text is no base64": "Decode only what was encoded as base64.",
}
"""By how the message begins, which says more than the class."""
_BY_CLASS: Mapping[str, str] = {
    "ArithmeticException": "Ask with #if whether the numbers allow it before.",
    "ClassCastException": "Compare values of the same kind.",
    "ConcurrentModificationException": "Change another list or map than the one that the loop goes over.",
    "IllegalFormatConversionException": "Give the format a value of its kind: %s takes any, %d a whole number.",
    "IndexOutOfBoundsException": "Compare the index with .size() first.",
    "InvalidJsonException": "Give it JSON text, such as $input.body.",
    "InvalidPathException": "A JSONPath is made of `$`, then parts such as .name, ['name'], [0], [*] and [?(@.name == 'a')].",
    "MissingFormatArgumentException": "Give a value for each % of the format.",
    "NoSuchElementException": "Ask .hasNext() first.",
    "NullPointerException": 'Ask first whether the argument is defined: #if(… != "")',
    "NumberFormatException": 'Ask first whether the text is a number: .matches("[0-9]+")',
    "PatternSyntaxException": "A sign that is to stand for itself needs a backslash in a regular expression, such as `\\\\(` or `\\\\.`.",
    "StackOverflowError": "A list or map must not hold itself.",
    "StringIndexOutOfBoundsException": "Compare the index with .length() first.",
    "UnknownFormatConversionException": "Write %% for a % in a format.",
    "UnsupportedOperationException": "Change the map itself.",
}
_ELSE = "Ask with #if whether the value allows it, before the call."


def failure_help(error: JavaException) -> str:
    """What to do about an exception."""
    for begins, hint in _BY_MESSAGE.items():
        if error.message.startswith(begins):
            return hint
    return _BY_CLASS.get(error.java_class.rpartition(".")[2], _ELSE)
