"""The response side: the templates of the integration responses, for what was found and for what failed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from playground.generate.plain import plain_map
from playground.generate.velocity import escaped, indented, joined, json_of, labelled, listed, member, quoted

if TYPE_CHECKING:
    from playground.generate.plan import Plan

_ESCAPES = "## escapeJavaScript writes \\' for an apostrophe, which is no JSON: replaceAll takes it back."
_MISSING = '## `== true`: asked of a missing attribute, the call gives "", and that is true to #if.'
_NULL = "## A value of another type than in the sample, such as NULL, comes as null."


class Failure(NamedTuple):
    """What DynamoDB may answer with a status of 4xx: words of its errors' names, and what the client gets."""

    names: tuple[str, ...]
    status: int
    message: str


_THROTTLED = Failure(
    ("Throttling", "ProvisionedThroughputExceeded", "RequestLimitExceeded"), 503, "Too many requests. Try again in a second."
)
_CONDITION = Failure(("ConditionalCheckFailed",), 409, "The item is not as expected.")
_NOT_FOUND = Failure(("ConditionalCheckFailed",), 404, "Not found")
_CONFLICT = Failure(("TransactionConflict", "TransactionInProgress"), 409, "Another request changes the same item.")
_INVALID = Failure(("Validation", "Serialization"), 400, "The request is not valid.")
FAILED = '{"message": "The request failed."}\n'
_HINTS = {"escapeJavaScript": _ESCAPES, "== true": _MISSING, "#else null": _NULL}
"""By the sign that a template has which needs it."""


def failures_of(action: str) -> list[Failure]:
    """What may fail of an action."""
    conditions = {"UpdateItem": [_NOT_FOUND], "DeleteItem": [_NOT_FOUND], "PutItem": [_CONDITION], "TransactWriteItems": [_CONDITION]}
    written = conditions.get(action, [])
    return [_THROTTLED, *written, *([_CONFLICT] if written else []), _INVALID]


def errors_of(plan: Plan) -> str:
    """The template of the integration response for 4xx."""
    lines = [
        "## DynamoDB answers 400 for throttling and for failed conditions as well: __type tells them apart.",
        "#set($type = $input.path('$.__type'))",
    ]
    if plan.action == "TransactWriteItems":
        lines = [
            "## DynamoDB answers 400 for throttling and for failed conditions as well: __type tells them apart,",
            "## and of a transaction the code of each write.",
            "#set($type = \"$input.path('$.__type') $input.path('$.CancellationReasons[*].Code')\")",
        ]
    for at, failure in enumerate(failures_of(plan.action)):
        condition = " || ".join(f'$type.contains("{name}")' for name in failure.names)
        lines.append(f"{'#elseif' if at else '#if'}({condition})")
        if failure.status != 400:
            lines.append(f"  #set($context.responseOverride.status = {failure.status})")
        lines.append(f"  {_message(failure.message)}")
    return _text([*lines, "#else", "  #set($context.responseOverride.status = 500)", f"  {FAILED.strip()}", "#end"])


def success_of(plan: Plan) -> str:
    """The template of the integration response for 200."""
    action = plan.action
    if action in {"PutItem", "DeleteItem", "TransactWriteItems"}:
        return "{}\n"
    made = {"GetItem": _one, "UpdateItem": _updated, "BatchGetItem": _batch}.get(action, _items)(plan)
    hints = [hint for sign, hint in _HINTS.items() if any(sign in line for line in made)]
    return _text([*hints, *made])


def _text(lines: list[str]) -> str:
    return "\n".join(lines) + "\n"


def _message(words: str) -> str:
    return f'{{"message": {quoted(words)}}}'


def _one(plan: Plan) -> list[str]:
    return [
        "## A missing item is answered 200 and {}: the status is for us to set.",
        "#set($item = $input.path('$.Item'))",
        '#if($item == "")',
        "  #set($context.responseOverride.status = 404)",
        f"  {_message('Not found')}",
        "#else",
        *indented(_item(plan, "$.Item")),
        "#end",
    ]


