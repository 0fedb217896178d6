"""What is said of one thing that a template can name: its declaration in Java's words, a line of help, and an example with its output."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

_DECLARATION = re.compile(r"(?P<static>static )?(?P<type>[\w$.]+(?:<.+?>)?(?:\[\])?(?:\(\))?) (?P<name>\w+)(?:\((?P<parameters>.*)\))?")


class Term(NamedTuple):
    """One method, property or variable."""

    declaration: str
    """As Java declares it: `int indexOf(String str, int fromIndex)`, of a property `int index`. A type of the vocabulary's own begins
    with `$`: `$context.identity identity`.
    """
    help: str
    """What it is or gives, in one sentence."""
    example: str
    """A template that uses it."""
    output: str
    """What the example writes; held by a test."""
    uncertain: str = ""
    """The code of the diagnostic that says why AWS may not have it; empty where AWS runs it."""


class DirectiveTerm(NamedTuple):
    """One directive, or another piece of syntax that begins with `#`."""

    name: str
    form: str
    """How it is written: `#set($name = value)`."""
    snippet: str
    """What an editor writes: `${…}` is a place to fill, `${}` an empty one."""
    help: str
    example: str
    output: str


class TypeTerms(NamedTuple):
    """What a value of one type has: its own terms, and those of the type that it extends."""

    terms: tuple[Term, ...]
    extends: str = "Object"
    """The type whose terms it has as well; empty for Object."""


Types = Mapping[str, TypeTerms]
"""By the type's name: Java's, without its package, or for what only API Gateway has the path that leads to it (`$context.identity`)."""


class Signature(NamedTuple):
    """A declaration, read."""

    name: str
    type: str
    """What it gives: `int`, `List<String>`, `$context.identity`."""
    parameters: tuple[tuple[str, str], ...] | None
    """(type, name) of each parameter; None for a property or a variable."""
    is_static: bool


def read_declaration(declaration: str) -> Signature:
    """The parts of a declaration. ValueError where it is none."""
    match = _DECLARATION.fullmatch(declaration)
    if match is None:
        raise ValueError(declaration)
    inner = match["parameters"]
    parameters = None if inner is None else tuple(_parameter(one) for one in inner.split(", ") if one)
    return Signature(match["name"], match["type"], parameters, is_static=match["static"] is not None)


def _parameter(written: str) -> tuple[str, str]:
    type_, _, name = written.rpartition(" ")
    return type_, name
