"""What a service finds wrong with a request."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Literal, TypeAlias

from playground.words import shorten

Path: TypeAlias = tuple[str | int, ...]
"""Where a value is in a JSON body: names of members, and indexes."""
Code: TypeAlias = Literal["request.json", "request.action", "request.member", "request.type", "request.expression", "request.key"]
Severity: TypeAlias = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class ServiceError:
    """The answer of a service that refuses a request: its type, such as `ValidationException`, and what it says ("": nothing).

    `body` is the answer as it is sent; "" for that of a service with a JSON protocol, which is made of the rest.
    """

    kind: str
    message: str = ""
    status: int = 400
    namespace: str = ""
    message_member: str = "message"
    body: str = ""

    @property
    def text(self) -> str:
        """The answer's body."""
        if self.body:
            return self.body
        answer = {"__type": f"{self.namespace}#{self.kind}" if self.namespace else self.kind}
        return json.dumps(answer | ({self.message_member: self.message} if self.message else {}), ensure_ascii=False)

    @property
    def words(self) -> str:
        """The answer in a sentence."""
        return f"answers {self.status} {self.kind}" + (f": {shorten(self.message, 200)}" if self.message else "")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a service refuses, or takes although it was hardly meant so.

    Its place is the value at `path` in the body's JSON, or that member's name where `at_name`; within the text of a value from `begin` to
    `end` where those are given. Where `path` is None, it is the body from `begin` to `end`, and where that is None too, the request's
    address. `answer`: what the service answers; None where it does not refuse. `rename`: the name that the member should have, where that
    is sure. `wants`: the names of members that would have mended it: one that is spelt like them is what was meant. `looks_printed`: the
    value only looks so; it is told where a template printed a map or list.
    """

    code: Code
    severity: Severity
    message: str
    help: str = ""
    path: Path | None = None
    at_name: bool = False
    begin: int | None = None
    end: int | None = None
    answer: ServiceError | None = None
    rename: str = ""
    wants: tuple[str, ...] = ()
    looks_printed: bool = False
