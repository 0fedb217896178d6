"""How a user's own text is shortened in a sentence."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.words import shorten
from tests.places import ROOT

PACKAGE = ROOT / "playground"


@pytest.mark.parametrize(
    ("text", "most", "shown"),
    [
        ("$a.b", 80, "$a.b"),
        ("$a\r\n  .b(1)\n", 80, "$a .b(1) "),
        (" two  blanks ", 80, " two  blanks "),
        ("$input.path('$.Items').get(0).title.S", 30, "$input.path('$.Items').get(0)…"),
        ("$input.path('$.customerNumber.orderNumber')", 35, "$input.path('$.customerNumber…"),
        ("$elem.partition-key.S", 16, "$elem…"),
        ("x" * 30, 20, "x" * 19 + "…"),
        ("application/json, application/xml, text/html", 40, "application/json, application/xml, text…"),
        ("a" + " " * 5_000 + "b", 20, "a…"),
        ("", 20, ""),
    ],
)
def test_it_is_cut_between_names(text: str, most: int, shown: str) -> None:
    assert shorten(text, most) == shown


@given(text=st.text(st.sampled_from("ab-_.[]('\" \n$é😀")) | st.text(), most=st.integers(10, 90))
def test_it_is_one_line_no_longer_than_asked_and_a_beginning(text: str, most: int) -> None:
    shown = shorten(text, most)
    line = re.sub(r"\s*[\r\n\v\f\x85\u2028\u2029]\s*", " ", text)
    assert len(shown) <= most
    assert shown == line or (shown[-1:] == "…" and line.startswith(shown[:-1]))


def test_no_message_cuts_a_text_by_itself() -> None:
    """A text of the user's is cut by `shorten`, which does not end in half of a name; what must keep its blanks is listed here."""
    others = {
        ("documents/writers/case.py", 60),
        ("gateway/checks/method/pattern_repairs.py", 60),
        ("gateway/checks/template/unread_bodies.py", 100),  # looks at how a body begins, and shows none of it
        ("vtl/compile/expressions.py", 30),
        ("vtl/compile/comparisons.py", 30),
    }
    cuts = re.compile(r"\[:(30|40|60|80|90|100|160)\]")
    found = {
        (path.relative_to(PACKAGE).as_posix(), int(match[1]))
        for path in PACKAGE.rglob("*.py")
        for match in cuts.finditer(path.read_text("utf-8"))
    }
    assert found <= others
