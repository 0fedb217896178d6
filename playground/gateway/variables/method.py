"""`$method` and `$integration`: the client's call, and the backend's answer, by the names that parameter mappings have for them.

Evidence: AWS's samples and many users read `$method.request.path`, `.querystring`, `.header` and `.multivaluequerystring` in templates
(aws-sample: aws-doc-sdk-examples, serverless-patterns; user-reported: Zephyr.Directory, digitraffic-common). Of the other names, and of
how a whole map or list prints, no answer of AWS is known: `Uses` keeps what a template used of them.
"""

from __future__ import annotations

from difflib import get_close_matches
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar

from playground.gateway.variables.context import DEFAULT_CONTEXT
from playground.gateway.variables.parameters import HeaderMap, ParameterMap, last, visible_headers
from playground.vtl.java.java_maps import ArrangedMap, peeked_map_text
from playground.vtl.java.values import ArrayList, Host, MethodTable, list_text
from playground.words import shorten

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playground.gateway.variables.parameters import Missed, OrderDoubt, Watched
    from playground.model import Request

ReferencePath = tuple[str, ...]
"""The names from a template's variable on: ("method", "request", "body")."""
Said = tuple[str, str]
"""A message and its help."""
_MOST_USES = 50


class Uses:
    """What a template used, by its path, of which no answer of AWS is known, and what is to be said of it."""

    def __init__(self) -> None:
        self._found: dict[ReferencePath, Said] = {}

    def note(self, path: ReferencePath, said: Said) -> None:
        """Note that a template used the member at `path`."""
        if len(self._found) < _MOST_USES:
            self._found.setdefault(path, said)

    def take(self) -> dict[ReferencePath, Said]:
        """Return all of them, and forget them."""
        found, self._found = self._found, {}
        return found


def _shown(path: ReferencePath) -> str:
    return shorten(f"${'.'.join(path)}")


def _printed(path: ReferencePath, what: str) -> Said:
    message = f"`{_shown(path)}` is a whole {what}: how AWS prints it is not known; here it prints as in Java."
    one = "in a #foreach" if what == "list" else "by its name, such as `.querystring.limit`"
    return message, f"Read each value {one}."


def _unseen(path: ReferencePath, instead: str) -> Said:
    message = f"`{_shown(path)}` is documented for parameter mappings only; whether it works in a template is not known."
    return message, f"Here it is what a mapping gets. {instead}"


class ParameterValues(Host, ArrayList):
    """All values of a parameter. Looping over it is sure; how it prints is not."""

    java_class = "java.util.ArrayList"

    def __init__(self, values: list[str], path: ReferencePath, uses: Uses) -> None:
        super().__init__(values)
        self.path = path
        self.uses = uses

    def to_text(self) -> str:
        """As Velocity prints a list."""
        self.uses.note(self.path, _printed(self.path, "list"))
        return self.peek()

    def peek(self) -> str:
        """The same, of which nothing is noted."""
        return list_text(self)


class _Parameters(ArrangedMap):
    """What the maps of parameters have in common: they note what is not sure, and that a parameter is missing is no mistake."""

    path: ReferencePath
    uses: Uses

    def why_nothing(self, name: str, arguments: list[str] | None) -> str | None:
        """A call need not have each parameter."""
        return "" if arguments is None or name == "get" else None

    def to_text(self) -> str:
        """As Java prints a map."""
        self.uses.note(self.path, _printed(self.path, "map"))
        return self.peek()

    def compared_text(self) -> str:
        """The same."""
        return self.to_text()


class CallParameters(_Parameters, ParameterMap):
    """`$method.request.querystring`, `.multivaluequerystring` and `.path`."""

    def __init__(self, path: ReferencePath, members: Mapping[str, object], doubt: OrderDoubt, uses: Uses) -> None:
        super().__init__(path[-1], members, doubt)
        self.path, self.uses = path, uses


class CallHeaders(_Parameters, HeaderMap):
    """`$method.request.header` and `.multivalueheader`, and those of `$integration.response`; names are taken exactly."""

    def __init__(self, path: ReferencePath, members: Mapping[str, object], uses: Uses) -> None:
        super().__init__((name, value) for name, value in members.items())
        self.path, self.uses = path, uses
        self.sent = {name.lower(): name for name in members}

    def get(self, key: object, default: Any = None) -> Any:
        """The header; where only another case of its name is there, that is noted."""
        found = super().get(key, default)
        sent = self.sent.get(key.lower()) if found is None and isinstance(key, str) else None
        if sent is not None:
            self.uses.note((*self.path, str(key)), _other_case(self.path, str(key), sent))
        return found

    methods: ClassVar[MethodTable] = {**_Parameters.methods, ("containsKey", 1): lambda self, key: self.get(key) is not None}


