"""What an expression means: the names and values that it uses, and what its functions and operators take.

Documented: "Condition and filter expressions, operators, and functions", "Update expressions", "Key condition expressions" (developer
guide). Seen by users, word for word: the messages.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from playground.services.dynamodb.expressions.parser import parse_condition, parse_projection, parse_update
from playground.services.dynamodb.expressions.syntax import Call, Comparison, DocumentPath, Logical, Sum, ValuePlaceholder
from playground.services.dynamodb.expressions.tokens import ExpressionFault, Token
from playground.services.dynamodb.reserved_words import RESERVED_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playground.services.dynamodb.expressions.syntax import Condition, Operand, UpdateAction

_COUNTS = {"attribute_exists": 1, "attribute_not_exists": 1, "size": 1}
_ORDERED = frozenset({"<", "<=", ">", ">=", "BETWEEN"})
_ORDERED_TYPES = frozenset({"S", "N", "B"})
_MUST_BE_PATH = frozenset({"attribute_exists", "attribute_not_exists", "if_not_exists"})
_KEY_OPERATORS = frozenset({"=", "<", "<=", ">", ">=", "BETWEEN"})
_TYPES = frozenset({"S", "N", "B", "SS", "NS", "BS", "M", "L", "NULL", "BOOL"})


@dataclass(slots=True)
class Uses:
    """What an expression uses: placeholders of names and of values, and what is wrong with it."""

    names: set[str] = field(default_factory=set)
    values: set[str] = field(default_factory=set)
    faults: list[ExpressionFault] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Given:
    """What stands beside expressions: ExpressionAttributeNames and ExpressionAttributeValues, {} where they are not there."""

    names: Mapping[str, Any]
    values: Mapping[str, Any]

    def kind_of(self, operand: Operand) -> str:
        """The type of a value, such as `N`; "" where it is not known."""
        if isinstance(operand, ValuePlaceholder):
            value = self.values.get(operand.token.text)
            return next(iter(value), "") if isinstance(value, dict) and len(value) == 1 else ""
        return "N" if isinstance(operand, Call) and operand.name.text == "size" else ""

    def name_of(self, token: Token) -> str:
        """The attribute's name that a token stands for."""
        value = self.names.get(token.text) if token.kind == "placeholder" else token.text
        return value if isinstance(value, str) else token.text


def uses_of(member: str, text: str, given: Given) -> Uses:
    """What the expression of a member, such as `UpdateExpression`, uses. Of one that is no expression, the first fault alone."""
    uses = Uses()
    if not text.strip():
        uses.faults.append(ExpressionFault("The expression can not be empty;", 0, len(text), "Leave the member away.", "it is empty"))
        return uses
    try:
        if member == "ProjectionExpression":
            _of_projection(parse_projection(text), given, uses)
        elif member == "UpdateExpression":
            _of_update(parse_update(text), given, uses)
        else:
            condition = parse_condition(text)
            _of_condition(condition, given, uses)
            if member == "KeyConditionExpression" and not uses.faults:
                uses.faults += _of_keys(condition, given)
    except ExpressionFault as fault:
        uses.faults.insert(0, fault)
    return uses


def _of_projection(paths: list[DocumentPath], given: Given, uses: Uses) -> None:
    for path in paths:
        _of_path(path, given, uses)
    _overlaps(paths, given, uses)


def _of_update(actions: list[UpdateAction], given: Given, uses: Uses) -> None:
    for action in actions:
        _of_path(action.path, given, uses)
        if action.value is not None:
            _of_operand(action.value, given, uses)
            _of_added(action, given, uses)
    _overlaps([action.path for action in actions], given, uses)


def _of_added(action: UpdateAction, given: Given, uses: Uses) -> None:
    """ADD takes a number or a set, DELETE a set."""
    kind = given.kind_of(action.value) if action.value is not None else ""
    allowed = {"ADD": {"N", "SS", "NS", "BS"}, "DELETE": {"SS", "NS", "BS"}}.get(action.clause.word)
    if allowed is None or not kind or kind in allowed or not isinstance(action.value, ValuePlaceholder):
        return
    word, token = action.clause.word, action.value.token
    says = f"Incorrect operand type for operator or function; operator: {word}, operand type: {kind}, typeSet: ALLOWED_FOR_{word}_OPERAND"
    takes = "a number or a set" if word == "ADD" else "a set"
    uses.faults.append(
        ExpressionFault(says, token.begin, token.end, f"{word} takes {takes}.", f"{word} cannot take {token.text}, whose type is {kind}")
    )


