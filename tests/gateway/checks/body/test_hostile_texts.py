"""Which texts break out of JSON and of forms, and what shows it."""

from __future__ import annotations

import pytest

from playground.gateway.checks.body.hostile_texts import Probe, adds_field, adds_member, is_json, proofs, same_json

PROBE = Probe(3)
SENT = PROBE.of("a", may_hold_lines=True)


@pytest.mark.parametrize(
    ("body", "breaks"),
    [
        (f'{{"a": "{SENT}"}}', True),
        ('{"a": "azq3a\\"&\\\\\\nzq3b"}', False),
        ('{"a": "azq3a\\"&\\\nzq3b"}', True),
        ('{"a": "azq3a\\"&\\\\\nzq3b"}', True),
        ('{"a": "azq3a\\u0022&\\u005C\\u000Azq3b"}', False),
        ('{"a": azq3a\\"&\\\\\\nzq3b}', True),
        ('{"a": "b"}', False),
        ('{"a": "{\\"b\\": \\"azq3a\\"&\\\\\\nzq3b\\"}"}', True),
    ],
)
def test_a_probe_tells_whether_it_broke_out(body: str, *, breaks: bool) -> None:
    assert PROBE.breaks_json(body) is breaks


def test_a_form_is_broken_by_its_own_sign() -> None:
    assert PROBE.breaks_form(f"a=b&c={SENT}")
    assert not PROBE.breaks_form("a=b&c=azq3a%22%26%5C%0Azq3b")
    assert adds_field("a=b&injected=yes")
    assert not adds_field("a=b%26injected=yes")


def test_a_proof_adds_a_member_wherever_it_stands() -> None:
    in_text, as_value = proofs(is_in_text=True)[0], proofs(is_in_text=False)[0]
    assert adds_member(f'{{"a": {{"S": "{in_text("x")}"}}}}')
    assert adds_member(f'{{"a": {as_value("")}}}')
    assert not adds_member('{"a": "x\\",\\"injected\\":\\"yes"}')
    assert adds_member('{"a": "{\\"injected\\": 1}"}')
    assert not adds_member("injected")


def test_two_bodies_are_the_same_as_json_or_as_texts() -> None:
    assert same_json('{"a": "\\/"}', '{"a":"/"}')
    assert same_json("x", "x")
    assert not same_json("x", "y")
    assert is_json("[1]")
    assert not is_json("[1")
