"""The rules that the cases show: the rows of SEMANTICS.md's tables, which are the only place where they are written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

_ROW = re.compile(r'\| <a id="([a-z0-9/-]+)"></a>`\1` \| (.+) \|')
_CELLS = re.compile(r" \| ")


@dataclass(frozen=True, slots=True)
class Rule:
    """What holds, in sentences with code between backticks; `unshown` is why no case can show it, "" where cases do."""

    id: str
    says: str
    evidence: str
    unshown: str = ""


@lru_cache(maxsize=1)
def load() -> tuple[Rule, ...]:
    """Every rule, in the page's order."""
    return parse((files(__package__) / "SEMANTICS.md").read_text("utf-8"))


def parse(text: str) -> tuple[Rule, ...]:
    """The rules in a Markdown text: table rows that begin with an anchor and the same id as code."""
    found = (_ROW.fullmatch(line) for line in text.splitlines())
    return tuple(Rule(row[1], *(cell.replace("\\|", "|") for cell in _CELLS.split(row[2]))) for row in found if row)
