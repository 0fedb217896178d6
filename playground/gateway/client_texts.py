"""The texts of a call that a client writes, and the same call with others in their place.

Not the client's, or not surely: what AWS makes or checks (`$context` but the user agent and what people write into their own profile),
headers that AWS sets or that decide where a call goes, a key or a token that is checked before a template runs.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal

from playground.diagnostics import ProvingCall
from playground.jsontext.pointer import to_pointer
from playground.jsontext.strict import MalformedJson, load_json
from playground.words import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from playground.gateway.checks.template.parameter_reads import ParameterRead
    from playground.gateway.checks.template.payload_reads import Node
    from playground.model import Scenario

Kind = Literal["path", "querystring", "header", "query name", "body", "member", "member name", "context"]
TreePath = tuple[str | int, ...]

MOST_OF_BODY = 32 * 1024
"""Characters of a client's body that is looked into; a longer one is one text as a whole."""
_MOST_MEMBERS = 60
_IS_NAME = re.compile(r"[A-Za-z_][\w-]*")
_DEEPEST = 12
NOT_FREE = frozenset({
    "accept", "accept-encoding", "authorization", "connection", "content-encoding", "content-length",
    "content-md5", "content-type", "expect",
    "host", "max-forwards", "proxy-authenticate", "server", "te", "trailer", "transfer-encoding", "upgrade", "via", "www-authenticate",
    "x-amz-cf-id", "x-amzn-trace-id", "x-api-key", "x-forwarded-for", "x-forwarded-port", "x-forwarded-proto",
})  # fmt: skip
"""Headers that AWS sets or hides, or that decide whether and where a template runs."""
_IN_A_PROFILE = (
    "name", "given_name", "family_name", "middle_name", "nickname", "preferred_username", "profile", "picture", "website", "address",
)  # fmt: skip
"""Claims that people write themselves (documented: cognito user-pool-settings-attributes: clients may write the standard ones)."""


@dataclass(frozen=True, slots=True)
class ClientText:
    """A text that the client writes: its kind, the names that lead to it, and what it is in this call; "" where it is left out."""

    kind: Kind
    path: TreePath
    value: str = ""

    @property
    def may_hold_lines(self) -> bool:
        """Whether it may hold a line end: a header may not."""
        return self.kind not in {"header", "context"}

    @property
    def shown(self) -> str:
        """How a sentence names it."""
        name = shorten(".".join(map(str, self.path)), 60)
        return _SHOWN[self.kind].format(name)


_SHOWN: dict[Kind, str] = {
    "path": "the path parameter `{}`",
    "querystring": "the query parameter `{}`",
    "header": "the header `{}`",
    "query name": "the name of a query parameter",
    "body": "the body",
    "member": "the body's `{}`",
    "member name": "the name of the body's member `{}`",
    "context": "the claim `{}`",
}


def with_texts(scenario: Scenario, texts: Iterable[tuple[ClientText, str]]) -> tuple[Scenario, ProvingCall]:
    """The Scenario with other texts of its client's, and the change that the last of them is."""
    request, context, body = scenario.request, scenario.context, _Body(scenario.request.body)
    call = ProvingCall("", "")
    for one, text in texts:
        if one.kind in {"path", "querystring", "header"}:
            members = {**getattr(request, one.kind), str(one.path[0]): text}
            request = request.model_copy(update={one.kind: members})
            call = ProvingCall(to_pointer(("request", one.kind, str(one.path[0]))), text)
        elif one.kind == "query name":
            request = request.model_copy(update={"querystring": {**request.querystring, text: "1"}})
            call = ProvingCall(to_pointer(("request", "querystring", text)), "1")
        elif one.kind == "context":
            context = _laid(context, one.path, text)
            call = ProvingCall(to_pointer(("context", *map(str, one.path))), text)
        else:
            body.put(one, text)
            call = ProvingCall("/request/body", "")
    written = body.text()
    if call.where == "/request/body":
        call = ProvingCall(call.where, written)
    return scenario.model_copy(update={"request": request.model_copy(update={"body": written}), "context": context}), call


