"""What the client gets where the gateway itself answers: which entry of the API applies, and its substitution.

A gateway response is no Velocity template: `$context.x` and the like are put in as they are, and nothing else happens.
Evidence: documented: api-gateway-gatewayResponse-definition; user-reported: ministack 1746 and 1756 (measured on AWS, 2026-09).
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from playground.diagnostics import Diagnostic, utf8_length
from playground.errors import LimitReached
from playground.gateway.answer import Answer, Cause
from playground.gateway.checks.call.mapping_sources import absent_in_request
from playground.gateway.gateway_response_types import HEADER_PREFIX, NAME, TEMPLATE_TYPE, TYPES, source_of
from playground.gateway.variables.parameters import last
from playground.jsontext.flaws import find_flaw
from playground.jsontext.pointer import to_pointer
from playground.vtl.java.values import JavaException, to_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playground.gateway.evaluation import Evaluation
    from playground.gateway.failures import GatewayFailure
    from playground.gateway.gateway_response_types import ResponseType
    from playground.model import GatewayResponse

DEFAULT_TEMPLATE = '{"message":$context.error.messageString}'
_VARIABLE = re.compile(rf"\$(?:(?P<braces>\{{)(?P<inner>{NAME.pattern})\}}|(?P<bare>{NAME.pattern}))")
_MOST_MINUS = 20
"""How many `-` of a name without braces are tried as its end."""


def answer(failure: GatewayFailure, evaluation: Evaluation) -> Answer:
    """The client's answer to a failure, by the API's entry of its type, by that of its family, or as AWS's own. LimitReached."""
    kind = TYPES[failure.kind]
    error = _error(failure, kind)
    headers = {"Content-Type": TEMPLATE_TYPE, "x-amzn-ErrorType": kind.error_type}
    entries = evaluation.scenario.gatewayResponses
    name = next((name for name in (failure.kind, kind.fallback) if name in entries), None)
    if name is None:
        _tell_uncertain(failure.kind, kind, evaluation, is_own=True)
        return _of(kind.status, headers, f'{{"{kind.member}":{error["messageString"]}}}', "")
    given, where = entries[name], to_pointer(("gatewayResponses", name))
    values = _Values(error, evaluation)
    template = given.responseTemplates.get(TEMPLATE_TYPE)
    _tell_uncertain(failure.kind, kind, evaluation, is_own=not template or "context.error.message" in template, is_default=not template)
    _set_headers(evaluation, headers, given, values, where)
    body = values.put_into(template or DEFAULT_TEMPLATE)
    _check_body(evaluation, headers, body, f"{where}/responseTemplates/application~1json" if template else where)
    return _of(int(given.statusCode or kind.status), headers, body, where)


def _of(status: int, headers: dict[str, str], body: str, where: str) -> Answer:
    """The answer that the gateway response at the JSON Pointer `where` makes; "" is AWS's own."""
    cause = Cause("gatewayResponse", where)
    return Answer(status, body, cause, headers, dict.fromkeys(headers, cause))


def _error(failure: GatewayFailure, kind: ResponseType) -> dict[str, str]:
    """`$context.error`."""
    message = failure.message or kind.message
    return {
        "message": message or "",
        "messageString": (" " if kind.blank else "") + json.dumps(message, ensure_ascii=False),
        "responseType": kind.shown_as or failure.kind,
        "validationErrorString": failure.validation,
    }


