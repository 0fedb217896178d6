"""Random JSONPaths, read here and by Jayway JsonPath 2.0 itself, where that and Java are at hand. PLAYGROUND_PATHS says how many."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess

import pytest

from playground.jsonpath.compiler import MISSING, InvalidPath, compile_path
from playground.jsontext.smart_reader import load
from playground.jsontext.smart_writer import dump
from tests.places import ORACLE

pytestmark = pytest.mark.processes

COUNT = int(os.environ.get("PLAYGROUND_PATHS", "2000"))
SEED = int(os.environ.get("PLAYGROUND_SEED", "1"))
DOCUMENTS = (
    "[1,2,3,4,5,6,7]",
    '[[1,2,3,4],[5,6],[],{"a":7,"b":[8,9,10]},null,"t"]',
    '{"a":[1,2,3,4,5],"b":{"a":[6,7,8],"b":"x"},"0":"zero","1:3":"slice","*":"star","c d":2,"a]b":3}',
    '{"Items":[{"id":{"S":"a"},"n":[1,2,3]},{"id":{"S":"b"},"n":[]},{"id":{"S":"c"}}],"Count":3}',
)
STARTS = ("$", "$", "$", "$.a", "$.*", "$..", "$.Items", "$.Items[*].n", "@", "")
INSIDE = (
    *("0", "1", "9", "-1", "1:3", ":2", "2:", "-2:", ":-1", "3:1", ":", "::", "1:3:2", "*", "'a'", '"a"', "a", "00", "1.5", "+1", ""),
    *("?", "?(@)", "?(@.a)", "?(@ > 2)", "@", "(@.length-1)", "(@.size() - 2)", "'a','b'", "2147483648", "١", "[", "]", "'", "(", ")"),
)
BETWEEN = (",", ",", ", ", " ,", ":", ";", " ", "-", "", "][")
OUTSIDE = (
    *(".a", ".b", "..", ".*", "*", ".", ".0", "n", "id", "[*]", "['a']", "$", "@", " ", "]", "[", "'", "\t", "é", "\\"),
    "",
    "",
    "",
    "",
)


def path(source: random.Random) -> str:
    """A path that is mostly brackets, with one or several things in them."""
    pieces = [source.choice(STARTS)]
    for _ in range(source.randint(1, 2)):
        inside = "".join(source.choice(INSIDE) + source.choice(BETWEEN) for _ in range(source.choice((0, 1, 1, 2))))
        brackets = source.choice(("[{}]", "[{}]", "[{}]", "[ {} ]", "[{}", "[[{}]]", "{}]"))
        pieces += brackets.format(inside + source.choice(INSIDE)), source.choice(OUTSIDE)
    return "".join(pieces)


def jayway(asked: list[tuple[str, str]]) -> list[str | None]:
    """What Jayway gives for a path and a document, as JSON; None where it throws."""
    template = "$input.json($stageVariables.path)"
    lines = "".join(
        json.dumps({"id": str(at), "template": template, "body": body, "stageVariables": {"path": text}}) + "\n"
        for at, (text, body) in enumerate(asked)
    )
    done = subprocess.run([str(ORACLE), "--aws"], input=lines, capture_output=True, text=True, encoding="utf-8", check=True)
    return [json.loads(line)["out"] for line in done.stdout.split("\n") if line.strip()]


def ours(text: str, body: str) -> str | None:
    try:
        found = compile_path(text).read(load(body), 100_000)
    except InvalidPath:
        return None
    return '""' if found is MISSING else dump(found)


@pytest.mark.skipif(not ORACLE.exists(), reason="Jayway is not beside this checkout")
@pytest.mark.skipif(shutil.which("java") is None, reason="no Java here")
def test_random_paths_are_read_as_jayway_reads_them() -> None:
    source = random.Random(SEED)  # noqa: S311 - no secret
    asked = [(text, source.choice(DOCUMENTS)) for text in (path(source) for _ in range(COUNT)) if text.strip()]
    wrong = [(text, body, got, want) for (text, body), want in zip(asked, jayway(asked), strict=True) if (got := ours(text, body)) != want]
    assert wrong == []
