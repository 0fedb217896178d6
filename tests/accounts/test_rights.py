"""The sets of rights hold each other."""

from __future__ import annotations

from playground.accounts.rights import ALL, NOTHING, READ, RIGHTS, WRITE


def test_each_set_holds_the_smaller_ones() -> None:
    assert NOTHING < READ < WRITE < ALL == set(RIGHTS)
    assert len(RIGHTS) == 6
    assert "administer" not in WRITE
    assert {"read_site", "list"} == READ