def _updated(plan: Plan) -> list[str]:
    item = indented(_item(plan, "$.Attributes"))
    return ["#set($item = $input.path('$.Attributes'))", '#if($item == "")', "  {}", "#else", *item, "#end"]


def _items(plan: Plan) -> list[str]:
    """Query and Scan."""
    items = listed("$item", "$input.path('$.Items')", _item(plan, "$.Items[$foreach.index]"))
    if plan.given.form == "list":
        return ["## DynamoDB gives 1 MB at most: what is beyond is not in the list.", *items]
    before, token = _token(plan)
    return [
        "## A page may be empty and lead on all the same. The client sends `next` back as it is.",
        "#set($last = $input.path('$.LastEvaluatedKey'))",
        *before,
        "{",
        *indented(joined([labelled('"items":', items), [f'"next": #if($last == "") null #else {token} #end']])),
        "}",
    ]


def _token(plan: Plan) -> tuple[list[str], str]:
    """The values of LastEvaluatedKey, with commas between them: the lines that make it, and the JSON string."""
    values = [f"{member('$last', key.name)}.{key.type}" for key in plan.chosen_keys]
    if len(values) == 1:
        return [], escaped(values[0])
    texts = {at: f"$text{at}" for at, key in enumerate(plan.chosen_keys) if key.type == "S"}
    lines = [f'#set({text} = {values[at]}.replace("~", "~0").replace(",", "~1"))' for at, text in texts.items()]
    together = ",".join(texts.get(at, value) for at, value in enumerate(values))
    comment = "## The values of the key, a comma between them; one inside a string becomes ~1."
    return ['#if($last != "")', *indented([comment, *lines, f'#set($next = "{together}")']), "#end"], escaped("$next")


def _batch(plan: Plan) -> list[str]:
    table, keys = plan.given.table, plan.keys
    head = [
        "## The items come in any order, and what is not found is left out.",
        "#set($answer = $input.path('$'))",
        f"#set($left = {member('$answer.UnprocessedKeys', table)}.Keys)",
    ]
    items = listed("$item", member("$answer.Responses", table), _item(plan, f"$.Responses['{table}'][$foreach.index]"))
    if plan.given.form == "page":
        pairs = [[f"{quoted(key.name)}: {_key(member('$key', key.name), key.type)}"] for key in keys]
        left = listed("$key", "$left", ["{", *indented(joined(pairs)), "}"])
        members = joined([labelled('"items":', items), labelled('"unprocessed":', left)])
        return ["## `unprocessed` is what DynamoDB did not come to: the client asks for it again.", *head, "{", *indented(members), "}"]
    return [
        *head,
        "## DynamoDB did not come to all of them.",
        '#if($left != "")',
        "  #set($context.responseOverride.status = 503)",
        f"  {_message(_THROTTLED.message)}",
        "#else",
        *indented(items),
        "#end",
    ]


def _key(value: str, kind: str) -> str:
    return f"{value}.N" if kind == "N" else escaped(f"{value}.{kind}")


def _item(plan: Plan, path: str) -> list[str]:
    """The lines that print `$item`, which is at a path."""
    given = plan.given
    null = given.missing == "null"
    if given.output == "plain":
        return plain_map("$item", plan.printed, given.rename, null=null)
    if not (null or given.attributes or given.rename):
        return [f'$input.json("{path}")']
    members = [(name, given.rename.get(name, name)) for name in plan.printed]
    if null:
        rows = [
            labelled(f"{quoted(label)}:", [f"#if($item.containsKey('{name}'))", *indented(json_of(path, name)), "#else", "  null", "#end"])
            for name, label in members
        ]
        return ["{", *indented(joined(rows)), "}"]
    lines = ['#set($comma = "")']
    for name, label in members:
        *before, printed = json_of(path, name)
        pair = [*before, f"$comma{quoted(label)}: {printed}", '#set($comma = ",")']
        lines += [f"#if($item.containsKey('{name}'))", *indented(pair), "#end"]
    return ["{", *indented(lines), "}"]
