"""The Velocity Template Language as API Gateway runs it: `parse` a text, `render` it. Knows no AWS service."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.diagnostics import Span
from playground.errors import LimitReached
from playground.vtl.compiler import Compiler
from playground.vtl.parser import parse_tree
from playground.vtl.recorder import Recorder
from playground.vtl.references import failure
from playground.vtl.run import Run
from playground.vtl.scope import BreakBlock, Scope, StopTemplate
from playground.vtl.values import JavaException

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playground.limits import Limits

__all__ = ["Recorder", "Run", "Template", "parse"]


class Template:
    """A template that is ready to render, as often as is wanted."""

    def __init__(self, text: str, limits: Limits, recorder: Recorder | None = None) -> None:
        self.text = text
        try:
            self.tree = parse_tree(text, limits)
            self._render = Compiler(recorder).block(self.tree.block)
        except RecursionError:
            raise _too_deep(Span(0, 0)) from None

    def render(self, variables: Mapping[str, object], run: Run) -> str:
        """What the template writes. TemplateFailure where it fails as on AWS, LimitReached at a limit of ours."""
        scope = Scope(dict(variables), run)
        try:
            self._render(scope)
        except (StopTemplate, BreakBlock):
            pass
        except JavaException as error:
            raise failure(error, run.span, "The template") from error
        except RecursionError:
            raise _too_deep(run.span) from None
        return "".join(scope.out)


def parse(text: str, limits: Limits, recorder: Recorder | None = None) -> Template:
    """Read a template. TemplateFailure with a diagnostic for each thing that is wrong with it; LimitReached where it is too deep.

    A `recorder` records what the template does when it renders; it serves one rendering.
    """
    return Template(text, limits, recorder)


def _too_deep(span: Span) -> LimitReached:
    return LimitReached("nesting", "The template, or a value that it made, is nested too deep.", span=span)
