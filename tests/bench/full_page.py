"""What the bench renders of a full page of DynamoDB (0.7 MB: 1,000 items of 30 attributes): templates that are written for such."""

from __future__ import annotations

import json

from tests.bench.engines import Workload

ENGINES = frozenset({"velocityjs", "this engine", "Velocity 1.7"})
"""The engines that have Java's methods; what is undefined is not "" to velocityjs, so the second row's other output is its own."""
TEXTS = ("S",)
MIXED = ("S", "S", "S", "N", "BOOL")
"""Types of attributes, in turn."""
ATTRIBUTES = [f"a{number:02}" for number in range(30)]
_ESCAPED = """  "{name}": #if($e.{name} != "")"$util.escapeJavaScript($e.{name}.S).replaceAll("\\\\'","'")"#{{else}}null#end"""
ESCAPED = (
    "#set($inputRoot = $input.path('$'))\n{\"items\": [\n#foreach($e in $inputRoot.Items)\n{\n"
    + ",\n".join(_ESCAPED.format(name=name) for name in ATTRIBUTES)
    + "\n}#if($foreach.hasNext),#end\n#end\n]}\n"
)
"""Each attribute is asked for, escaped, and its quotes mended, as AWS's own guide does it."""
KEYED = """#set($inputRoot = $input.path('$'))
#define($s)"$v.S"#end
#define($n)$v.N#end
#define($b)$v.BOOL#end
{"items": [
#foreach($e in $inputRoot.Items)
{#foreach($k in $e.keySet())
#set($v = $e.get($k))
"$k": #if($v.S != "")$s#elseif($v.N != "")$n#elseif($v.BOOL != "")$b#{else}null#end#if($foreach.hasNext),#end
#end}#if($foreach.hasNext),#end
#end
]}
"""
"""Whatever an item has, with a block for each type."""


def body(count: int, types: tuple[str, ...]) -> str:
    """DynamoDB's answer with so many items, their attributes of these types in turn."""
    items = [
        {name: {kind: _value(number, place, kind)} for place, (name, kind) in enumerate(zip(ATTRIBUTES, types * 30, strict=False))}
        for number in range(count)
    ]
    return json.dumps({"Count": count, "ScannedCount": count, "Items": items}, separators=(",", ":"))


def _value(number: int, place: int, kind: str) -> object:
    if kind == "BOOL":
        return number % 2 == 0
    return str(number * place) if kind == "N" else f"it's {number}"


def cases(count: int = 1_000) -> list[Workload]:
    """The rows of the table."""
    return [
        Workload(f"{count:,} × 30, escaped", ESCAPED, body(count, TEXTS)),
        Workload(f"{count:,} × 30, by key", KEYED, body(count, MIXED)),
    ]
