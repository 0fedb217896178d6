"""HCL's functions that read files, and write and read other formats."""

from __future__ import annotations

import base64
import binascii
import hashlib
import posixpath
import urllib.parse
from typing import TYPE_CHECKING

from playground.documents.hcl.function_types import Function
from playground.documents.hcl.text_functions import json_text
from playground.documents.hcl.values import Lazy, as_pieces, as_text, is_text, scalar, shown, text_of, unknown
from playground.documents.tree import Piece

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playground.documents.hcl.function_types import Surroundings
    from playground.documents.hcl.syntax import Expression
    from playground.documents.tree import Node


def _jsonencode(arguments: list[Node], at: Expression, _: Surroundings) -> Node:
    return text_of(_json(arguments[0], at), at)


def _json(node: Node, at: Expression) -> Iterator[Piece]:
    """A value as Terraform writes JSON: without blanks, members in the order of their names."""
    if isinstance(node, Lazy):
        raise unknown(f"{node.what} as a whole is not known", at)
    if isinstance(node.value, dict):
        yield Piece("{")
        for place, (name, one) in enumerate(sorted(node.members.items())):
            yield from (Piece("," if place else ""), Piece('"'), *json_text([Piece(name)]), Piece('":'))
            yield from _json(one, at)
        yield Piece("}")
    elif isinstance(node.value, list):
        yield Piece("[")
        for place, one in enumerate(node.items):
            yield Piece("," if place else "")
            yield from _json(one, at)
        yield Piece("]")
    elif is_text(node):
        yield from (Piece('"'), *json_text(as_pieces(node, at)), Piece('"'))
    else:
        yield Piece("null" if node.value is None else node.text or "")


def _yamlencode(arguments: list[Node], at: Expression, _: Surroundings) -> Node:
    return text_of(_yaml(arguments[0], at, ""), at)


def _yaml(node: Node, at: Expression, indent: str) -> Iterator[Piece]:
    """A value as Terraform writes YAML: blocks, members in the order of their names, texts in quotes or as `|` blocks."""
    if isinstance(node.value, dict) and node.value:
        for place, (name, one) in enumerate(sorted(node.members.items())):
            yield from (Piece(indent if place else ""), Piece('"'), *json_text([Piece(name)]), Piece('":'))
            yield from _yaml_member(one, at, indent)
    elif isinstance(node.value, list) and node.value:
        for place, one in enumerate(node.items):
            yield Piece(f"{indent if place else ''}- ")
            yield from _yaml(one, at, f"{indent}  ")
    elif is_text(node) and (node.text or "").endswith("\n") and not (node.text or "").startswith((" ", "\n")):
        lines = (node.text or "")[:-1].split("\n")
        yield Piece("|\n" + "".join(f"{indent}{line}\n" if line else "\n" for line in lines))
    else:
        yield from _json(node, at)
        yield Piece("\n")


def _yaml_member(node: Node, at: Expression, indent: str) -> Iterator[Piece]:
    """The value of a member, behind its colon."""
    if isinstance(node.value, dict) and node.value:
        yield Piece(f"\n{indent}  ")
        yield from _yaml(node, at, f"{indent}  ")
    elif isinstance(node.value, list) and node.value:
        yield Piece(f"\n{indent}")
        yield from _yaml(node, at, indent)
    else:
        yield Piece(" ")
        yield from _yaml(node, at, f"{indent}  ")


def _decoded(arguments: list[Node], at: Expression, surroundings: Surroundings) -> Node:
    return surroundings.tree(arguments[0], at)


def _base64decode(arguments: list[Node], at: Expression, _: Surroundings) -> Node:
    try:
        return scalar(base64.b64decode(as_text(arguments[0], at), validate=True).decode(), at)
    except (binascii.Error, ValueError):
        raise unknown(f"{shown(arguments[0])} is no text in base64", at) from None


def _of_bytes(change: Callable[[bytes], str]) -> Callable[[list[Node], Expression, Surroundings], Node]:
    """A function of a text's bytes in UTF-8."""
    return lambda arguments, at, _: scalar(change(as_text(arguments[0], at).encode("utf-8", "replace")), at)


def _base64(given: bytes) -> str:
    return base64.b64encode(given).decode("ascii")


def _file(arguments: list[Node], at: Expression, surroundings: Surroundings) -> Node:
    return surroundings.file(as_text(arguments[0], at), at)


def _fileexists(arguments: list[Node], at: Expression, surroundings: Surroundings) -> Node:
    return scalar(surroundings.has_file(as_text(arguments[0], at)), at)


def _of_file(change: Callable[[bytes], str]) -> Callable[[list[Node], Expression, Surroundings], Node]:
    """A function of a file's bytes."""
    return lambda arguments, at, files: scalar(
        change((files.file(as_text(arguments[0], at), at).text or "").encode("utf-8", "replace")), at
    )


def _of_path(change: Callable[[str], str]) -> Callable[[list[Node], Expression, Surroundings], Node]:
    return lambda arguments, at, _: scalar(change(as_text(arguments[0], at)), at)


def _hash(name: str) -> Callable[[bytes], str]:
    """The digest of bytes, as digits of base 16; nothing is kept secret by it."""
    return lambda given: hashlib.new(name, given, usedforsecurity=False).hexdigest()


def _base64_hash(name: str) -> Callable[[bytes], str]:
    return lambda given: _base64(hashlib.new(name, given, usedforsecurity=False).digest())


ENCODINGS: dict[str, Function] = {
    "base64decode": Function(_base64decode),
    "base64encode": Function(_of_bytes(_base64)),
    "base64sha256": Function(_of_bytes(_base64_hash("sha256"))),
    "basename": Function(_of_path(posixpath.basename)),
    "dirname": Function(_of_path(posixpath.dirname)),
    "file": Function(_file),
    "filebase64": Function(_of_file(_base64)),
    "filebase64sha256": Function(_of_file(_base64_hash("sha256"))),
    "fileexists": Function(_fileexists),
    "filemd5": Function(_of_file(_hash("md5"))),
    "filesha1": Function(_of_file(_hash("sha1"))),
    "filesha256": Function(_of_file(_hash("sha256"))),
    "jsondecode": Function(_decoded),
    "jsonencode": Function(_jsonencode, takes_open=True),
    "md5": Function(_of_bytes(_hash("md5"))),
    "sha1": Function(_of_bytes(_hash("sha1"))),
    "sha256": Function(_of_bytes(_hash("sha256"))),
    "sha512": Function(_of_bytes(_hash("sha512"))),
    "urlencode": Function(_of_bytes(urllib.parse.quote_plus)),
    "yamldecode": Function(_decoded),
    "yamlencode": Function(_yamlencode, takes_open=True),
}
