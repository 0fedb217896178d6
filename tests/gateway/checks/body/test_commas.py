"""Commas too many and too few: what is said of each, and the edit; and that an edit which is offered is right for all data."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.gateway.checks.body.comma_templates import DATA, comma_templates
from tests.gateway.checks.proof import fixed, fixes, prove, run
from tests.gateway.findings import told
from tests.profiles import scaled

if TYPE_CHECKING:
    from collections.abc import Callable

IF_A = """#if($input.path('$.a') != "")"""
LOOP = "#foreach($i in $input.path('$.l'))"
FULL = '{"a": 1, "b": "x", "l": [1, 2]}'
EMPTY = '{"l": []}'


@dataclass(frozen=True)
class Wrong:
    """`template` over `body`: a comma that `help_` tells what to do about; `mended`: the template with the edit, where one is offered."""

    template: str
    help_: str
    mended: str | None
    body: str = FULL


FAMILIES = {
    # A comma before } or ]
    "in an object": Wrong('{"a": 1,}', "Remove the comma.", '{"a": 1}'),
    "in an object, on lines": Wrong('{\n  "a": 1,\n}', "Remove the comma.", '{\n  "a": 1\n}'),
    "in a list": Wrong("[1, 2, ]", "Remove the comma.", "[1, 2 ]"),
    "in an object in a list": Wrong(f'[{LOOP}{{"i": $i,}}#if($foreach.hasNext),#end#end]', "Remove the comma.",
                                    f'[{LOOP}{{"i": $i}}#if($foreach.hasNext),#end#end]'),
    "before a comment": Wrong('{"a": 1, ## last\n}', "Remove the comma.", '{"a": 1 ## last\n}'),
    "before a #set": Wrong('{"a": 1,\n#set($x = 1)\n}', "Remove the comma.", '{"a": 1\n#set($x = 1)\n}'),
    "in the last member, which may be left out": Wrong(f'{{"z": 1, {IF_A}"a": 1,#end}}', "Remove the comma.",
                                                       f'{{"z": 1, {IF_A}"a": 1#end}}'),
    "before a member that is left out": Wrong(f'{{"z": 1, {IF_A}"a": 1#end}}', "bring its comma: #if(…), ",
                                              f'{{"z": 1{IF_A}, "a": 1#end}}', EMPTY),
    "the same on lines": Wrong(f'{{\n  "z": 1,\n  {IF_A}\n  "a": 1\n  #end\n}}', "bring its comma",
                               f'{{\n  "z": 1{IF_A},\n    "a": 1\n  #end\n}}', EMPTY),
    "before two members that are left out": Wrong(
        f'{{"z": 1, {IF_A}"a": 1,#end{IF_A}"b": 2#end}}', "bring its comma", f'{{"z": 1 {IF_A},"a": 1#end{IF_A},"b": 2#end}}', EMPTY),
    "before one of two that are left out": Wrong(
        "{\"z\": 1, #if($input.path('$.x') != \"\")\"x\": 1#elseif($input.path('$.y') != \"\")\"y\": 2#end}", "bring its comma",
        "{\"z\": 1#if($input.path('$.x') != \"\"), \"x\": 1#elseif($input.path('$.y') != \"\"), \"y\": 2#end}"),
    "before nothing but what may be left out": Wrong(f'{{{IF_A}"a": 1,#end #if(1 == 2)"b": 2#end}}', "bring its comma", None),
    "before a reference in an object": Wrong("{\"z\": 1, $!input.path('$.m')\n}", "Print the comma only with it",
                                             "{\"z\": 1#if($!input.path('$.m') != \"\"), $!input.path('$.m')\n#end}"),
    "before a reference in a list": Wrong("[1, $!input.path('$.m')]", "such as null",
                                          "[1, #if($!input.path('$.m') == \"\")null#end$!input.path('$.m')]"),
    "behind the items of a loop": Wrong(f"[{LOOP}$i,#end]", "#if($foreach.hasNext),#end", f"[{LOOP}$i#if($foreach.hasNext),#end#end]"),
    "behind the members of a loop": Wrong(f'{{{LOOP}"k$i": $i,\n#end}}', "#if($foreach.hasNext),#end",
                                          f'{{{LOOP}"k$i": $i#if($foreach.hasNext),#end\n#end}}'),
    "behind items of which some are left out": Wrong(f"[{LOOP}#if($i == 1)$i,#end#end]", '#set($comma = "")', None),
    "with hasNext behind items of which some are left out": Wrong(
        f"[{LOOP}#if($i == 1)$i#if($foreach.hasNext),#end#end#end]", "`$foreach.hasNext` does not know that", None),
    "behind items of a loop that ends early": Wrong(f"[{LOOP}$i,#if($i == 1)#break#end#end]", "does not know that", None),
    "behind the items of two loops": Wrong(f"[{LOOP}#foreach($j in [1, 2])$j,#end#end]", "#if($foreach.hasNext),#end", None),
    "before a loop over nothing": Wrong(f"[0, {LOOP}$i#end]", "#if($foreach.first),#end", None, EMPTY),
    # A comma where a value should stand
    "two": Wrong('{"a": 1,, "b": 2}', "Remove one of the commas.", '{"a": 1, "b": 2}'),
    "two in a list": Wrong("[1, , 2]", "Remove one of the commas.", "[1,  2]"),
    "behind {": Wrong('{, "a": 1}', "Remove the comma.", '{ "a": 1}'),
    "behind [": Wrong("[ ,1]", "Remove the comma.", "[ 1]"),
    "behind a member that is left out": Wrong(f'{{"z": 1, {IF_A}"a": 1#end, "b": 2}}', 'bring its comma: #if(…)"name": …,#end',
                                              f'{{"z": 1, {IF_A}"a": 1, #end"b": 2}}', EMPTY),
    "behind the first member, which is left out": Wrong(f'{{{IF_A}"a": 1\n#end\n,\n"b": 2}}', "bring its comma",
                                                        f'{{{IF_A}"a": 1\n\n,\n#end"b": 2}}', EMPTY),
    "behind a value that is left out": Wrong(f"[{IF_A}1#end,true]", "bring its comma", f"[{IF_A}1,#{{end}}true]", EMPTY),
    "behind a reference in an object": Wrong("{$!input.path('$.m'), \"b\": 2}", "Print the comma only with it",
                                             "{#if($!input.path('$.m') != \"\")$!input.path('$.m'), #end\"b\": 2}"),
    "behind a reference in a list": Wrong("[$!input.path('$.m'), 2]", "such as null",
                                          "[#if($!input.path('$.m') == \"\")null#end$!input.path('$.m'), 2]"),
    "before the items of a loop": Wrong(f"[{LOOP},$i#end]", "#if($foreach.index > 0),#end", f"[{LOOP}#if($foreach.index > 0),#end$i#end]"),
    "before items of which some are left out": Wrong(f"[{LOOP}#if($i > 0),$i#end#end]", '#set($comma = "")', None),
    "behind a loop over nothing": Wrong(f"[{LOOP}$i#end, 9]", "#if(!$foreach.hasNext),#end", None, EMPTY),
    # No comma where one should stand
    "none between members": Wrong('{"a": 1\n "b": 2}', "Write a comma", '{"a": 1,\n "b": 2}'),
    "none between texts": Wrong('["a" "b"]', "Write a comma", '["a", "b"]'),
    "none behind a reference": Wrong("{\"a\": $input.path('$.a')\n \"b\": 2}", "Write a comma", "{\"a\": $input.path('$.a'),\n \"b\": 2}"),
    "none before a member that may be left out": Wrong(f'{{"z": 1 {IF_A}"a": 1#end}}', "Write a comma", f'{{"z": 1 {IF_A},"a": 1#end}}'),
    "none behind a member that may be left out": Wrong(f'{{{IF_A}"a": 1\n#end "b": 2}}', "bring its comma",
                                                       f'{{{IF_A}"a": 1,\n#end "b": 2}}'),
    "none between items": Wrong(f'[{LOOP}{{"i": $i}}\n#end]', "#if($foreach.hasNext),#end",
                                f'[{LOOP}{{"i": $i}}\n#if($foreach.hasNext),#end#end]'),
    "none between items that are texts": Wrong(f'[{LOOP}"$i"\n#end]', "#if($foreach.hasNext),#end",
                                               f'[{LOOP}"$i"\n#if($foreach.hasNext),#end#end]'),
    # No value behind a colon
    "no value": Wrong("{\"a\": $!input.path('$.m')}", "such as null",
                      "{\"a\": #if($!input.path('$.m') == \"\")null#end$!input.path('$.m')}"),
    "a value that is left out": Wrong("{\"a\": #if($input.path('$.m') != \"\")1#end, \"b\": 2}", "#{else}null",
                                      "{\"a\": #if($input.path('$.m') != \"\")1#{else}null#end, \"b\": 2}"),
    "nothing written": Wrong('{"a": , "b": 2}', "Print a value in every case", None),
    "two references for one value": Wrong("{\"a\": $!input.path('$.m')$!input.path('$.n')}", "such as null", None),
}  # fmt: skip