class _Body:
    """A client's body whose members are replaced; it is read at the first."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._document: Any = None

    def put(self, one: ClientText, text: str) -> None:
        """Put a text in the place of a member, of a member's name, or of everything."""
        if one.kind == "body":
            self._text, self._document = text, None
            return
        if self._document is None:
            self._document = load_json(self._text) if self._text.strip() else {}
        self._document = _renamed(self._document, one.path, text) if one.kind == "member name" else _laid(self._document, one.path, text)

    def text(self) -> str:
        """The body."""
        return self._text if self._document is None else json.dumps(self._document, ensure_ascii=False)


def _laid(value: Any, path: TreePath, text: str) -> Any:
    """A copy of a value with a text at a path; what leads there is made where it is not there."""
    if not path:
        return text
    first, rest = path[0], path[1:]
    if isinstance(value, list) and isinstance(first, int):
        return [_laid(one, rest, text) if index == first else one for index, one in enumerate(value)]
    members = value if isinstance(value, dict) else {}
    return {**members, first: _laid(members.get(first), rest, text)}


def _renamed(value: Any, path: TreePath, name: str) -> Any:
    """A copy of a value in which the last name of a path is another."""
    first, rest = path[0], path[1:]
    if isinstance(value, list):
        return [_renamed(one, rest, name) if index == first else one for index, one in enumerate(value)]
    if not isinstance(value, dict):
        return value
    if not rest:
        return {name if key == first else key: one for key, one in value.items()}
    return {key: _renamed(one, rest, name) if key == first else one for key, one in value.items()}


class Reads:
    """What a template says of the client's texts: its text, and what reading it tells of parameters and of the body."""

    def __init__(self, text: str, parameters: Sequence[ParameterRead], payload: Node | None) -> None:
        """`payload`: None where `$input` has no body of the client's."""
        self.text = text
        self.parameters = parameters
        self.payload = payload

    @staticmethod
    def may_read(text: str, *, has_body: bool) -> bool:
        """Whether a template may read anything that a client writes; cheap."""
        return has_body or any(name in text for name in ("params", "method", "userAgent", "claims"))


def client_texts(scenario: Scenario, reads: Reads, body: str) -> Iterator[ClientText]:
    """What a client writes and a template may print; `body`: what the template wrote for the call as it is."""
    yield from _parameters(scenario, reads, body)
    identity = scenario.context.get("identity")
    own = identity.get("userAgent") if isinstance(identity, dict) else None
    if "userAgent" in reads.text and own is None:
        sent = next((name for name in scenario.request.header if name.lower() == "user-agent"), "User-Agent")
        yield ClientText("header", (sent,), _last(scenario.request.header.get(sent, "")))
    elif "userAgent" in reads.text:
        yield ClientText("context", ("identity", "userAgent"), str(own))
    if "claims" in reads.text:
        yield from _claims(scenario, reads.text)
    if reads.payload is not None:
        yield from _body_texts(scenario, reads, reads.payload, body)


def _parameters(scenario: Scenario, reads: Reads, body: str) -> Iterator[ClientText]:
    """Parameters of the call that the template names, or that it goes over; those that it asks for and the call lacks."""
    request, text = scenario.request, reads.text
    if "params" not in text and "method" not in text:
        return
    free = {name: value for name, value in request.header.items() if name.lower() not in NOT_FREE}
    known: set[str] = set()
    for kind, members in (("path", request.path), ("querystring", request.querystring), ("header", free)):
        for name, given in members.items():
            value = _last(given)
            known.add(name.lower())
            if name.lower() in text.lower() or (value and value in body):
                yield ClientText(kind, (name,), value)  # type: ignore[arg-type]  # the three names are kinds
    for read in reads.parameters:
        if read.name.lower() in known | NOT_FREE or read.location not in {"", "path", "querystring", "header"}:
            continue
        known.add(read.name.lower())
        yield ClientText(read.location or _declared(scenario, read.name), (read.name,))  # type: ignore[arg-type]  # as above
    if "keySet" in text or "entrySet" in text:
        yield ClientText("query name", ("name",), "name")


