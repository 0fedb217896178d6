"""The same call once more with something else in it: what a template would have written.

A trial begins with all that the call began with: `$context` is made anew, payloads are read anew, what the request template leaves to the
response template is made again, and a validator that refuses the call ends it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from playground.errors import LimitReached, TemplateFailure
from playground.gateway.evaluation import Evaluation
from playground.gateway.failures import GatewayFailure
from playground.gateway.method_request import admit
from playground.gateway.rendering import write
from playground.vtl.java.values import JavaException

if TYPE_CHECKING:
    from playground.gateway.stage_values import Rendering
    from playground.gateway.variables.context import ContextMap
    from playground.model import Scenario
    from playground.vtl import Record, Template

MOST_SPENT = 150_000
"""What all trials of a rendering may spend together (`Run.spent`, in steps), some 0.15 s: counted, so that a busy machine says the same."""
_OF_A_TRIAL = 100
"""Steps that making an evaluation counts as."""
_CHARACTERS_A_STEP = 25
_PARSED_A_STEP = 3
"""Characters of a template that take a step to read."""


class Trial:
    """Trials of one rendering in an evaluation."""

    def __init__(self, evaluation: Evaluation, rendering: Rendering) -> None:
        self._evaluation = evaluation
        self._before = evaluation.rendered[: evaluation.rendered.index(rendering)]
        self.rendering = rendering
        self.scenario = evaluation.scenario
        self.limits = evaluation.limits
        self._left = MOST_SPENT

    def write(self, scenario: Scenario, template: Template | None = None, record: Record | None = None) -> str | None:
        """What the template, or another in its place, writes for a Scenario that differs in the call alone.

        None where the call does not come as far, where the template fails, and where all trials together took too long.
        """
        done = self.run(scenario, template, record)
        return None if done is None else done[0]

    def run(self, scenario: Scenario, template: Template | None = None, record: Record | None = None) -> tuple[str, ContextMap] | None:
        """As `write`, with the `$context` that it leaves."""
        if self._left <= 0:
            return None
        seconds = self._evaluation.run.seconds_left()
        again = Evaluation(scenario, replace(self.limits, seconds=seconds))
        try:
            admit(again)
            for one in self._before:
                payload = again.request_payload if one.headers is None else one.payload.anew()
                write(again, one.template, payload, one.headers, None)
            one = self.rendering
            payload = again.request_payload if one.headers is None else one.payload.anew()
            return write(again, template or one.template, payload, one.headers, record), again.context
        except (GatewayFailure, TemplateFailure, LimitReached, JavaException, RecursionError):
            return None
        finally:
            read = len(scenario.request.body) // _CHARACTERS_A_STEP + (len(template.text) // _PARSED_A_STEP if template else 0)
            self._left -= again.run.spent + read + _OF_A_TRIAL
