"""Programs are not imported: it is said what to import in their place."""

from __future__ import annotations

import pytest

from playground.documents.pasted import import_text
from playground.documents.readers.programs import why_not
from playground.errors import InvalidDocument


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("serverless.ts", "serverless print"),
        ("api/serverless.shop.mjs", "serverless package"),
        ("lib/shop-stack.ts", "cdk synth"),
        ("serverless.yml", None),
        ("a.json", None),
        ("js", None),
    ],
)
def test_a_program_is_told_with_what_it_gives(name: str, says: str | None) -> None:
    why = why_not(name)
    assert (why is None) is (says is None)
    assert says is None or says in (why or "")


def test_a_program_is_refused_at_its_first_line() -> None:
    with pytest.raises(InvalidDocument) as caught:
        import_text("module.exports = {service: 'a'}", "serverless.js")
    assert [(one.line, "is a program" in one.message) for one in caught.value.problems] == [(1, True)]
