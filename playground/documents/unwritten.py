"""What else changed between the Scenario that was imported and the one that is to be put back: all that is no template."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from playground.jsontext.pointer import to_pointer

if TYPE_CHECKING:
    from collections.abc import Iterator

_OF_A_DOCUMENT = ("method", "api", "gatewayResponses", "stageVariables")
"""The members of a Scenario that come from a document of an API; the others are for trying it."""
_ABSENT = object()


def without_templates(scenario: dict[str, Any], pointers: frozenset[str]) -> dict[str, Any]:
    """A Scenario's document without the templates at these JSON Pointers."""
    kept: dict[str, Any] = _without(scenario, (), pointers)
    return kept


def unwritten(imported: dict[str, Any], given: dict[str, Any], pointers: frozenset[str], *, whole: bool) -> Iterator[str]:
    """The JSON Pointers of what differs and is none of the templates at `pointers`: of a document that is a `whole` Scenario, of
    every member.
    """
    names = sorted(imported.keys() | given.keys()) if whole else _OF_A_DOCUMENT
    for name in names:
        yield from _differences(imported.get(name, _ABSENT), given.get(name, _ABSENT), (name,), pointers)


def _differences(one: Any, other: Any, path: tuple[str, ...], pointers: frozenset[str]) -> Iterator[str]:
    """The JSON Pointers of the innermost values that differ."""
    if one == other and isinstance(one, bool) == isinstance(other, bool):
        return
    if isinstance(one, dict) and isinstance(other, dict):
        for name in [*one, *(name for name in other if name not in one)]:
            yield from _differences(one.get(name, _ABSENT), other.get(name, _ABSENT), (*path, name), pointers)
    elif not (to_pointer(path) in pointers and isinstance(other, str)):
        yield to_pointer(path)


def _without(value: Any, path: tuple[str, ...], pointers: frozenset[str]) -> Any:
    if not isinstance(value, dict):
        return value
    return {name: _without(one, (*path, name), pointers) for name, one in value.items() if to_pointer((*path, name)) not in pointers}