def _of_condition(condition: Condition, given: Given, uses: Uses) -> None:
    for one in _each(condition):
        if isinstance(one, Call):
            _of_operand(one, given, uses)
            continue
        operands = (one.left, *one.right)
        for operand in operands:
            _of_operand(operand, given, uses)
        _same_operand(one, given, uses)
        for operand in operands if one.operator.word in _ORDERED else ():
            kind = given.kind_of(operand)
            if kind and kind not in _ORDERED_TYPES:
                _wrong_kind(one.operator.word, operand, kind, uses)


def _each(condition: Condition) -> Iterator[Comparison | Call]:
    """Each comparison and function of a condition."""
    if isinstance(condition, Logical):
        for one in condition.parts:
            yield from _each(one)
    else:
        yield condition


def _same_operand(comparison: Comparison, given: Given, uses: Uses) -> None:
    """Both sides must differ."""
    if not isinstance(comparison.left, DocumentPath):
        return
    left = _names(comparison.left, given)
    if any(isinstance(one, DocumentPath) and _names(one, given) == left for one in comparison.right):
        word = comparison.operator.word
        says = (
            "The first operand must be distinct from the remaining operands for this operator or function; "
            f"operator: {word}, first operand: [{', '.join(left)}]"
        )
        begin, end = comparison.left.begin, comparison.left.end
        uses.faults.append(ExpressionFault(says, begin, end, "", f"{word} compares an attribute with itself"))


def _of_operand(operand: Operand, given: Given, uses: Uses) -> None:
    if isinstance(operand, DocumentPath):
        _of_path(operand, given, uses)
    elif isinstance(operand, ValuePlaceholder):
        _of_value(operand.token, given, uses)
    elif isinstance(operand, Sum):
        for one in (operand.left, operand.right):
            _of_operand(one, given, uses)
            kind = given.kind_of(one)
            if kind and kind != "N":
                _wrong_kind(operand.sign.text, one, kind, uses)
    else:
        _of_call(operand, given, uses)


def _of_value(token: Token, given: Given, uses: Uses) -> None:
    uses.values.add(token.text)
    if token.text in given.values:
        return
    says = f"An expression attribute value used in expression is not defined; attribute value: {token.text}"
    other = next((one for one in given.values if one.lower() == token.text.lower()), "")
    hint = f"It is written {other} in ExpressionAttributeValues." if other else f"Add {token.text} to ExpressionAttributeValues."
    uses.faults.append(ExpressionFault(says, token.begin, token.end, hint, f"{token.text} is not defined"))


def _of_path(path: DocumentPath, given: Given, uses: Uses) -> None:
    for token in path.parts:
        if token.kind == "placeholder":
            uses.names.add(token.text)
            if token.text not in given.names:
                says = f"An expression attribute name used in the document path is not defined; attribute name: {token.text}"
                hint = f"Add {token.text} to ExpressionAttributeNames."
                uses.faults.append(ExpressionFault(says, token.begin, token.end, hint, f"{token.text} is not defined"))
        elif token.kind == "name" and token.text.upper() in RESERVED_WORDS:
            says = f"Attribute name is a reserved keyword; reserved keyword: {token.text}"
            hint = f'Write #{token.text}, and "ExpressionAttributeNames": {{"#{token.text}": "{token.text}"}}'
            uses.faults.append(ExpressionFault(says, token.begin, token.end, hint, f"{token.text} is a reserved word"))


def _of_call(call: Call, given: Given, uses: Uses) -> None:
    name, count = call.name.text, len(call.arguments)
    for one in call.arguments:
        _of_operand(one, given, uses)
    if count != _COUNTS.get(name, 2):
        says = f"Incorrect number of operands for operator or function; operator or function: {name}, number of operands: {count}"
        words = f"{name} takes {_COUNTS.get(name, 2)} operands, not {count}"
        uses.faults.append(ExpressionFault(says, call.name.begin, call.name.end, "", words.replace("1 operands", "1 operand")))
        return
    first = call.arguments[0]
    if name in _MUST_BE_PATH and not isinstance(first, DocumentPath):
        says = f"Operator or function requires a document path; operator or function: {name}"
        uses.faults.append(ExpressionFault(says, call.name.begin, call.name.end, "", f"{name} takes the path of an attribute first"))
    _of_argument_kinds(call, given, uses)