def _other_case(path: ReferencePath, name: str, sent: str) -> Said:
    message = f"`{_shown((*path, name))}` is empty, for the header is `{shorten(sent, 60)}`; whether AWS minds the case here is not known."
    return message, f"Write the name as it is sent: `{_shown((*path, sent))}`."


class MemberMap(Host, dict[object, object]):
    """`$method`, `$method.request` and their like: what they hold by name, and `unsure`, of which no answer of AWS is known."""

    java_class = "java.util.LinkedHashMap"
    unsure: Mapping[str, str] = MappingProxyType({})
    """Name → what to use instead."""
    body = ""
    """What `body` is, where that is one of them."""

    def __init__(self, path: ReferencePath, members: Mapping[str, object], uses: Uses) -> None:
        super().__init__(members.items())
        self.path, self.uses = path, uses

    def __getitem__(self, key: object) -> object:
        """Nothing is found this way, so that each look-up comes to `get`."""
        raise KeyError(key)

    def get(self, key: object, default: Any = None) -> Any:
        """The member of that name."""
        if isinstance(key, str) and key in self.unsure:
            self.uses.note((*self.path, key), _unseen((*self.path, key), self.unsure[key]))
            if key == "body":
                return self.body
        return super().get(key, default)

    def to_text(self) -> str:
        """As Java prints a map."""
        self.uses.note(self.path, _printed(self.path, "map"))
        return self.peek()

    def peek(self) -> str:
        """The same, of which nothing is noted."""
        return peeked_map_text(self)

    def why_nothing(self, name: str, arguments: list[str] | None) -> str | None:
        """What there is instead."""
        if arguments is not None and name in self:
            return f"`{_shown((*self.path, name))}` is a map: write `.{name}.` and the parameter's name"
        if arguments is not None:
            return None
        return f"`{_shown(self.path)}` has no `{shorten(name, 60)}`{_instead(name, [*map(str, self), *self.unsure])}"


def _instead(name: str, names: list[str]) -> str:
    if name in DEFAULT_CONTEXT:
        return f"; use `$context.{name}`"
    meant = get_close_matches(name.lower(), names, 1, 0.6)
    return f"; it has {', '.join(f'`{shorten(one, 60)}`' for one in dict.fromkeys([*meant, *names]))}"


_BODY = "In a request template the client's body is `$input.body`, and a part of it `$input.path('$.name')`."
_REQUEST_UNSURE = {"body": _BODY, "multivalueheader": "A header's last value is `$method.request.header.NAME`."}
_RESPONSE_UNSURE = {
    "header": "Map the header to one of the client's by responseParameters; templates have the body only.",
    "multivalueheader": "Map the header to one of the client's by responseParameters; templates have the body only.",
    "body": "The backend's body is `$input.body`, and a part of it `$input.path('$.name')`.",
}


def to_method(request: Request, doubt: OrderDoubt, uses: Uses, missed: Missed) -> MemberMap:
    """`$method`: the client's call; the last value of a repeated parameter, or in the `multivalue` maps all of them."""
    path = ("method", "request")
    header = visible_headers(request)

    def values(location: str, given: Mapping[str, str | list[str]]) -> dict[str, object]:
        return {name: _values(value, (*path, location, name), uses) for name, value in given.items()}

    members: dict[str, Watched] = {
        "path": CallParameters((*path, "path"), request.path, doubt, uses),
        "querystring": CallParameters((*path, "querystring"), _last(request.querystring), doubt, uses),
        "header": CallHeaders((*path, "header"), _last(header), uses),
        "multivaluequerystring": CallParameters(
            (*path, "multivaluequerystring"), values("multivaluequerystring", request.querystring), doubt, uses
        ),
        "multivalueheader": CallHeaders((*path, "multivalueheader"), values("multivalueheader", header), uses),
    }
    for location, parameters in members.items():
        parameters.watch(location.removeprefix("multivalue"), missed)
    inner = MemberMap(path, members, uses)
    inner.unsure, inner.body = _REQUEST_UNSURE, request.body or "{}"
    return MemberMap(path[:1], {"request": inner}, uses)


def to_integration(header: Mapping[str, str | list[str]], body: str, uses: Uses) -> MemberMap:
    """`$integration`: the backend's answer, in response templates."""
    path = ("integration", "response")
    lists = {name: _values(value, (*path, "multivalueheader", name), uses) for name, value in header.items()}
    members = {
        "header": CallHeaders((*path, "header"), _last(header), uses),
        "multivalueheader": CallHeaders((*path, "multivalueheader"), lists, uses),
    }
    inner = MemberMap(path, members, uses)
    inner.unsure, inner.body = _RESPONSE_UNSURE, body or "{}"
    return MemberMap(path[:1], {"response": inner}, uses)


def _last(values: Mapping[str, str | list[str]]) -> dict[str, str]:
    return {name: last(value) for name, value in values.items()}


def _values(value: str | list[str], path: ReferencePath, uses: Uses) -> ParameterValues:
    return ParameterValues([value] if isinstance(value, str) else value, path, uses)
