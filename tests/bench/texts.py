"""What the bench renders: the classic template over DynamoDB's answers, and one with many directives, of any size."""

from __future__ import annotations

import json
from pathlib import Path

from tests.bench.engines import Workload

GIVEN = Path(__file__).resolve().parents[3] / "shared" / "bench"
"""Cases that may stand beside the checkout; where they do not, the ones made here take their places."""
CLASSIC = """#set($inputRoot = $input.path('$'))
#if($inputRoot.Count == 0)
#set($context.responseOverride.status = 404)
{"message": "not found"}
#else
{"items": [
#foreach($elem in $inputRoot.Items)
  {"progress": "$elem.progress.S", "content_id": "$elem.content_id.S", "updated": "$elem.updated.S"}#if($foreach.hasNext),#end
#end
]}
#end
"""
SECTION = """  "name{n}": "$r.user.name",
  #set($v{n} = $r.user.tags.size() + {n})
  "size{n}": $v{n},
  #if($r.user.age > {n} && $r.user.name == 'ann')
  "older{n}": true,
  #elseif($r.user.age == {n})
  "same{n}": "$r.user.nick",
  #else
  "older{n}": false,
  #end
  "tags{n}": [#foreach($t in $r.user.tags)"$t"#if($foreach.hasNext),#end#end],
"""
USER = json.dumps({"user": {"name": "ann", "age": 12, "nick": "a", "tags": ["x", "y", "z"]}})


def items(count: int) -> str:
    """DynamoDB's answer to a Query with so many items."""
    made = [{"progress": {"S": str(n)}, "content_id": {"S": f"c-{n:06}"}, "updated": {"S": "2026-01-01T00:00:00Z"}} for n in range(count)]
    return json.dumps({"Count": count, "ScannedCount": count, "Items": made})


def body(megabytes: float) -> str:
    """The same of about so many megabytes."""
    return items(max(1, int(megabytes * 1024 * 1024 / 120)))


def sections(count: int) -> str:
    """A template with so many sections of ten lines."""
    return "#set($r = $input.path('$'))\n{\n" + "".join(SECTION.replace("{n}", str(n)) for n in range(count)) + '"end": true}\n'


def sized(kilobytes: float) -> str:
    """The same of about so many kilobytes."""
    return sections(max(1, int(kilobytes * 1024 / len(SECTION))))


def cases() -> list[Workload]:
    """The rows of the table."""
    rows = [(f"{count:,} item{'s' * (count != 1)}, all", f"c{count}.json", CLASSIC, items(count)) for count in (10, 0, 1, 100, 1_000)]
    made = [_case(*row) for row in (*rows, ("296 lines, all", "large.json", sections(29), USER))]
    return [*made, Workload("1,000 items, template kept", made[4].template, made[4].body, kept=True)]


def _case(name: str, file: str, template: str, payload: str) -> Workload:
    given = GIVEN / file
    if given.exists():
        document = json.loads(given.read_text("utf-8"))
        template, payload = document["template"], document["body"]
    return Workload(name, template, payload)
