"""Request validators: required parameters, then the body.

Evidence: documented: api-gateway-method-request-validation; recorded: ls/validator (both wrong: the parameters' message).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.diagnostics import Diagnostic
from playground.gateway.body_validation import validate_body
from playground.gateway.failures import GatewayFailure
from playground.words import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from playground.gateway.evaluation import Evaluation
    from playground.model import Request

_LOCATIONS = {"header": "the header", "path": "the path parameter", "querystring": "the query parameter"}
"""Where a parameter stands, in the order of AWS's message (recorded: ls/validator)."""
_PREFIX = "method.request."


def validate(evaluation: Evaluation) -> None:
    """Check the call as the method's request validator says. GatewayFailure (400) where it is refused; LimitReached."""
    name = evaluation.method.requestValidatorId
    if not name:
        return
    validator = evaluation.scenario.api.requestValidators.get(name)
    if validator is None:
        shown = shorten(name, 60)
        message = f"The method has the request validator {shown}, which `api.requestValidators` does not define: nothing is validated here."
        hint = f'Add it: "api": {{"requestValidators": {{"{shown}": {{"validateRequestBody": true, "validateRequestParameters": true}}}}}}'
        evaluation.tell(Diagnostic("validator.unknown", "info", message, hint, where="/method/requestValidatorId"))
        return
    if validator.validateRequestParameters:
        _validate_parameters(evaluation)
    if validator.validateRequestBody:
        validate_body(evaluation)


def _validate_parameters(evaluation: Evaluation) -> None:
    missing = list(_missing(evaluation.method.requestParameters, evaluation.scenario.request))
    if not missing:
        return
    listed = ", ".join(
        f"{_LOCATIONS[location]} `{shorten(name, 60)}`{' (which is blank)' * is_blank}" for location, name, is_blank in missing[:10]
    )
    diagnostic = Diagnostic(
        "validator.parameters",
        "error",
        f"The method requires what the call does not have: {listed}. AWS answers 400.",
        help="Give it to the call; or set it to false in requestParameters, which makes it optional.",
        where="/method/requestParameters",
    )
    names = ", ".join(name for _, name, _ in missing)
    raise GatewayFailure("BAD_REQUEST_PARAMETERS", [diagnostic], message=f"Missing required request parameters: [{names}]")


def _missing(parameters: Mapping[str, bool], request: Request) -> Iterator[tuple[str, str, bool]]:
    """The required parameters that are absent or blank: location, name, whether it is there; in one location as the method lists them."""
    for location in _LOCATIONS:
        given = _given(location, request)
        for key, required in parameters.items():
            where, _, name = key.removeprefix(_PREFIX).partition(".")
            if not key.startswith(_PREFIX) or where.removeprefix("multivalue") != location or not required:
                continue
            values = given.get(name.lower() if location == "header" else name, ())
            if not any(value.strip() for value in values):
                yield location, name, bool(values)


def _given(location: str, request: Request) -> Mapping[str, Sequence[str]]:
    """What a call gives in a location, by name; of headers, whose case does not count, by the name in lower case."""
    if location == "path":
        return {name: (value,) for name, value in request.path.items()}
    found: dict[str, list[str]] = {}
    for name, value in (request.header if location == "header" else request.querystring).items():
        key = name.lower() if location == "header" else name
        found.setdefault(key, []).extend([value] if isinstance(value, str) else value)
    return found
