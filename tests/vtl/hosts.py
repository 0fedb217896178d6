"""Small host objects that stand in for API Gateway's, so that the language is tested alone."""

from __future__ import annotations

from typing import ClassVar

from playground import vtl
from playground.jsonpath import compiler
from playground.jsontext.smart_reader import load
from playground.limits import Limits
from playground.vtl.java.values import Host, MethodTable

DOCUMENT = """{"s": "hello", "e": "", "n": 5, "z": 0, "d": 1.5, "t": true, "f": false, "nul": null, "l": [1, 2, 3], "ls": ["a", "b"],
 "le": [], "m": {"k": "v", "n": 1, "in": {"deep": "D"}}, "me": {}, "Items": [{"p": {"S": "x1"}}, {"p": {"N": "2"}}, {}], "Count": 2}"""


class Input(Host):
    """`$input`, as far as the language's own tests need it."""

    def __init__(self, body: str) -> None:
        self.body = body
        self.document = load(body)

    def path(self, path: object) -> object:
        """The value at a JSONPath; None where there is none."""
        found = compiler.compile_path(str(path)).read(self.document, 1000)
        return None if found is compiler.MISSING else found

    def get_property(self, name: str) -> object:
        return self.body if name == "body" else None

    methods: ClassVar[MethodTable] = {("path", 1): path}


def render(template: str, body: str = DOCUMENT, limits: Limits | None = None) -> str:
    """What `template` writes, with `$b` the document."""
    limits = limits or Limits()
    source = Input(body)
    return vtl.parse(template, limits).render({"input": source, "b": source.document}, vtl.Run(limits))
