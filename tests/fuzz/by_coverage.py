"""One fuzz target under atheris, in a process of its own: libFuzzer ends it. Its arguments are a target's name and libFuzzer's options."""

from __future__ import annotations

import json
import sys

import atheris

with atheris.instrument_imports(include=["playground"]):
    from playground.evaluator.worker import answer
    from playground.limits import Limits
    from tests.fuzz import targets

LIMITS = Limits()
sys.setrecursionlimit(20_000)  # as in the sandbox's children


def parser(template: str, _body: str) -> None:
    targets.check_parser(template)


def jsonpath(template: str, _body: str) -> None:
    targets.check_jsonpath(template)


def reader(template: str, _body: str) -> None:
    targets.check_reader(template.encode("utf-8", "surrogatepass"))


def evaluate(template: str, body: str) -> None:
    """What a child does; the whole gateway is in it."""
    document = {"method": {"methodIntegration": {"requestTemplates": {"application/json": body}}}, "request": {"body": template}}
    for one in ({"template": template, "backend": {"body": body}}, document):
        reply = answer(b"t" + json.dumps(one).encode(), LIMITS)
        assert reply[:1] == b"R", reply


CHECKS = {"parser": parser, "jsonpath": jsonpath, "reader": reader, "evaluator": evaluate}


def main() -> None:
    check = CHECKS[sys.argv.pop(1)]

    def one(data: bytes) -> None:
        template, _, body = data.decode("utf-8", "replace").partition("\0")
        check(template, body)

    atheris.Setup(sys.argv, one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
