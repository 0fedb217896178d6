"""`$input`: the payload and the client's parameters, as templates see them (documented: api-gateway-mapping-template-reference)."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, NoReturn

from playground.jsonpath.compiler import MISSING, InvalidPath, compile_path
from playground.jsontext.smart_reader import NotSmartJson, load
from playground.vtl.java.arguments import TEXT, takes
from playground.vtl.java.values import Host, JavaException, MethodTable, to_json

if TYPE_CHECKING:
    from collections.abc import Callable

    from playground.gateway.variables.call import Call
    from playground.vtl import Run


class Payload:
    """A body, read as JSON when it is first asked for; `refuse` is called with what is wrong with it.

    `is_held`: the text stands for a body that came otherwise.
    """

    def __init__(self, text: str, refuse: Callable[[NotSmartJson], NoReturn], *, is_held: bool = False) -> None:
        self.text = text
        self._refuse = refuse
        self._read = False
        self._document: object = None
        self._is_held = is_held

    @property
    def document(self) -> object:
        """The value: an empty body is `{}`, and a text that is no JSON and begins with neither `{` nor `[` is text.

        Evidence: recorded: ls/input-body, ls/sqs/without-payload; recorded: toqoz.
        """
        if not self._read:
            self.require_json()
        return self._document

    def require_json(self) -> None:
        """Read the value, unless it was read before: a body that begins like JSON and is none is refused."""
        if not self._read:
            self._document = self._load()
            self._read = True

    @property
    def was_read(self) -> bool:
        """Whether somebody asked for the value."""
        return self._read

    def holding(self, text: str) -> Payload:
        """One like this that holds another text."""
        return Payload(text, self._refuse, is_held=True)

    def anew(self) -> Payload:
        """The same one before anybody read it: a template may change the value that it got."""
        return Payload(self.text, self._refuse, is_held=self._is_held)

    @cached_property
    def error_message(self) -> object:
        """The value of the JSON in `errorMessage`, which Lambda functions answer; None where there is no such text, or it is no JSON."""
        message = self.document.get("errorMessage") if isinstance(self.document, dict) else None
        try:
            return load(message) if isinstance(message, str) else None
        except NotSmartJson:
            return None

    @property
    def seen(self) -> object:
        """The value, if it was asked for before; else None."""
        return self._document

    @property
    def is_text(self) -> bool:
        """Whether the value was asked for, and the body as it came is no JSON."""
        return isinstance(self._document, str) and not self._is_held and not self.text.lstrip().startswith('"')

    def _load(self) -> object:
        if not self.text.strip():
            return {}
        try:
            return load(self.text)
        except NotSmartJson as error:
            if self.text.lstrip()[0] in "{[":
                self._refuse(error)
            return self.text


_LONGEST_TOLD = 200
_READ_OTHERWISE = re.compile(r"[\[,]\s*-\d+\s*[\],]|\.length\(\)")
"""What versions of Jayway read differently: an index from the end (a slice is none), and `.length()`."""
_PATH_STEP = re.compile(r"\.[A-Za-z_][\w-]*|\['[^']*'\]|\[[0-9]+\]")
_PLAIN_PATH = re.compile(rf"\$((?:{_PATH_STEP.pattern})*)")


def _uncertain_path() -> tuple[str, str]:
    """AWS's version of Jayway is not known."""
    message = "Indexes from the end and .length() are read as Jayway JsonPath 2.0 reads them; which version AWS runs is not known."
    return message, "Use a slice such as [-1:], or .size() on the list."


class Input(Host):
    """`$input`, over one payload."""

    java_class = "com.amazonaws.Input"

    def __init__(self, payload: Payload, call: Call, run: Run) -> None:
        self.payload = payload
        self.call = call
        self.run = run

    def get_property(self, name: str) -> object:
        """`body`: the payload's text; `{}` for an empty one (recorded: ls/input-body, ls/sqs/without-payload)."""
        return (self.payload.text or "{}") if name == "body" else None

    def _read(self, path: str) -> object:
        if _READ_OTHERWISE.search(path):
            self.run.notes.tell("uncertain.jsonpath", self.run.span, _uncertain_path, "info")
        try:
            limits = self.run.limits
            return compile_path(path).read(self.payload.document, limits.jsonpath, min(limits.regex, self.run.seconds_left()))
        except InvalidPath as error:
            raise JavaException("com.jayway.jsonpath.InvalidPathException", str(error)) from error

    def path(self, path: str) -> object:
        """The value at a JSONPath; nothing where there is none (recorded: ls/input-path/empty-body)."""
        found = self._read(path)
        return None if found is MISSING else found

    def why_nothing(self, name: str, arguments: list[str] | None) -> str | None:
        """For `$input.path('$.a.b')`: the first part of the path that is missing, or null."""
        parts = _PLAIN_PATH.fullmatch(arguments[0]) if name == "path" and arguments else None
        if parts is None or len(parts[0]) > _LONGEST_TOLD:
            return None
        if self.payload.is_text:
            return "the body is no JSON"
        there = "$"
        for step in _PATH_STEP.findall(parts[1]):
            found = compile_path(there + step).read(self.payload.document, self.run.limits.jsonpath)
            if found is MISSING:
                return f"`{there}` has no `{step.removeprefix('.')}`"
            there += step
            if found is None:
                return f"`{there}` is null"
        return None

    def known_result(self, name: str, arguments: list[str]) -> object:
        """The value at a plain path, and all parameters."""
        if name == "params" and not arguments:
            return self.call.params
        if name != "path" or len(arguments) != 1 or len(arguments[0]) > _LONGEST_TOLD or not _PLAIN_PATH.fullmatch(arguments[0]):
            return None
        found = compile_path(arguments[0]).read(self.payload.document, self.run.limits.jsonpath)
        return None if found is MISSING else found

    def json(self, path: str) -> str:
        """The compact JSON of the value at a JSONPath; two quotes where there is none (hand-written: hand/no-json-payload)."""
        found = self._read(path)
        return '""' if found is MISSING else to_json(found)

    def param(self, name: str) -> str:
        """A parameter of the client's, searched in path, query string and header (doc/params-order)."""
        for location in ("path", "querystring", "header"):
            found = self.call.params.get(location)
            if isinstance(found, dict) and name in found:
                return str(found[name])
        self.call.missed.add("", name)
        return ""

    methods: ClassVar[MethodTable] = {
        ("path", 1): takes(TEXT)(path),
        ("json", 1): takes(TEXT)(json),
        ("params", 0): lambda self: self.call.params,
        ("params", 1): takes(TEXT)(param),
    }
