"""The child's side: what each of the two workers loads, and how it replies."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import closing

import pytest

from playground import Limits, examples
from playground.errors import InvalidDocument
from playground.evaluator import Evaluator, tool_worker, worker
from playground.evaluator.replies import INVALID, MALFORMED, PLAIN, RESULT, TOOL
from playground.model import MalformedJson

SCENARIO = b'{"template": "$input.body", "backend": {"body": "1"}}'


@pytest.mark.processes
def test_what_evaluates_loads_no_tool() -> None:
    names = ("cases.run", "cases.variants", "documents", "evaluator.tools")
    program = f"import sys, playground.evaluator.worker; print([name for name in {names} if f'playground.{{name}}' in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("module", [worker, tool_worker])
@pytest.mark.parametrize(("document", "kind"), [(SCENARIO, RESULT), (b"{", MALFORMED), (b"{}", INVALID)])
def test_each_worker_evaluates(module: object, document: bytes, kind: bytes) -> None:
    reply: bytes = module.answer(PLAIN + document, Limits())  # type: ignore[attr-defined]
    assert reply[:1] == kind
    assert json.loads(reply.partition(b"\n")[2])


@pytest.mark.parametrize(("document", "kind"), [(SCENARIO, RESULT), (b"{", MALFORMED), (b"{}", INVALID)])
def test_the_worker_with_tools_runs_them(document: bytes, kind: bytes) -> None:
    assert tool_worker.answer(TOOL + b"cases\n" + document, Limits())[:1] == kind


@pytest.mark.processes
@pytest.mark.parametrize("has_tools", [True, False])
def test_the_sandbox_evaluates_every_example_with_and_without_tools(*, has_tools: bool) -> None:
    with closing(Evaluator(Limits(seconds=20), size=1, has_tools=has_tools)) as evaluator:
        for one in examples.load():
            assert json.loads(evaluator.evaluate(json.dumps(one.document).encode()))["status"] is not None
        with pytest.raises(MalformedJson):
            evaluator.evaluate(b"{")
        with pytest.raises(InvalidDocument):
            evaluator.evaluate(b"{}")
