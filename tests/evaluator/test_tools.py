"""The tools by name: whatever a model lets in has somebody who does it."""

from __future__ import annotations

from contextlib import suppress
from typing import get_args

import pytest

from playground import Limits
from playground.errors import InvalidDocument
from playground.evaluator import tools
from playground.evaluator.tool_signatures import SIGNATURES
from playground.model.documents import Conversion, Export


def test_the_tools_that_are_described_are_those_that_there_are() -> None:
    assert SIGNATURES.keys() == tools.TOOLS.keys()


def test_every_form_that_a_document_may_ask_for_is_made() -> None:
    assert set(get_args(Export.model_fields["kind"].annotation)) == {*tools._WRITERS, "case", "check"}
    assert set(get_args(Conversion.model_fields["to"].annotation)) == set(tools._CONVERSIONS)


@pytest.mark.parametrize("name", tools.TOOLS)
def test_a_tool_is_warmed_up_with_what_it_takes(name: str) -> None:
    """Some of it is refused, since saying why takes imports too."""
    used = []
    for document in tools.warm_up(name):
        with suppress(InvalidDocument):
            used.append(tools.run(name, document, Limits()))
    assert used


def test_what_is_nested_too_deep_is_refused() -> None:
    with pytest.raises(InvalidDocument, match="nested too deep"):
        tools.run("convert", b'{"to": "plain", "text": "' + b"[" * 100_000 + b'"}', Limits())