def _declared(scenario: Scenario, name: str) -> str:
    """Where a parameter is that `$input.params('x')` asks for: where the method declares it, or its resource's path; else the query."""
    declared = scenario.effective_method.requestParameters
    for kind in ("path", "querystring", "header"):
        if f"method.request.{kind}.{name}" in declared:
            return kind
    return "path" if f"{{{name}}}" in str(scenario.context.get("resourcePath", "")) else "querystring"


def _claims(scenario: Scenario, text: str) -> Iterator[ClientText]:
    """What a signed-in person writes of their own."""
    authorizer = scenario.context.get("authorizer")
    claims = authorizer.get("claims") if isinstance(authorizer, dict) else None
    for name in _IN_A_PROFILE if isinstance(claims, dict) else ():
        value = claims.get(name) if isinstance(claims, dict) else None
        if name in text and isinstance(value, str):
            yield ClientText("context", ("authorizer", "claims", name), value)


def _body_texts(scenario: Scenario, reads: Reads, payload: Node, body: str) -> Iterator[ClientText]:
    """Texts of the client's body: its members, their names where a template goes over them, what it reads and the call lacks, all of it."""
    text = scenario.request.body
    if may_be_validated(scenario):
        return
    document = document_of(text)
    if isinstance(document, (dict, list)):
        is_over_names = "keySet" in reads.text or "entrySet" in reads.text
        yield from islice(_members(document, reads.text, body, is_over_names=is_over_names), _MOST_MEMBERS)
        if isinstance(document, dict):
            yield from islice(_lacking(payload, document), _MOST_MEMBERS)
    if document is None or "body" in reads.text:
        yield ClientText("body", (), text)


def may_be_validated(scenario: Scenario) -> bool:
    """Whether a validator is named that is not known: what it lets through cannot be told."""
    name = scenario.effective_method.requestValidatorId
    return bool(name) and name not in scenario.api.requestValidators


def document_of(text: str) -> object:
    """The body as JSON, `{}` for none; None where it is no JSON, or too long to be looked into."""
    if len(text) > MOST_OF_BODY:
        return None
    try:
        return load_json(text) if text.strip() else {}
    except (MalformedJson, RecursionError):
        return None


def _members(document: object, text: str, body: str, *, is_over_names: bool) -> Iterator[ClientText]:
    """The texts, numbers and Booleans in a body that a template may print, and the names of members, where it goes over them."""
    waiting: list[tuple[TreePath, object]] = [((), document)]
    while waiting:
        path, value = waiting.pop(0)
        if isinstance(value, (dict, list)):
            if len(path) < _DEEPEST:
                waiting += [((*path, name), one) for name, one in (value.items() if isinstance(value, dict) else enumerate(value))]
            if is_over_names and isinstance(value, dict):
                yield from (ClientText("member name", (*path, name), name) for name in value if name in body)
            continue
        shown = value if isinstance(value, str) else json.dumps(value)
        if any(isinstance(name, str) and name in text for name in path[-1:]) or (shown and shown in body):
            yield ClientText("member", path, "" if value is None else shown)


def _lacking(node: Node, document: dict[str, object]) -> Iterator[ClientText]:
    """Members that a template reads and the body lacks."""
    waiting = [node]
    while waiting:
        here = waiting.pop(0)
        waiting += here.children.values()
        path = here.path()
        if here.children or not path or len(path) > _DEEPEST or not all(map(_IS_NAME.fullmatch, path)):
            continue
        value: object = document
        for name in path:
            value = value.get(name, value) if isinstance(value, dict) and name in value else None
        if value is None and all(isinstance(one, dict) for one in _on_the_way(document, path)):
            yield ClientText("member", tuple(path))


def _on_the_way(document: object, path: list[str]) -> Iterator[object]:
    """The values that are there on the way to a path, but its end."""
    for name in path:
        if document is None:
            return
        yield document
        document = document.get(name) if isinstance(document, dict) else None


def _last(value: str | list[str]) -> str:
    return value if isinstance(value, str) else (value[-1] if value else "")
