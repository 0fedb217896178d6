"""Expressions → values. What a name means is the scope's business; what is not known is `Unknown`, and costs who asked, nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.documents.hcl import operators
from playground.documents.hcl.functions import FUNCTIONS
from playground.documents.hcl.scope import OF_A_VALUE
from playground.documents.hcl.syntax import (
    Attribute,
    Call,
    Conditional,
    Constant,
    Expression,
    For,
    Index,
    Name,
    Object,
    Operation,
    Splat,
    Template,
    TemplateFor,
    TemplateIf,
    Text,
    Tuple,
)
from playground.documents.hcl.values import (
    SET,
    Lazy,
    Unknown,
    as_bool,
    as_number,
    as_pieces,
    as_text,
    as_whole,
    is_open,
    listed,
    number,
    object_of,
    open_attribute,
    scalar,
    shown,
    text_of,
    unknown,
)
from playground.documents.tree import Node, Piece
from playground.jsontext.source import JsonNumber

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playground.documents.hcl.scope import Scope
    from playground.documents.hcl.syntax import Part


def evaluate(expression: Expression, scope: Scope) -> Node:
    """The value of an expression. Unknown."""
    scope.budget.spend(expression)
    return _RULES[type(expression)](expression, scope)


def _constant(one: Constant, _scope: Scope) -> Node:
    return number(as_number(scalar(one.value, one), one), one) if isinstance(one.value, JsonNumber) else scalar(one.value, one)


def _name(one: Name, scope: Scope) -> Node:
    known = scope.names.get(one.name)
    return scope.find(one.name, one) if known is None else known


def _attribute(one: Attribute, scope: Scope) -> Node:
    of = evaluate(one.of, scope)
    return index(of, one.name, one) if one.name.isdigit() else attribute(of, one.name, one)


def _index(one: Index, scope: Scope) -> Node:
    of, key = evaluate(one.of, scope), evaluate(one.key, scope)
    return index(of, as_text(key, one.key), one)


def attribute(of: Node, name: str, at: Expression) -> Node:
    """The attribute of an object. Unknown."""
    if isinstance(of, Lazy) and of.find is not None:
        return of.find(name, at)
    if is_open(of):
        return open_attribute(of, name, at)
    found = of.members.get(name)
    if found is None:
        raise unknown(f"{shown(of)} has no attribute {name}", at)
    return found


def index(of: Node, key: str, at: Expression) -> Node:
    """The item of a list, or the member of an object. Unknown."""
    if isinstance(of.value, list) and of.tag != SET:
        place = as_whole(scalar(key, at), at)
        if 0 <= place < len(of.items):
            return of.items[place]
        raise unknown(f"the list has {len(of.items)} items, and none at {place}", at)
    return attribute(of, key, at)


def _splat(one: Splat, scope: Scope) -> Node:
    of = evaluate(one.of, scope)
    if is_open(of):
        return of
    items = of.items if isinstance(of.value, list) else [] if of.value is None else [of]
    return listed((evaluate(one.each, scope.inside({"*": item})) for item in items), one)


def _call(one: Call, scope: Scope) -> Node:
    special = _SPECIAL.get(one.name)
    if special is not None:
        return special(one, scope)
    known = FUNCTIONS.get(one.name)
    if known is None:
        raise unknown(f"the function {one.name} is not evaluated here", one)
    arguments = [evaluate(argument, scope) for argument in one.arguments]
    if one.spreads and arguments:
        arguments[-1:] = arguments[-1].items
    if not known.fewest <= len(arguments) <= known.most:
        raise unknown(f"the function {one.name} is called with {len(arguments)} arguments", one)
    if not known.takes_open and (unknown_one := next((each for each in arguments if is_open(each)), None)):
        return unknown_one
    if whole := next((each for each in arguments if isinstance(each, Lazy)), None):
        raise unknown(f"{whole.what} as a whole is not known", one)
    made = known.call(arguments, one, scope.surroundings)
    scope.budget.spend(one, len(made.value) if isinstance(made.value, str) else made.size * OF_A_VALUE)
    return made


def _try(one: Call, scope: Scope) -> Node:
    """The first argument that has a value."""
    refusal: Unknown | None = None
    for argument in one.arguments:
        try:
            return evaluate(argument, scope)
        except Unknown as error:
            refusal = error
    raise refusal or unknown("try is called without arguments", one)


def _can(one: Call, scope: Scope) -> Node:
    try:
        for argument in one.arguments:
            evaluate(argument, scope)
    except Unknown:
        return scalar(False, one)
    return scalar(True, one)


def _templatefile(one: Call, scope: Scope) -> Node:
    """A companion as a template, with the members of the second argument as its variables."""
    if len(one.arguments) != 2:
        raise unknown("templatefile is called with a path and an object of variables", one)
    path, given = (evaluate(argument, scope) for argument in one.arguments)
    template = scope.surroundings.template(as_text(path, one), one)
    return evaluate(template, scope.alone(given.members))


def _templatestring(one: Call, scope: Scope) -> Node:
    if len(one.arguments) != 2:
        raise unknown("templatestring is called with a template and an object of variables", one)
    text, given = (evaluate(argument, scope) for argument in one.arguments)
    return evaluate(scope.surroundings.parsed(text, one), scope.alone(given.members))


_SPECIAL: dict[str, Callable[[Call, Scope], Node]] = {
    "try": _try,
    "can": _can,
    "templatefile": _templatefile,
    "templatestring": _templatestring,
}
"""Functions that evaluate their arguments, or what they name, themselves."""


def _tuple(one: Tuple, scope: Scope) -> Node:
    return listed((evaluate(item, scope) for item in one.items), one)


def _object(one: Object, scope: Scope) -> Node:
    pairs = [(as_text(evaluate(key, scope), key), evaluate(value, scope)) for key, value in one.members]
    spans = {name: key.span for (name, _), (key, _) in zip(pairs, one.members, strict=True)}
    return object_of(pairs, one, spans)


def _for(one: For, scope: Scope) -> Node:
    kept: list[Node] = []
    keyed: dict[str, Node] = {}
    for inner in _turns(one.key, one.item, evaluate(one.of, scope), one.of, scope):
        if one.only is not None and not as_bool(evaluate(one.only, inner), one.only):
            continue
        value = evaluate(one.value, inner)
        if one.key_value is None:
            kept.append(value)
            continue
        key = as_text(evaluate(one.key_value, inner), one.key_value)
        if one.groups:
            keyed.setdefault(key, listed([], one)).items.append(value)
        elif key in keyed:
            raise unknown(f"the key {key} comes twice from this `for`", one)
        else:
            keyed[key] = value
    return listed(kept, one) if one.key_value is None else object_of(sorted(keyed.items()), one)


def _turns(key: str | None, item: str, of: Node, at: Expression, scope: Scope) -> Iterator[Scope]:
    """A scope for each item of a list or member of an object, in the order of its keys."""
    if is_open(of) or not isinstance(of.value, list | dict) or isinstance(of, Lazy):
        raise unknown(f"what a `for` goes through must be known, and {shown(of)} is not a list or an object", at)
    if isinstance(of.value, dict):
        pairs = [(scalar(name, at), one) for name, one in sorted(of.members.items())]
    else:
        pairs = [
            (one if of.tag == SET else Node(operators.digits(place), at.span, file=at.file), one) for place, one in enumerate(of.items)
        ]
    for name, one in pairs:
        scope.budget.spend(at)
        yield scope.inside({item: one} if key is None else {key: name, item: one})


def _conditional(one: Conditional, scope: Scope) -> Node:
    condition = as_bool(evaluate(one.condition, scope), one.condition)
    return evaluate(one.yes if condition else one.no, scope)


def _operation(one: Operation, scope: Scope) -> Node:
    right = evaluate(one.right, scope) if one.left is None or one.operator not in {"&&", "||"} else None
    if one.left is None and right is not None:
        return operators.unary(one.operator, right, one)
    left = evaluate(one.left, scope) if one.left is not None else None
    if left is not None and right is not None:
        return operators.binary(one.operator, left, right, one)
    is_true = left is not None and as_bool(left, one)
    if is_true == (one.operator == "||"):
        return scalar(is_true, one)
    return scalar(as_bool(evaluate(one.right, scope), one.right), one)


def _template(one: Template, scope: Scope) -> Node:
    """A text; the value itself where a template is one `${…}` alone."""
    if len(one.parts) == 1 and isinstance(one.parts[0], Expression):
        return evaluate(one.parts[0], scope)
    made = text_of(_pieces(one.parts, one, scope), one.source)
    made.span, made.file = one.span, one.file
    if not made.pieces:
        made.pieces = (Piece("", one.source, 0, 0, "hcl"),)
    scope.budget.spend(one, len(made.text or ""))
    return made


def _pieces(parts: tuple[Part, ...], template: Template, scope: Scope) -> Iterator[Piece]:
    """The pieces that parts of a template come to."""
    for part in parts:
        if isinstance(part, Text):
            yield Piece(part.text, template.source, part.start, part.end, "hcl")
        elif isinstance(part, TemplateIf):
            yield from _pieces(part.yes if as_bool(evaluate(part.condition, scope), part.condition) else part.no, template, scope)
        elif isinstance(part, TemplateFor):
            for inner in _turns(part.key, part.item, evaluate(part.of, scope), part.of, scope):
                yield from _pieces(part.body, template, inner)
        else:
            made = as_pieces(evaluate(part, scope), part)
            scope.budget.spend(part, sum(len(one.text) for one in made))
            yield from made


_RULES: dict[type[Expression], Callable[..., Node]] = {
    Constant: _constant,
    Name: _name,
    Attribute: _attribute,
    Index: _index,
    Splat: _splat,
    Call: _call,
    Tuple: _tuple,
    Object: _object,
    For: _for,
    Conditional: _conditional,
    Operation: _operation,
    Template: _template,
}