@pytest.mark.parametrize("wrong", FAMILIES.values(), ids=FAMILIES)
def test_a_comma_is_told_of_with_what_mends_it(wrong: Wrong) -> None:
    document = {"template": wrong.template, "backend": {"body": wrong.body}}
    (finding,) = told(run(document), "body.json")
    assert wrong.help_ in finding.help
    if wrong.mended is None:
        assert finding.fix is None
        return
    assert fixed(document, [finding])["template"] == wrong.mended
    json.loads(run({**document, "template": wrong.mended}).body or "")
    bodies = [{"backend": {"body": body}} for body in (FULL, EMPTY, '{"a": 2, "l": [5]}', '{"m": 7, "l": [1, 2, 3]}', '{"x": 1}')]
    assert prove(document, finding, bodies) == []


@pytest.mark.measured
@pytest.mark.slow
@settings(max_examples=scaled(400))
@given(template=comma_templates(), body=st.sampled_from(DATA), others=st.lists(st.sampled_from(DATA), min_size=4, max_size=8))
def test_an_edit_of_commas_is_right_for_all_data(template: str, body: str, others: list[str]) -> None:
    document = {"template": template, "backend": {"body": body}}
    for finding in fixes(document):
        wrong = prove(document, finding, [{"backend": {"body": other}} for other in others])
        # The next flaw of a body may well be at the same place.
        assert [line for line in wrong if "is found again" not in line] == []


SLOW = {
    "nested": lambda size: "{" + "#if($x == 1)" * 60 + '"a": 1' + "#end" * 60 + "," * size + "}",
    "optional members": lambda size: "[" + '#if(1 == 2)"a": 1,#end\n' * (size // 20) + "1,]",
    "silent parts": lambda size: "[1," + "#set($x = 1)\n" * (size // 12) + "]",
    "references": lambda size: '{"a": "' + "$!x" * (size // 3) + '",}',
    "commas": lambda size: "[1" + "," * size + "]",
    "quotes": lambda size: '{"a": "' + '""' * (size // 2) + '"}',
}


@pytest.mark.slow
@pytest.mark.parametrize("write", SLOW.values(), ids=SLOW)
def test_what_is_said_takes_time_in_proportion(write: Callable[[int], str]) -> None:
    """A template eight times as long takes no more than about eight times as long; a small one is told at once."""
    small, large = (least(write(size)) for size in (4_000, 32_000))
    assert large < 30 * small + 1


def least(template: str) -> float:
    times = []
    for blank in ("", " "):  # a template that was read is kept
        began = time.process_time()
        assert told(run({"template": template + blank, "backend": {"body": "{}"}}), "body.json")
        times.append(time.process_time() - began)
    return min(times)
