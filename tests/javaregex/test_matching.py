"""Java's regular expressions: recorded answers of Java, and what must hold for any pattern and text."""

from __future__ import annotations

import json
import time
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from playground.errors import LimitReached
from playground.javaregex.matching import (
    MAX_PATTERN,
    InvalidRegex,
    InvalidReplacement,
    _is_quick,
    _replace,
    finds,
    matches,
    replace_all,
    replace_first,
    split,
)
from playground.javaregex.translator import MAX_REPEATS
from tests.places import DATA

CASES = [json.loads(line) for line in (DATA / "regexes.jsonl").read_text("utf-8").splitlines()][1:]
METHODS = {"matches", "replaceAll", "replaceFirst", "split"}
SECONDS = 2.0
SHORT = 0.05
PROMISED = 2.0  # an answer in time, all three together


def answers(case: dict[str, Any]) -> dict[str, Any]:
    pattern, text = case["pattern"], case["text"]
    found: dict[str, Any] = {}
    if "matches" in case or not METHODS & case.keys():
        found["matches"] = matches(pattern, text, SECONDS)
    if "replaceAll" in case:
        found["replaceAll"] = [case["replaceAll"][0], replace_all(text, pattern, case["replaceAll"][0], SECONDS)]
    if "replaceFirst" in case:
        found["replaceFirst"] = [case["replaceFirst"][0], replace_first(text, pattern, case["replaceFirst"][0], SECONDS)]
    if "split" in case:
        found["split"] = [case["split"][0], split(text, pattern, case["split"][0], SECONDS)]
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['pattern']!r}-{case['text']!r}")
def test_the_answer_is_java_s(case: dict[str, Any]) -> None:
    if case.get("throws") == "java.util.regex.PatternSyntaxException":
        with pytest.raises(InvalidRegex):
            answers(case)
    elif "throws" in case:
        with pytest.raises(InvalidReplacement) as refusal:
            answers(case)
        assert refusal.value.java_class == case["throws"]
    else:
        assert answers(case) == {name: case[name] for name in METHODS & case.keys()}


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("a{", "`{` begins a repetition"),
        ("{", "`{` has nothing before it to repeat"),
        ("*", "`*` has nothing before it to repeat; a literal one is written `\\*` (at character 1 of the pattern)"),
        ("(a", "an opened group `(` is not closed (at character 1"),
        ("a)", "`)` closes no group (at character 2"),
        ("[a", "an opened class `[` is not closed"),
        ("\\y", "`\\y` is no escape that Java knows"),
        ("a\\", "the pattern ends with a `\\`"),
    ],
)
def test_a_refused_pattern_says_why(pattern: str, message: str) -> None:
    with pytest.raises(InvalidRegex) as refusal:
        matches(pattern, "", SECONDS)
    assert message in str(refusal.value)


def test_a_replacement_is_only_read_where_something_matches() -> None:
    assert replace_all("abc", "x", "$9", SECONDS) == "abc"


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("(x+x+)+y", "x" * 5_000),
        ("((x{1,50}){1,50}){1,50}y", "x" * 3_000),
        ("(a|b|ab)*c", "ab" * 5_000),
        ("(.*)(.*)(.*)(.*)(.*)[0-9]z", "x" * 5_000 + "1"),
    ],
)
def test_a_slow_pattern_is_stopped(pattern: str, text: str) -> None:
    start = time.process_time()
    for slow in (
        lambda: matches(pattern, text, SHORT),
        lambda: finds(pattern, text, SHORT),
        lambda: replace_all(text, pattern, "", SHORT),
        lambda: split(text, pattern, 0, SHORT),
    ):
        with suppress(LimitReached):  # where the engine is quick with a pattern that Java is slow with, so much the better
            slow()
    assert time.process_time() - start < PROMISED


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [("b", "abc", True), ("^b", "abc", False), ("c$", "abc\n", True), ("\\Ac", "abc", False), ("", "", True), ("a.c", "a\nc", False)],
)
def test_finds_looks_anywhere(pattern: str, text: str, found: bool) -> None:  # noqa: FBT001 - a table's column
    assert finds(pattern, text, 1.0) == found


def test_many_matches_are_stopped_too() -> None:
    with pytest.raises(LimitReached):
        replace_all("a" * 3_000_000, "[a]", "b", SHORT)


def test_a_machine_that_stands_still_is_no_slow_pattern(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(1_000))
    monkeypatch.setattr(time, "monotonic", lambda: float(next(clock)))
    assert replace_all("a-b-c", "([-])", "$0+", SECONDS) == "a-+b-+c"


LITERALS = st.lists(st.sampled_from([*"abA1 -'/é\n_", "\\'", "\\\\", "\\n", "\\t", "\\.", "\\$", "\\-", "\\_"]), min_size=1, max_size=4)


