"""Every limit: it holds at its number, one below and one above; it is said; it is set by the environment and reaches the sandbox."""

from __future__ import annotations

import json
import time
from contextlib import closing
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

import pytest

from playground import Limits, Result, Scenario, evaluate
from playground.evaluator import Evaluator
from playground.settings import InvalidSetting, Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import StartSite
    from tests.serving import Site

N = 40


def template(text: str, body: str = "{}") -> dict[str, Any]:
    return {"template": text, "backend": {"body": body}}


def failing(text: str) -> dict[str, Any]:
    """The gateway itself answers, with its template `text`."""
    return {"template": "", "failure": "THROTTLED", "gatewayResponses": {"THROTTLED": {"responseTemplates": {"application/json": text}}}}


def validated(schema: dict[str, Any], body: str) -> dict[str, Any]:
    """A body is held against a model."""
    method = {"requestValidatorId": "v", "requestModels": {"application/json": "M"}, "methodIntegration": {"type": "MOCK"}}
    api = {"requestValidators": {"v": {"validateRequestBody": True}}, "models": {"M": {"schema": schema}}}
    return {"method": method, "api": api, "request": {"body": body}}


def members(count: int) -> str:
    return json.dumps({"a": list(range(count))})


COUNTED: dict[str, dict[str, Callable[[int], dict[str, Any]]]] = {
    "template": {"its bytes": lambda n: template("x" * n), "and not its characters": lambda n: template("é" * (n // 2) + "x" * (n % 2))},
    "body": {
        "the backend's": lambda n: template("x", "1" * n),
        "the client's": lambda n: {"template": "x", "request": {"body": "1" * n}, "backend": {}},
    },
    "iterations": {
        "one loop": lambda n: template(f"#foreach($i in [1..{n}])#end"),
        "two, one after the other": lambda n: template(f"#foreach($i in [1..{n - 3}])#end#foreach($i in [1..3])#end"),
        "loops in a loop": lambda n: template(f"#foreach($i in [1..{n - 3}])#if($i == 1)#foreach($j in [1..3])#end#end#end"),
    },
    "output": {
        "text": lambda n: template("x" * n),
        "in a loop": lambda n: template(f"#foreach($i in [1..{n}])x#end"),
        "a value": lambda n: template("$input.body", "1" * n),
        "a gateway response": lambda n: failing("x" * (n - 4) + "$context.stage"),
        "a block, where it is printed": lambda n: template(f"#define($x){'x' * n}#end$x"),
    },
    "string": {
        "put together": lambda n: template(f"#set($x = '{'x' * (n - 1)}')#set($y = \"$x.\")"),
        "added": lambda n: template(f"#set($x = '{'x' * (n - 1)}')#set($y = $x + 'y')"),
        "replaced": lambda n: template(f"#set($x = '{'x' * (n // 2)}')#set($y = $x.replaceAll('x', 'yy') + '{'y' * (n % 2)}')"),
        "a list": lambda n: template(f"#set($x = [])#foreach($i in [1..{n}])#set($y = $x.add($i))#end"),
        "a map": lambda n: template(f"#set($x = {{}})#foreach($i in [1..{n}])#set($y = $x.put($i, $i))#end"),
        "a range": lambda n: template(f"#set($x = [1..{n}])"),
    },
    "nesting": {
        "directives": lambda n: template("#if(true)" * (n - 1) + "#end" * (n - 1)),  # in the last stands `true`
        "lists": lambda n: template("#set($x = " + "[" * n + "]" * n + ")"),
        "parentheses": lambda n: template("#set($x = " + "(" * (n - 1) + "1" + ")" * (n - 1) + ")"),
        "calls": lambda n: template("$x.a(" * n + "1" + ")" * n),
    },
    "steps": {
        "references": lambda n: template("$x" * n),
        "calls": lambda n: template("#foreach($i in [1..3])$x#end" + "$x" * (n - 4)),
    },
    "jsonpath": {
        "a list": lambda n: template("$input.path('$.a[*]').size()", members(n - 2)),  # its members, itself, and what it is in
        "a slice": lambda n: template("$input.path('$.a[0:99]').size()", members(n - 2)),
        "in a loop, each for itself": lambda n: template("#foreach($i in [1..9])$input.json('$.a[*]')#end", members(n - 2)),
    },
}
"""Limit → ways to use exactly n of it."""
OTHERWISE = {"loop", "regex", "seconds", "memory", "engine"}
"""Tested below, and in `services/test_engine`: what is not counted, or does not end the run."""
CASES = [(name, way) for name, ways in COUNTED.items() for way in ways]


def run(document: dict[str, Any], **limits: float) -> Result:
    return evaluate(Scenario.from_document(document), replace(Limits(seconds=20), **limits))  # type: ignore[arg-type] # each has its own type


def reached(result: Result) -> list[str]:
    return [finding.code for finding in result.diagnostics if finding.code.startswith("limit.")]


def test_every_limit_has_its_test() -> None:
    assert {field.name for field in fields(Limits)} == set(COUNTED) | OTHERWISE


@pytest.mark.parametrize(("name", "way"), CASES)
def test_a_limit_holds_at_its_number_one_below_and_one_above(name: str, way: str) -> None:
    make = COUNTED[name][way]
    for used in (N - 1, N):
        result = run(make(used), **{name: N})
        assert reached(result) == [], used
        assert result.status is not None
    result = run(make(N + 1), **{name: N})
    assert reached(result) == [f"limit.{name}"]
    assert (result.status, result.headers, result.body) == (None, None, None)
    (finding,) = (finding for finding in result.diagnostics if finding.code == f"limit.{name}")
    assert str(N) in finding.message
    assert finding.severity == "error"


@pytest.mark.parametrize(("items", "said"), [(N - 1, []), (N, []), (N + 1, ["limit.loop"])])
def test_a_loop_ends_where_awss_ends(items: int, said: list[str]) -> None:
    result = run(template("#foreach($i in $input.path('$.a'))x#end", members(items)), loop=N)
    assert (result.status, result.body, reached(result)) == (200, "x" * min(items, N), said)


def test_the_quotas_of_api_gateway_are_named_where_they_are_reached() -> None:
    for name, quota in {"template": "API Gateway's own is 300 KB", "body": "API Gateway's own is 10 MB", "output": "10 MB"}.items():
        way = next(iter(COUNTED[name].values()))
        finding = run(way(N + 1), **{name: N}).diagnostics[-1]
        assert quota in finding.message + finding.help
    finding = run(template("#foreach($i in [1..3])#end"), loop=2).diagnostics[0]
    assert "AWS" in finding.message + finding.help or "API Gateway" in finding.message + finding.help


@pytest.mark.parametrize(
    "slow",
    [
        template("$input.path('$.s').matches('(a|aa)+$')", '{"s": "' + "a" * 40 + '!"}'),
        template("$input.path('$.s').replaceAll('(a|aa)+$', 'b')", '{"s": "' + "a" * 40 + '!"}'),
        template("$input.path('$[?(@.s =~ /(a|aa)+$/)]')", '[{"s": "' + "a" * 40 + '!"}]'),
        validated({"pattern": "^(a|aa)+$"}, '"' + "a" * 40 + '!"'),
    ],
)
@pytest.mark.alone
@pytest.mark.parametrize("seconds", [0.05, 0.3])
def test_a_regular_expression_has_so_much_time_and_no_more(slow: dict[str, Any], seconds: float) -> None:
    start = time.process_time()  # which is what is limited
    result = run(slow, regex=seconds)
    taken = time.process_time() - start
    assert reached(result) == ["limit.regex"]
    assert seconds * 0.9 <= taken < seconds + 0.15


def test_a_regular_expression_that_needs_less_time_has_it() -> None:
    assert run(template("$input.path('$.s').matches('(a|aa)+!')", '{"s": "' + "a" * 40 + '!"}'), regex=0.5).body == "true"


ENDLESS = template("#foreach($i in [1..999])" * 4 + "$i" + "#end" * 4)
FAR = {"iterations": 10**12, "steps": 10**12, "output": 10**12}


def asked(limits: Limits, document: dict[str, Any]) -> tuple[dict[str, Any], float]:
    """The sandbox's answer under these limits, and the seconds that it took."""
    with closing(Evaluator(limits, size=1)) as evaluator:
        evaluator.evaluate(b'{"template": ""}')  # the sandbox is there
        start = time.perf_counter()
        result: dict[str, Any] = json.loads(evaluator.evaluate(json.dumps(document).encode()))
        return result, time.perf_counter() - start


@pytest.mark.alone
@pytest.mark.parametrize("seconds", [0.4, 0.8])
def test_an_evaluation_has_so_many_seconds_and_no_more(seconds: float) -> None:
    result, taken = asked(Limits(seconds=seconds, **FAR), ENDLESS)
    assert [finding["code"] for finding in result["diagnostics"]] == ["limit.seconds"]
    assert f"{seconds:g} s" in result["diagnostics"][0]["message"]
    assert seconds * 0.9 <= taken < seconds + 0.5


@pytest.mark.processes
@pytest.mark.parametrize(("megabytes", "memory", "said"), [(60, 200, []), (300, 200, ["limit.memory"]), (300, 600, [])])
def test_an_evaluation_has_so_much_memory_and_no_more(megabytes: int, memory: int, said: list[str]) -> None:
    doubled = template(f'#set($l = [])#set($s = $input.body)#foreach($i in [1..{megabytes}])#set($x = $l.add("$s$i"))#end', "1" * 1024**2)
    limits = Limits(memory=memory * 1024**2, seconds=10, output=10**9)
    result, _ = asked(limits, doubled)
    assert [finding["code"] for finding in result["diagnostics"] if finding["code"].startswith("limit.")] == said
    assert (result["status"] is None) == bool(said)


@pytest.mark.parametrize(("cores", "workers", "at_once"), [(1, 2, 1), (2, 2, 1), (8, 2, 4), (8, 3, 2), (None, 1, 1)])
def test_a_web_process_keeps_its_share_of_the_cores_busy(
    monkeypatch: pytest.MonkeyPatch, cores: int | None, workers: int, at_once: int
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: cores)
    assert Settings(workers=workers).children_at_once == at_once


@pytest.mark.parametrize("text", ["", "0", "-1", "1.5", "many", "inf", "1e3", "nan"])
def test_a_limit_that_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(InvalidSetting, match=r"PLAYGROUND_LIMIT_STEPS is .*, but must be a positive whole number"):
        Settings.from_environment({"PLAYGROUND_LIMIT_STEPS": text})
    with pytest.raises(InvalidSetting, match="no such setting"):
        Settings.from_environment({"PLAYGROUND_LIMIT_STEP": "5"})


def test_a_limit_that_is_set_holds_on_the_site(start_site: StartSite) -> None:
    few = {"iterations": "one loop", "output": "text", "string": "a range", "steps": "references", "jsonpath": "a list"}
    variables_ = {f"PLAYGROUND_LIMIT_{name.upper()}": str(N) for name in few}
    with start_site(PLAYGROUND_CHILDREN="1", **variables_) as site:
        for name, way in few.items():
            make = COUNTED[name][way]
            assert reached_on(site, make(N)) == []
            assert reached_on(site, make(N + 1)) == [f"limit.{name}"]


def reached_on(site: Site, document: dict[str, Any]) -> list[str]:
    return [finding["code"] for finding in site.evaluate(document).json["diagnostics"] if finding["code"].startswith("limit.")]
