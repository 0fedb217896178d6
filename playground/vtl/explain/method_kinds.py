"""What is known of a Java method by its name alone: the type that it returns, and whether it changes something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.vtl.syntax.references import NameOrCall
from playground.vtl.syntax.walk import walk

if TYPE_CHECKING:
    from playground.vtl.syntax.references import FormalReference

_TRUE_OF_NOTHING = frozenset({"isEmpty", "isBlank"})
_BOOLEAN = _TRUE_OF_NOTHING | {
    "booleanValue", "contains", "containsAll", "containsKey", "containsValue", "contentEquals", "endsWith", "equals", "equalsIgnoreCase",
    "hasNext", "isInfinite", "isNaN", "matches", "parseBoolean", "regionMatches", "startsWith",
}  # fmt: skip
_NUMBER = frozenset({
    "byteValue", "codePointAt", "compareTo", "compareToIgnoreCase", "doubleValue", "floatValue", "hashCode", "indexOf", "intValue",
    "lastIndexOf", "length", "longValue", "max", "min", "parseByte", "parseDouble", "parseFloat", "parseInt", "parseLong", "parseShort",
    "shortValue", "size", "sum",
})  # fmt: skip
_TEXT = frozenset({
    "base64Decode", "base64Encode", "concat", "escapeJavaScript", "format", "getName", "getSimpleName", "intern", "join", "json", "repeat",
    "replace", "replaceAll", "replaceFirst", "strip", "stripLeading", "stripTrailing", "subSequence", "substring", "toBinaryString",
    "toHexString", "toJSONString", "toLowerCase", "toString", "toUpperCase", "trim", "urlDecode", "urlEncode",
})  # fmt: skip
_CHANGING = frozenset({
    "add", "addAll", "clear", "next", "put", "putAll", "putIfAbsent", "remove", "removeAll", "retainAll", "set", "setValue",
})  # fmt: skip
_GIVES = {name: kind for kind, names in ((bool, _BOOLEAN), (int, _NUMBER), (str, _TEXT)) for name in names}


def given_type(reference: FormalReference) -> type | None:
    """The type that a reference has wherever it is anything: bool, int (any number) or str; None where that is not known."""
    return _GIVES.get(_last_call(reference))


def is_true_of_nothing(reference: FormalReference) -> bool:
    """Whether it asks what a missing list or text is expected to answer with true, as it does: what is undefined is true in #if."""
    return _last_call(reference) in _TRUE_OF_NOTHING


def is_repeatable(reference: FormalReference) -> bool:
    """Whether a reference may be evaluated twice in the place of once: nothing that it calls changes anything."""
    return not any(isinstance(one, NameOrCall) and one.parameters is not None and one.name in _CHANGING for one in walk(reference))


def _last_call(reference: FormalReference) -> str:
    """The name of the method that a reference ends with; empty where it ends with none."""
    last = reference.steps[-1] if reference.steps else None
    return last.name if isinstance(last, NameOrCall) and last.parameters is not None else ""
