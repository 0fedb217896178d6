"""Jayway's JSONPath: recorded answers of Jayway, and what must hold for any path."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.errors import LimitReached
from playground.jsonpath.brackets import read_sequence
from playground.jsonpath.compiler import MAX_LENGTH, MAX_STEPS, MISSING, InvalidPath, compile_path
from playground.jsontext.smart_reader import load
from playground.jsontext.smart_writer import dump
from tests.places import DATA

LINES = [json.loads(line) for line in (DATA / "jsonpath_cases.jsonl").read_text("utf-8").splitlines()]
DOCUMENTS = {line["document"]: line["text"] for line in LINES if "text" in line}
CASES = [line for line in LINES if "path" in line]
LIMIT = 100_000


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['document']}-{case['path']}")
def test_the_answer_is_jayway_s(case: dict[str, Any]) -> None:
    document = load(DOCUMENTS[case["document"]])
    if case.get("refused"):
        with pytest.raises(InvalidPath) as refusal:
            compile_path(case["path"]).read(document, LIMIT)
        assert str(refusal.value)
        return
    found = compile_path(case["path"]).read(document, LIMIT)
    if case.get("missing"):
        assert found is MISSING
    else:
        assert dump(found) == case["gives"]


def test_a_value_is_given_itself() -> None:
    document = load(DOCUMENTS["query"])
    for path in ("$.Items[0].id", "$.Items[(@.length-2)].id", "$['Items'][0]['id']"):
        assert compile_path(path).read(document, LIMIT) is document["Items"][0]["id"]
    ids = compile_path("$.Items[*].id").read(document, LIMIT)
    assert isinstance(ids, list)
    assert ids[0] is document["Items"][0]["id"]
    assert compile_path("$").read(document, LIMIT) is document


def test_null_is_a_value_and_not_missing() -> None:
    assert compile_path("$.a").read({"a": None}, LIMIT) is None
    assert compile_path("$.a.b").read({"a": None}, LIMIT) is MISSING


def test_maps_and_lists_of_other_classes_are_walked() -> None:
    class Map(dict[str, object]):
        pass

    class List(list[object]):
        pass

    document = Map(a=List([Map(b=1)]))
    for path in ("$.a[0].b", "$.a[*].b", "$..b", "$.a[?(@.b == 1)].b"):
        assert compile_path(path).read(document, LIMIT) in (1, [1])


def test_what_is_visited_is_counted() -> None:
    document = [[1, 2, 3], [4, 5, 6]]
    path = compile_path("$[*][*]")
    visits = 1 + 2 + 6
    for limit in (visits, visits + 1):
        assert path.read(document, limit) == [1, 2, 3, 4, 5, 6]
    with pytest.raises(LimitReached) as reached:
        path.read(document, visits - 1)
    assert reached.value.name == "jsonpath"


@pytest.mark.parametrize("path", ["$..a", "$..*..*..*..*..*", "$..[?(@.a)]", "$..[*]..[*]..[*]", "$..*[?(@.a == $..b)]"])
def test_a_hostile_path_is_stopped(path: str) -> None:
    circular: dict[str, object] = {}
    circular["a"] = [circular, circular]
    with pytest.raises((LimitReached, InvalidPath)):
        compile_path(path).read(circular, 10_000)


def test_a_slow_regular_expression_in_a_filter_is_stopped() -> None:
    document = [{"a": "a" * 3_000}] * 100
    with pytest.raises(LimitReached) as reached:
        compile_path("$[?(@.a =~ /((a{1,50}){1,50}){1,50}b/)]").read(document, LIMIT, 0.05)
    assert reached.value.name == "regex"


def test_the_steps_and_the_length_of_a_path_are_bounded() -> None:
    for steps in (MAX_STEPS - 1, MAX_STEPS):
        assert compile_path("$" + "[*]" * steps).read([], LIMIT) == []
    deep: list[object] = []
    for _ in range(MAX_STEPS):
        deep = [deep]
    assert compile_path("$" + "[*]" * MAX_STEPS).read(deep, LIMIT) == [[]]
    with pytest.raises(LimitReached):
        compile_path("$" + "[*]" * (MAX_STEPS + 1))
    plain = "$." + "a" * (MAX_LENGTH - 2)
    assert compile_path(plain).read({}, LIMIT) is MISSING
    with pytest.raises(LimitReached):
        compile_path(plain + "a")


def test_a_path_is_compiled_once() -> None:
    assert compile_path("$.once[*]") is compile_path("$.once[*]")


NUMBERS = st.integers(-12, 12).map(str) | st.just("")


@given(st.lists(NUMBERS, min_size=1, max_size=4).map(",".join) | st.builds("{}:{}".format, NUMBERS, NUMBERS))
def test_what_jsonpath_ng_reads_is_the_same_read_sign_by_sign(text: str) -> None:
    """Indexes and slices that are well formed are jsonpath_ng's to read; Jayway's own way reads all."""
    with suppress(InvalidPath):
        step = read_sequence(f"{text.lstrip(',')}]")
        assert compile_path(f"$..[{text.lstrip(',')}]").steps[1] == step


PIECES = [
    "$",
    "@",
    ".",
    "..",
    "*",
    "[*]",
    "[0]",
    "[-1]",
    "['id']",
    "['a','b']",
    "[0,1]",
    "[1:]",
    "id",
    "Items",
    "[?(@.a)]",
    "[?(@.id.S == 'a1')]",
]
PIECES += [
    " ",
    "[(@.length-1)]",
    "[",
    "]",
    "'",
    "(",
    ")",
    "&&",
    "||",
    "[?(@ > 1)]",
    "[?(@.a =~ /a.*/)]",
    "é",
    "\\",
    '"',
    ":",
    "-",
    "9" * 5_000,
]
PATHS = st.text(max_size=12) | st.lists(st.sampled_from(PIECES), max_size=8).map("".join)


@given(path=PATHS, name=st.sampled_from(sorted(DOCUMENTS)))
def test_any_path_answers_or_is_refused(path: str, name: str) -> None:
    with suppress(InvalidPath, LimitReached):
        compile_path(path).read(load(DOCUMENTS[name]), LIMIT)


@given(
    st.recursive(
        st.none() | st.integers() | st.text(max_size=3), lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=3), inner)
    )
)
def test_a_scan_comes_by_everything(document: object) -> None:
    def below(value: object) -> int:
        children = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
        return len(children) + sum(map(below, children))

    found = compile_path("$..*").read(document, LIMIT)
    assert isinstance(found, list)
    assert len(found) == below(document)
