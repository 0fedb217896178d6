"""The intrinsic functions: each takes its argument as it stands, and the node that calls it.

Documented: intrinsic-function-reference. Conditions are in `conditions`, loops in `loops`.
"""

from __future__ import annotations

import base64
import ipaddress
import json
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from playground.documents.intrinsics.calls import Unresolved, filled, list_of, text_of
from playground.documents.intrinsics.substitution import Named, parts_of
from playground.documents.intrinsics.values import Values
from playground.documents.tree import MalformedDocument, Node, Piece, pieces_of
from playground.jsontext.source import JsonNumber
from playground.words import shorten

if TYPE_CHECKING:
    from collections.abc import Callable

    from playground.documents.intrinsics.names import Names


class Caller(Values, Protocol):
    """Whoever evaluates a template and knows its names."""

    names: Names


NO_VALUE = "AWS::NoValue"
_ZONES = "abc"
"""Zones that Fn::GetAZs gives of a region; most have three or more."""
_MOST_BLOCKS = 256


def ref(evaluator: Caller, argument: Node, node: Node) -> Node | None:
    """The value of a parameter, or what identifies a resource."""
    name = text_of(argument, "Ref", node)
    return None if name == NO_VALUE else evaluator.names.value(name, node)


def get_att(evaluator: Caller, argument: Node, node: Node) -> Node:
    """An attribute of a resource, written `Resource.Attribute` or as a list."""
    if argument.items:
        name, *rest = list_of(argument, "Fn::GetAtt", node, 2)
        return evaluator.names.attribute(
            text_of(name, "Fn::GetAtt", node), ".".join(evaluator.text(one, "Fn::GetAtt") for one in rest), node
        )
    name_text, dot, attribute = text_of(argument, "Fn::GetAtt", node).partition(".")
    if not dot:
        raise Unresolved("Fn::GetAtt must name a resource and an attribute, with a dot between them", node)
    return evaluator.names.attribute(name_text, attribute, node)


def sub(evaluator: Caller, argument: Node, node: Node) -> Node:
    """A text with names in it, and a mapping of some more names."""
    source = argument
    own: dict[str, Node] = {}
    if isinstance(argument.value, list):
        source, values = list_of(argument, "Fn::Sub", node, 2, 2)
        if not isinstance(values.value, dict):
            raise Unresolved("the second item of Fn::Sub must be a mapping from names to values", values)
        own = values.members
    text_of(source, "the text of Fn::Sub", node)
    if source.pieces or source.tag or evaluator.calls.of(source):
        source = evaluator.known(source, "the text of Fn::Sub")
    parts = parts_of(source)
    return evaluator.put_together([_named(evaluator, one, own, node) if isinstance(one, Named) else one for one in parts], node)


def _named(evaluator: Caller, part: Named, own: dict[str, Node], node: Node) -> Piece:
    """What a name in Fn::Sub becomes: its value, or itself, for VTL has such names too."""
    name = part.name.strip()
    if name in own:
        return Piece(evaluator.text(own[name], f"the value of {name} in Fn::Sub"))
    resource, dot, attribute = name.partition(".")
    if dot and resource in evaluator.template.resources.members:
        return Piece(evaluator.names.attribute(resource, attribute, node).text or "")
    if not dot and evaluator.names.knows(name):
        found = evaluator.names.value(name, node)
        return Piece(found.text if found.text is not None else ",".join(one.text or "" for one in found.items))
    name = shorten(part.name, 60)
    told = f"${{{name}}} is taken for VTL's: it names nothing of this template, and CloudFormation would refuse it in Fn::Sub."
    evaluator.names.notes.append((f"{told} Written ${{!{name}}} it is text.", node))
    return part.piece


def join(evaluator: Caller, argument: Node, node: Node) -> Node:
    """Texts with a separator between them."""
    separator, listed = list_of(argument, "Fn::Join", node, 2, 2)
    between = evaluator.text(separator, "the separator of Fn::Join")
    found = list_of(evaluator.value(listed), "the second item of Fn::Join", listed)
    pieces: list[Piece] = []
    for index, one in enumerate(found):
        text_of(one, "an item of Fn::Join", listed)
        pieces += [Piece(between)] if index and between else []
        pieces += pieces_of(one)
    return evaluator.put_together(pieces, node)


def select(evaluator: Caller, argument: Node, node: Node) -> Node | None:
    """The item at an index, counted from 0."""
    index, listed = list_of(argument, "Fn::Select", node, 2, 2)
    items = list_of(evaluator.value(listed), "the second item of Fn::Select", listed)
    digits = evaluator.text(index, "the index of Fn::Select")
    if not (digits.isascii() and digits.isdigit()) or len(digits) > 6 or int(digits) >= len(items):
        raise Unresolved(f"Fn::Select has no item {digits[:20]} in a list of {len(items)}", node)
    return items[int(digits)]


