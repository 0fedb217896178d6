"""An evaluation's end → Result: places as lines and columns, causes, usage, log."""

from __future__ import annotations

import time
from itertools import accumulate, compress, islice
from typing import TYPE_CHECKING

from playground.diagnostics import Diagnostic, Lines, utf8_length, utf16_length
from playground.model import BackendSeen, BodyMap, CallChange, Edit, Finding, Origin, Place, Result, SelectedResponse, Trace, Usage, text_at

if TYPE_CHECKING:
    from playground.diagnostics import Span
    from playground.errors import LimitReached
    from playground.gateway.answer import Answer, Cause
    from playground.gateway.evaluation import Evaluation
    from playground.gateway.stage_values import BackendAnswer, MappingTemplate, Selection, SentRequest
    from playground.model import IntegrationRequest
    from playground.vtl import Record
    from playground.vtl.runtime.record import Site

MOST_DIAGNOSTICS = 100
MOST_PIECES = 20_000
"""Pieces of one body, from its start."""


class ResultBuilder:
    """Builds the Result of one evaluation: what stages gave on the way is noted, and in the end one of the `of_…` methods is called."""

    def __init__(self, evaluation: Evaluation, began: float) -> None:
        self.evaluation = evaluation
        self.began = began
        self._request: IntegrationRequest | None = None
        self._selected: SelectedResponse | None = None
        self._backend: BackendSeen | None = None
        self._lines: dict[str, Lines | None] = {}

    def keep_request(self, sent: SentRequest) -> None:
        """Show the request that is sent."""
        self._request = sent.request

    def keep_backend(self, answer: BackendAnswer) -> None:
        """Show the answer that the response side sees."""
        headers = {name: value if isinstance(value, str) else ",".join(value) for name, value in answer.headers.items()}
        self._backend = BackendSeen(
            by=answer.by, status=answer.status, header=headers, body=answer.body, engine=answer.engine, tables=answer.tables
        )

    def keep_selection(self, selection: Selection, template: MappingTemplate | None) -> None:
        """Show the integration response that was selected, and the template that is to run."""
        self._selected = SelectedResponse(
            statusCode=selection.status,
            selectionPattern=selection.response.selectionPattern or "",
            template=template.where if template else None,
            why=selection.why,
        )

    def of_answer(self, answer: Answer) -> Result:
        """The Result for what the client gets. A gateway response's body is written by no template of the method."""
        return self._result(
            rendered="" if answer.status_from.by == "gatewayResponse" else answer.body,
            status=answer.status,
            headers=answer.headers,
            body=answer.body,
            statusFrom=self._origin(answer.status_from),
            headersFrom={name: self._origin(cause) for name, cause in answer.headers_from.items()},
        )

    def of_nothing(self, limit: LimitReached | None = None) -> Result:
        """The Result without an answer: only the request side ran, or a limit ended the run in the template that rendered last."""
        if limit is not None:
            where = self.evaluation.where
            self.evaluation.tell(Diagnostic(f"limit.{limit.name}", "error", limit.message, help=limit.help, where=where, span=limit.span))
        return self._result(status=None, headers=None, body=None, statusFrom=None, headersFrom={})

    def _result(self, *, rendered: str = "", **answer: object) -> Result:
        """The Result; `rendered` is what a template wrote of the body."""
        evaluation = self.evaluation
        body = answer["body"]
        parts: dict[str, object] = {
            **answer,
            "integrationRequest": self._request,
            "integrationResponse": self._selected,
            "backend": self._backend,
            "diagnostics": [self._finding(diagnostic) for diagnostic in evaluation.diagnostics[:MOST_DIAGNOSTICS]],
            "usage": Usage(
                iterations=evaluation.run.iterations,
                bodyBytes=utf8_length(body) if isinstance(body, str) else 0,
                milliseconds=round((time.perf_counter() - self.began) * 1000, 3),
            ),
            "log": evaluation.log,
        }
        if evaluation.records is not None:
            parts |= self._recorded(rendered, evaluation.records)
        return Result.model_validate(parts)

    def _recorded(self, body: str, records: dict[str, Record]) -> dict[str, object]:
        """What each part of the templates did, and which wrote which piece of the body."""
        written = self._selected.template if self._selected else None
        trace: list[dict[str, object]] = []
        body_map = BodyMap(sites=[], offsets=[0])
        for where, record in records.items():
            if where == written and body:
                sizes = list(map(len if body.isascii() else utf16_length, record.texts))
                first = len(trace)
                sites = [first + site for site in islice(compress(record.writers, sizes), MOST_PIECES)]
                offsets = list(islice(accumulate(filter(None, sizes), initial=0), len(sites) + 1))
                body_map = BodyMap.model_construct(sites=sites, offsets=offsets)
            trace += [
                {**_to_document(where, site), "kind": site.kind, "count": count, "values": values, "missing": missing}
                for site, count, values, missing in record.ran()
            ]
        return {"trace": Trace(trace), "bodyMap": body_map}

    def _finding(self, diagnostic: Diagnostic) -> Finding:
        where = diagnostic.where
        start, end = self._places(where, diagnostic.span)
        fix = [
            Edit(start=edit_start, end=edit_end, text=edit.text)
            for edit in diagnostic.fix
            for edit_start, edit_end in [self._places(where, edit.span)]
            if edit_start is not None and edit_end is not None
        ]
        return Finding(
            code=diagnostic.code,
            severity=diagnostic.severity,
            message=diagnostic.message,
            help=diagnostic.help,
            where=where,
            start=start,
            end=end,
            fix=fix or None,
            call=CallChange(where=diagnostic.call.where, text=diagnostic.call.text) if diagnostic.call else None,
        )

    def _origin(self, cause: Cause) -> Origin:
        start, end = self._places(cause.where, cause.span)
        return Origin(by=cause.by, where=cause.where, start=start, end=end)

    def _places(self, where: str, span: Span | None) -> tuple[Place | None, Place | None]:
        if span is None:
            return None, None
        if where not in self._lines:
            text = text_at(self.evaluation.scenario, where)
            self._lines[where] = None if text is None else Lines(text)
        lines = self._lines[where]
        if lines is None:
            return None, None
        start, end = lines.position(span.start), lines.position(span.end)
        return Place(line=start.line, column=start.column), Place(line=end.line, column=end.column)


def _to_document(where: str, site: Site) -> dict[str, object]:
    """The place of a site as JSON."""
    start, end = site.start, site.end
    return {"where": where, "start": {"line": start.line, "column": start.column}, "end": {"line": end.line, "column": end.column}}