class _Values:
    """What a gateway response can name, for one failure."""

    def __init__(self, error: Mapping[str, str], evaluation: Evaluation) -> None:
        self._error = error
        self._evaluation = evaluation

    def of(self, name: str) -> str | None:
        """The value of `context.x`, `stageVariables.x` or `method.request.location.x`; None where it is absent."""
        root, *path = name.split(".")
        if root == "stageVariables":
            return _text(self._evaluation.stage_variables.get(".".join(path)))
        if root == "method":
            return self._of_request(path[1], ".".join(path[2:]))
        if path[0] == "error":
            return self._error.get(".".join(path[1:]))
        value: object = self._evaluation.context
        for step in path:
            value = value.get(step) if isinstance(value, dict) else None
        return None if isinstance(value, dict) else _text(value)

    def _of_request(self, location: str, name: str) -> str | None:
        request = self._evaluation.scenario.request
        if location == "path":
            return request.path.get(name)
        given = {"header": request.header, "querystring": request.querystring}.get(location.removeprefix("multivalue"), {}).get(name)
        if given is None:
            return None
        return ",".join(given) if location.startswith("multivalue") and isinstance(given, list) else last(given)

    def _bare(self, name: str) -> str:
        """The value of a name without braces, which ends at a `-` where it is absent as it stands: `$context.stage-x`."""
        shorter = name
        for _ in range(_MOST_MINUS):
            value = self.of(shorter)
            if value is not None:
                return value + name[len(shorter) :]
            before, minus, _ = shorter.rpartition("-")
            if not minus or before.endswith(".") or "." in shorter[len(before) :]:
                return ""
            shorter = before
        return ""

    def put_into(self, template: str) -> str:
        """`template` with its variables put in; what is absent becomes nothing. LimitReached where that grows too long."""
        limit, pieces, size, at = self._evaluation.limits.output, [], 0, 0
        for match in _VARIABLE.finditer(template):
            pieces += [template[at : match.start()], self.of(match["inner"]) or "" if match["braces"] else self._bare(match["bare"])]
            size += sum(map(utf8_length, pieces[-2:]))
            at = match.end()
            if size > limit:
                break
        pieces.append(template[at:])
        if size + utf8_length(pieces[-1]) > limit:
            raise LimitReached("output", f"A gateway response has more than {limit:,} bytes.", help="AWS sends no payload beyond 10 MB.")
        return "".join(pieces)


def _text(value: object) -> str | None:
    """A value as it is put in; a value that a template made may hold itself, and then has no text."""
    try:
        return None if value is None else to_text(value)
    except (JavaException, RecursionError):
        return None


def _set_headers(evaluation: Evaluation, headers: dict[str, str], given: GatewayResponse, values: _Values, where: str) -> None:
    """Set what the entry at `where` maps; a source that is absent leaves its header out. One entry a name, whatever its case.

    What AWS refuses is left out too; the lints tell of it. Evidence: user-reported: ministack 1756, aws-cdk 23105.
    """
    shown = {name.lower(): name for name in headers}
    for target, source in given.responseParameters.items():
        name, kind = target.removeprefix(HEADER_PREFIX), source_of(source)
        if kind is None or name == target or not name:
            continue
        value = source[1:-1] if kind == "literal" else values.of(source)
        if value is None:
            evaluation.tell(absent_in_request(evaluation, source, where + to_pointer(("responseParameters", target))))
            continue
        headers.pop(shown.get(name.lower(), ""), None)
        headers[name], shown[name.lower()] = value, name


def _tell_uncertain(name: str, kind: ResponseType, evaluation: Evaluation, *, is_own: bool, is_default: bool = False) -> None:
    """Tell what of this answer is not known; `is_own`: AWS's message is in it; `is_default`: by an entry without a template."""
    unknown = kind.uncertain if is_own or "error type" in kind.uncertain else ""
    if is_default and kind.member != "message":
        unknown = f"whether its body says `message` or `{kind.member}` where an entry has no template"
    if unknown:
        message = f"{name}: {unknown} on AWS is not known. Its status is."
        hint = "Do not let a client depend on that text; a gateway response with a template of its own says what you write."
        where = "/failure" if evaluation.scenario.failure == name else ""
        evaluation.tell(Diagnostic("uncertain.gateway-response", "info", message, hint, where=where))


def _check_body(evaluation: Evaluation, headers: Mapping[str, str], body: str, where: str) -> None:
    """Tell where a body is not the JSON that it says. Substitution writes no quotes of its own but those of `messageString`."""
    media = next((value for name, value in headers.items() if name.lower() == "content-type"), "")
    if not body.strip() or not media.partition(";")[0].strip().lower().endswith(("/json", "+json")):
        return
    flaw = find_flaw(body)
    if flaw is not None:
        message = f"The body of this gateway response is not valid JSON: {flaw.message}."
        hint = (
            "Write $context.error.messageString without quotes around it: it brings its own. Every other value is put in as it is, without"
            " quotes and without escapes."
        )
        evaluation.tell(Diagnostic("body.json", "warning", message, hint, where=where))