def split(evaluator: Caller, argument: Node, node: Node) -> Node:
    """A text cut at a separator."""
    separator, source = list_of(argument, "Fn::Split", node, 2, 2)
    between = evaluator.text(separator, "the separator of Fn::Split")
    if not between:
        raise Unresolved("the separator of Fn::Split must not be empty", node)
    text = evaluator.text(source, "the text of Fn::Split")
    return Node([filled(one, node) for one in text.split(between)], node.span, file=node.file)


def find_in_map(evaluator: Caller, argument: Node, node: Node) -> Node | None:
    """A value of the section Mappings, by two keys; else its DefaultValue."""
    items = list_of(argument, "Fn::FindInMap", node, 3, 4)
    keys = [evaluator.text(one, "a key of Fn::FindInMap") for one in items[:3]]
    found = evaluator.template.mappings.get(*keys)
    if found is not None:
        return found
    default = items[3].get("DefaultValue") if len(items) == 4 else None
    return evaluator.names.open(".".join(keys), node) if default is None else evaluator.value(default)


def if_(evaluator: Caller, argument: Node, node: Node) -> Node | None:
    """One of two values, by a condition."""
    name, one, other = list_of(argument, "Fn::If", node, 3, 3)
    return evaluator.value(one if evaluator.condition(text_of(name, "the condition of Fn::If", node), name) else other)


def base64_of(evaluator: Caller, argument: Node, node: Node) -> Node:
    """A text's UTF-8 in Base64."""
    text = evaluator.text(argument, "Fn::Base64")
    return filled(base64.b64encode(text.encode("utf-8", "replace")).decode("ascii"), node)


def import_value(evaluator: Caller, argument: Node, node: Node) -> Node:
    """What another stack exports."""
    return evaluator.names.open(evaluator.text(argument, "Fn::ImportValue"), node)


def get_azs(evaluator: Caller, argument: Node, node: Node) -> Node:
    """The zones of a region, "" for the stack's own."""
    region = evaluator.text(argument, "Fn::GetAZs") or evaluator.names.value("AWS::Region", node).text or ""
    return Node([filled(f"{region}{one}", node) for one in _ZONES], node.span, file=node.file)


def cidr(evaluator: Caller, argument: Node, node: Node) -> Node:
    """Blocks of addresses in a block: so many, of so many bits (32 of them where that is not said)."""
    block, count, *bits = (evaluator.text(one, "Fn::Cidr") for one in list_of(argument, "Fn::Cidr", node, 2, 3))
    try:
        number = min(int(count), _MOST_BLOCKS)
        network = ipaddress.ip_network(block, strict=False)
        blocks = network.subnets(new_prefix=network.max_prefixlen - int(bits[0] if bits else "5"))
        made = [filled(str(one), node) for one in islice(blocks, number)]
    except ValueError:
        made = [evaluator.names.open("Fn::Cidr", node)]
    return Node(made, node.span, file=node.file)


def length(evaluator: Caller, argument: Node, node: Node) -> Node:
    """How many items a list has."""
    return Node(JsonNumber(str(len(list_of(evaluator.value(argument), "Fn::Length", node)))), node.span, file=node.file)


def to_json_string(evaluator: Caller, argument: Node, node: Node) -> Node:
    """A value as JSON."""
    found = evaluator.known(argument, "Fn::ToJsonString")
    try:
        text = json.dumps(found.plain(), separators=(",", ":"), ensure_ascii=False)
    except MalformedDocument as error:
        raise Unresolved(error.message, node) from None
    return evaluator.put_together([Piece(text)], node)


def transform(evaluator: Caller, argument: Node, node: Node) -> Node | None:
    """What a macro puts in its place: of AWS::Include, the values of a file."""
    return evaluator.value(included(evaluator, argument, node))


def included(evaluator: Caller, argument: Node, node: Node) -> Node:
    """What AWS::Include puts in its place, as it stands in the file. Unresolved for other macros, which run only on deployment."""
    given = evaluator.known(argument, "Fn::Transform")
    name, location = given.get("Name"), given.get("Parameters", "Location")
    if name is None or name.value != "AWS::Include":
        raise Unresolved(f"the macro {name.text if name else ''} runs only when this is deployed", node)
    path = text_of(location, "Location of AWS::Include", node)
    found = None if "://" in path else evaluator.sources.companion_tree(path, node.file)
    if found is None:
        raise Unresolved(f"the file {path[:200]} of AWS::Include was not given", location or node)
    return found


TABLE: dict[str, Callable[[Caller, Node, Node], Node | None]] = {
    "Ref": ref,
    "Fn::GetAtt": get_att,
    "Fn::Sub": sub,
    "Fn::Join": join,
    "Fn::Select": select,
    "Fn::Split": split,
    "Fn::FindInMap": find_in_map,
    "Fn::If": if_,
    "Fn::Base64": base64_of,
    "Fn::ImportValue": import_value,
    "Fn::GetAZs": get_azs,
    "Fn::Cidr": cidr,
    "Fn::Length": length,
    "Fn::ToJsonString": to_json_string,
    "Fn::Transform": transform,
}
"""Functions by their long names."""
