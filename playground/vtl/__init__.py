"""The Velocity Template Language as API Gateway runs it: `parse` a text, `render` it. Knows no AWS service."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from playground.diagnostics import Lines, Span
from playground.errors import LimitReached
from playground.vtl.compile.calls import failure
from playground.vtl.compile.recorder import Recorder
from playground.vtl.compile.statements import Compiler
from playground.vtl.java.values import JavaException
from playground.vtl.runtime.meter import Run
from playground.vtl.runtime.record import Record
from playground.vtl.runtime.scope import BreakBlock, Scope, StopTemplate
from playground.vtl.syntax.parser import parse_tree

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from playground.limits import Limits
    from playground.vtl.compile.functions import Render
    from playground.vtl.runtime.record import Site

__all__ = ["Record", "Run", "Template", "parse"]


class Template:
    """A template that is ready to render, as often as is wanted."""

    def __init__(self, text: str, limits: Limits) -> None:
        self.text = text
        try:
            self.tree = parse_tree(text, limits)
            self._render = Compiler().block(self.tree.block)
        except RecursionError:
            raise _too_deep(Span(0, 0)) from None

    @property
    def names(self) -> set[str]:
        """The roots of all references in it: what is not among them cannot be read."""
        return self.tree.state.names

    def render(self, variables: Mapping[str, object], run: Run, record: Record | None = None) -> str:
        """What the template writes. TemplateFailure where it fails as on AWS, LimitReached at a limit of ours.

        `record` is filled with what each part of the template did.
        """
        scope = Scope(dict(variables), run, record)
        try:
            self._run(scope, record)
        except (StopTemplate, BreakBlock):
            pass
        except JavaException as error:
            raise failure(error, run.span, "The template") from error
        except RecursionError:
            raise _too_deep(run.span) from None
        text = scope.text()
        run.check_written(text)
        return text

    def _run(self, scope: Scope, record: Record | None) -> None:
        if record is None:
            self._render(scope)
            return
        render, sites = self._recorded
        record.begin(sites, scope.out, scope.writers)
        try:
            render(scope)
        finally:
            record.wrote(scope.out, scope.writers)

    @cached_property
    def _recorded(self) -> tuple[Render, Sequence[Site]]:
        """The same as `_render`, but it records, and the sites that it records."""
        recorder = Recorder(Lines(self.text))
        return Compiler(recorder).block(self.tree.block), recorder.sites


def parse(text: str, limits: Limits) -> Template:
    """Read a template. TemplateFailure with a diagnostic for each thing that is wrong with it; LimitReached where it is too deep."""
    return Template(text, limits)


def _too_deep(span: Span) -> LimitReached:
    return LimitReached("nesting", "The template, or a value that it made, is nested too deep.", span=span)
