"""What a client writes: which attributes its JSON body brings, the schema that holds them, and their values for DynamoDB."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from playground.dynamodb.attribute_values import to_plain
from playground.generate.velocity import escaped, indented, joined, labelled, listed, member, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from playground.generate.plan import KeyAttribute
    from playground.generate.sample import Kinds

_BASE64 = "^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$"
_SCALARS: dict[str, dict[str, Any]] = {
    "S": {"type": "string"},
    "N": {"type": "number"},
    "BOOL": {"type": "boolean"},
    "B": {"type": "string", "pattern": _BASE64},
}
_SETS = {"SS": "S", "NS": "N", "BS": "B"}
_SAMPLES: dict[str, Any] = {"S": "one", "N": 1, "BOOL": True, "B": "AQ=="}
MOST = 100
"""Keys of one BatchGetItem, and writes of one TransactWriteItems."""


@dataclass(frozen=True, slots=True)
class Form:
    """The one type that a value is written as, with its `members` (M) or its `element` (L); a key's is not empty."""

    kind: str
    members: dict[str, Form] = field(default_factory=dict)
    element: Form | None = None
    is_key: bool = False


def form_of(kinds: Kinds) -> Form | None:
    """How a client writes a value that has these types; None where no one type tells."""
    named = {kind: below for kind, below in kinds.items() if kind != "NULL"}
    if len(named) != 1:
        return None
    ((kind, below),) = named.items()
    if kind == "M":
        return Form("M", forms_of(below))
    if kind == "L":
        element = form_of(below)
        return element and Form("L", element=element)
    return Form(kind)


def forms_of(kinds: Mapping[str, Kinds]) -> dict[str, Form]:
    """Those attributes that a client can write."""
    forms = {name: form_of(kind) for name, kind in kinds.items()}
    return {name: form for name, form in forms.items() if form}


def unwritten(kinds: Mapping[str, Kinds], above: str = "") -> list[str]:
    """The paths of attributes that a client cannot write."""
    lost = []
    for name, kind in kinds.items():
        form = form_of(kind)
        if form is None:
            lost.append(above + name)
        elif form.kind == "M":
            lost += unwritten(kind["M"], f"{above}{name}.")
    return lost


def of_keys(keys: Iterable[KeyAttribute]) -> dict[str, Form]:
    """The attributes of a key."""
    return {key.name: Form(key.type, is_key=True) for key in keys}


def schema_of(form: Form) -> dict[str, Any]:
    """The JSON Schema of what the client sends: all members, and no set that DynamoDB refuses."""
    if form.kind == "M":
        return object_of(form.members)
    if form.kind == "L" and form.element:
        return {"type": "array", "items": schema_of(form.element)}
    if form.kind in _SETS:
        return {"type": "array", "minItems": 1, "uniqueItems": True, "items": _SCALARS[_SETS[form.kind]]}
    return _SCALARS[form.kind] | ({"minLength": 1} if form.is_key and form.kind != "N" else {})


def object_of(members: Mapping[str, Form]) -> dict[str, Any]:
    """The schema of an object that has all these members."""
    required = {"required": list(members)} if members else {}
    return {"type": "object", **required, "properties": {name: schema_of(form) for name, form in members.items()}}


def some_of(name: str, members: Mapping[str, Form]) -> dict[str, Any]:
    """The schema of `{name: [objects]}`."""
    items = {"type": "array", "minItems": 1, "maxItems": MOST, "uniqueItems": True, "items": object_of(members)}
    return {"type": "object", "required": [name], "properties": {name: items}}


def pairs_of(reference: str, members: Mapping[str, Form], labels: Mapping[str, str] | None = None) -> list[list[str]]:
    """The members of a map of attribute values, each in its lines, of an object that the client sent. `labels`: others than their names."""
    named = labels or {name: name for name in members}
    return [labelled(quoted(named[name]) + ":", _value(member(reference, name), form, 0)) for name, form in members.items()]


def _value(value: str, form: Form, depth: int) -> list[str]:
    element = f"$element{depth or ''}"
    if form.kind == "M":
        pairs = [labelled(quoted(name) + ":", _value(member(value, name), one, depth)) for name, one in form.members.items()]
        return ['{"M": {', *indented(joined(pairs)), "}}"]
    if form.kind == "L" and form.element:
        lines = listed(element, value, _value(element, form.element, depth + 1))
    elif form.kind in _SETS:
        lines = listed(element, value, [_string(element, _SETS[form.kind])])
    elif form.kind == "BOOL":
        lines = [value]
    else:
        lines = [_string(value, form.kind)]
    return [f'{{"{form.kind}": {lines[0]}', *lines[1:-1], f"{lines[-1]}}}"] if len(lines) > 1 else [f'{{"{form.kind}": {lines[0]}}}']


def _string(value: str, kind: str) -> str:
    return f'"{value}"' if kind == "N" else escaped(value)


def sent_of(item: dict[str, Any], members: Mapping[str, Form]) -> dict[str, Any]:
    """What a client sends to write an item: its own values, and samples where it has others."""
    return {name: _sent(item.get(name), form) for name, form in members.items()}


def _sent(value: Any, form: Form) -> Any:
    if form.kind == "M":
        held = value.get("M", {}) if isinstance(value, dict) else {}
        return sent_of(held, form.members)
    if isinstance(value, dict) and form.kind in value:
        if form.kind == "L" and form.element:
            return [_sent(one, form.element) for one in value["L"]]
        return to_plain({"value": value})["value"]
    if form.kind == "L":
        return []
    return [_SAMPLES[_SETS[form.kind]]] if form.kind in _SETS else _SAMPLES[form.kind]