@example("a\\", "b", "a")
@example("\\\\'", "'", "it\\'s")
@example("\\Qa", "b", "Qa")
@example("a.", "$0", "abab")
@example("\\n", "\\n", "\n\\n")
@given(LITERALS.map("".join) | st.text("\\nrab.$", max_size=5), st.text("\\$1ab'n", max_size=4), st.text("\\nrt.$ab'\n\t-", max_size=12))
def test_a_literal_is_replaced_as_the_pattern_that_it_is(pattern: str, replacement: str, text: str) -> None:
    def outcome(*, is_plain: bool) -> str | type[Exception]:
        try:
            if is_plain:
                return replace_all(text, pattern, replacement, SECONDS)
            return _replace(text, pattern, replacement, SECONDS, None, once=False)
        except (InvalidRegex, InvalidReplacement) as refusal:
            return type(refusal)

    assert outcome(is_plain=True) == outcome(is_plain=False)


@pytest.mark.parametrize(
    "pattern", ["a*a*a*a*a*b", "[ab]+[ab]+[cd]", "a{1,9}{1,9}{1,9}{1,9}b", "a?a?a?a?a?a?a?a?aaaaaaaa", ".*.*.*x", "a+|a+b"]
)
def test_a_quick_pattern_is_done_at_once(pattern: str) -> None:
    for size in (10, 30, 100, 1_000, 30_000):
        if _is_quick(pattern, size):
            start = time.process_time()
            matches(pattern, "a" * size, SECONDS)
            replace_all("a" * size, pattern, "", SECONDS)
            assert time.process_time() - start < 0.1


def test_a_literal_takes_none_of_the_time_of_a_pattern() -> None:
    assert replace_all("it\\'s", "\\\\'", "'", 0.0) == "it's"


@pytest.mark.parametrize("pattern", ["(a?){%d}", "(?:a{%d})", "(?:(?:a{10}){%d})"])
def test_repetitions_that_cannot_be_interrupted_are_bounded(pattern: str) -> None:
    most = MAX_REPEATS // (10 if "{10}" in pattern else 1)
    for count in (most - 1, most):
        matches(pattern % count, "b", SECONDS)
    with pytest.raises(LimitReached):
        matches(pattern % (most + 1), "b", SECONDS)
    with pytest.raises(LimitReached):
        matches(pattern % (2**31 - 1), "b", SECONDS)


def test_the_length_of_a_pattern_is_bounded() -> None:
    for length in (MAX_PATTERN - 1, MAX_PATTERN):
        assert matches("a" * length, "a" * length, SECONDS)
    with pytest.raises(LimitReached):
        matches("a" * (MAX_PATTERN + 1), "a", SECONDS)


def test_a_long_literal_is_found_in_time() -> None:
    start = time.process_time()
    assert replace_all(f"b{'a' * MAX_PATTERN}b", "a" * MAX_PATTERN, "c", SECONDS) == "bcb"
    assert time.process_time() - start < PROMISED / 4


def test_the_length_of_a_replaced_text_is_bounded() -> None:
    assert replace_all("aaaa", "a", "bb", SECONDS, limit=8) == "bbbbbbbb"
    with pytest.raises(LimitReached) as reached:
        replace_all("aaaa", "a", "bb", SECONDS, limit=7)
    assert reached.value.name == "string"


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(InvalidRegex):
        matches("(" * 900 + ")" * 900, "", SECONDS)
    with pytest.raises(InvalidRegex):
        matches("[" * 900 + "a" + "]" * 900, "", SECONDS)


PIECES = [
    "a",
    "b",
    "(",
    ")",
    "[",
    "]",
    "[^",
    "&&",
    "|",
    "*",
    "+",
    "?",
    "{2}",
    "{1,}",
    ".",
    "^",
    "$",
    "\\",
    "d",
    "p{L}",
    "\\Q",
    "\\E",
    "(?:",
]
PIECES += ["(?<n>", "(?i)", "(?=", "(?<!", "\\1", "\\k<n>", "-", "\\b", "(?x)", "#", " ", "é", "\\u00e9", "\\x{41}"]
PATTERNS = st.text(max_size=12) | st.lists(st.sampled_from(PIECES), max_size=10).map("".join)


@example(pattern="\\p{IsGreek}", text="α", replacement="$0")
@given(pattern=PATTERNS, text=st.text(max_size=20), replacement=st.text(alphabet="$\\{}n01a", max_size=6))
def test_any_pattern_answers_or_is_refused(pattern: str, text: str, replacement: str) -> None:
    with suppress(InvalidRegex, InvalidReplacement, LimitReached):
        matches(pattern, text, SECONDS)
        split(text, pattern, 0, SECONDS)
        replace_first(text, pattern, replacement, SECONDS)
        replace_all(text, pattern, replacement, SECONDS, limit=10_000)


@given(st.text(max_size=30), st.text(alphabet="ab,.", max_size=30))
def test_a_quoted_text_is_found_as_it_is(literal: str, text: str) -> None:
    literal = literal.replace("\\E", "")
    pattern = f"\\Q{literal}\\E"
    if not literal.endswith("\\"):
        assert matches(pattern, literal, SECONDS)
        if literal:
            assert replace_all(text, pattern, "", SECONDS) == text.replace(literal, "")