def _of_argument_kinds(call: Call, given: Given, uses: Uses) -> None:
    """The types that functions take."""
    allowed = {"begins_with": frozenset({"S", "B"}), "list_append": frozenset({"L"}), "attribute_type": frozenset({"S"})}.get(
        call.name.text
    )
    for one in call.arguments if allowed else ():
        kind = given.kind_of(one)
        if kind and allowed and kind not in allowed:
            _wrong_kind(call.name.text, one, kind, uses)
            return
    if call.name.text == "attribute_type" and isinstance(second := call.arguments[1], ValuePlaceholder):
        value = given.values.get(second.token.text)
        named = value.get("S") if isinstance(value, dict) else None
        if isinstance(named, str) and named not in _TYPES:
            says = f"Invalid attribute type name found; type: {named}, valid types: {{B,NULL,SS,BOOL,L,BS,N,NS,S,M}}"
            uses.faults.append(ExpressionFault(says, second.token.begin, second.token.end, "", f"there is no type {named}"))


def _wrong_kind(name: str, operand: Operand, kind: str, uses: Uses) -> None:
    token = operand.token if isinstance(operand, ValuePlaceholder) else None
    says = f"Incorrect operand type for operator or function; operator or function: {name}, operand type: {kind}"
    begin, end = (token.begin, token.end) if token else (0, 0)
    uses.faults.append(ExpressionFault(says, begin, end, "", f"{name} cannot take {token.text if token else 'this'}, whose type is {kind}"))


def _names(path: DocumentPath, given: Given) -> tuple[str, ...]:
    return tuple(f"[{token.text}]" if token.kind == "number" else given.name_of(token) for token in path.parts)


def _overlaps(paths: list[DocumentPath], given: Given, uses: Uses) -> None:
    """No path may be another one, or lie in it."""
    seen: list[tuple[str, ...]] = []
    known: set[tuple[str, ...]] = set()
    inner: set[tuple[str, ...]] = set()
    for path in paths:
        names = _names(path, given)
        heads = [names[:length] for length in range(1, len(names) + 1)]
        if names in inner or any(head in known for head in heads):
            other = next(one for one in seen if one[: len(names)] == names or names[: len(one)] == one)
            says = (
                "Two document paths overlap with each other; must remove or rewrite one of these paths; "
                f"path one: [{', '.join(other)}], path two: [{', '.join(names)}]"
            )
            uses.faults.append(ExpressionFault(says, path.begin, path.end, "", f"{'.'.join(names)} is there already"))
            return
        seen.append(names)
        known.add(names)
        inner.update(heads)


def _of_keys(condition: Condition, given: Given) -> Iterator[ExpressionFault]:
    """A key condition is one or two comparisons joined by AND, one of them with =."""
    parts = [condition]
    while any(isinstance(one, Logical) and one.operator.word == "AND" for one in parts):
        parts = [inner for one in parts for inner in (one.parts if isinstance(one, Logical) and one.operator.word == "AND" else (one,))]
    named: list[str] = []
    for one in parts:
        token = one.name if isinstance(one, Call) else one.operator
        word = token.text if isinstance(one, Call) else token.word
        if isinstance(one, Logical) or (isinstance(one, Comparison) and word not in _KEY_OPERATORS):
            yield ExpressionFault(
                f"Invalid operator used in KeyConditionExpression: {word}", token.begin, token.end, _KEY_HINT, f"{word} cannot stand here"
            )
            return
        if isinstance(one, Call) and word != "begins_with":
            says = f"Invalid operator used in KeyConditionExpression: {word}"
            yield ExpressionFault(says, token.begin, token.end, _KEY_HINT, f"{word} cannot stand here")
            return
        paths = [
            each for each in ((one.left, *one.right) if isinstance(one, Comparison) else one.arguments) if isinstance(each, DocumentPath)
        ]
        if len(paths) != 1 or len(paths[0].parts) != 1:
            says = "Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition"
            says = says if len(paths) > 1 else "KeyConditionExpressions cannot have conditions on nested attributes" if paths else _NO_KEY
            yield ExpressionFault(says, token.begin, token.end, _KEY_HINT, "a key condition compares one key with a value")
            return
        named.append(_names(paths[0], given)[0])
    if len(set(named)) < len(named):
        says = "KeyConditionExpressions must only contain one condition per key"
        yield ExpressionFault(says, 0, 0, "", "a key has one condition only; for two bounds there is BETWEEN")
    elif len(named) > 2 or not any(isinstance(one, Comparison) and one.operator.word == "=" for one in parts):
        says = "Query key condition not supported"
        yield ExpressionFault(says, 0, 0, _KEY_HINT, "it needs the partition key with =, and may have the sort key")


_NO_KEY = "Invalid condition in KeyConditionExpression: No key attribute specified"
_KEY_HINT = (
    "Key conditions are: partition key = :v, and the sort key with =, <, <=, >, >=, BETWEEN or begins_with. All else is FilterExpression's."
)
