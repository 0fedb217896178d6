"""A request to SQS or SNS in form encoding: `Action=SendMessage&MessageBody=…`.

Documented: "Making Query API requests using AWS query protocol" (SQS developer guide), "Common errors" (SNS API reference).
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import unquote_plus

from playground.services.api_model import api_model
from playground.services.finding import Finding, ServiceError
from playground.services.near_names import near_name
from playground.words import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


_MOST = 20
"""Findings of parameters that are told of one form."""
_COMMON = frozenset({"Action", "Version", "AWSAccessKeyId", "Timestamp", "Expires", "SignatureMethod", "SignatureVersion", "Signature"})


def findings(service: str, body: str, query: Mapping[str, str]) -> list[Finding]:
    """What is wrong with a form; `query`: the parameters in the address, which count as well."""
    model = api_model(service)
    pairs = list(_pairs(body))
    given = {name: value for name, value, _, _ in pairs} | dict(query)
    action = given.get("Action")
    if action is None:
        if not body.strip() and not query:
            return []
        message = "Action is missing: it says what the service is to do"
        return [Finding("request.member", "error", message, "Write Action=… first.", None, begin=0, end=len(body), answer=_no_action())]
    if action not in model.actions:
        return [_unknown_action(action, model.actions, pairs)]
    shape = model.actions[action]
    shape_of = model.shape(shape) if shape else None
    known = {*_COMMON, *(shape_of.members if shape_of else ())}
    found = list(islice((one for pair in pairs for one in _of_pair(pair, known)), _MOST))
    for name in shape_of.required if shape_of else ():
        if not any(_root(one) in {name, name.removesuffix("s")} for one in given) and not (service == "sqs" and name == "QueueUrl"):
            found.append(_missing(name, body))  # noqa: PERF401 - one after the other, as they are looked for
    return found


def _pairs(body: str) -> Iterator[tuple[str, str, int, int]]:
    """Name, value, and the offsets of each parameter."""
    at = 0
    for piece in body.split("&"):
        name, _, value = piece.partition("=")
        yield unquote_plus(name.strip()), unquote_plus(value), at, at + len(piece)
        at += len(piece) + 1


def _root(name: str) -> str:
    """`MessageAttribute` of `MessageAttribute.1.Name`."""
    return name.partition(".")[0]


def _of_pair(pair: tuple[str, str, int, int], known: set[str]) -> Iterator[Finding]:
    name, _, begin, end = pair
    root = _root(name)
    if begin == end or root in known or f"{root}s" in known or any(one.startswith(root) for one in known if len(root) > 3):
        return
    near = near_name(root, known)
    if near:
        message = f"{shorten(root, 60)} is no parameter that it knows: {near} is"
        yield Finding("request.member", "warning", message, f"Write {near}.", None, begin=begin, end=begin + len(root), rename=near)
    elif begin:
        message = f"What stands behind a & is a parameter of its own, “{shorten(name, 40)}”, and none that the service knows"
        hint = "Write $util.urlEncode(…) around the value before it."
        yield Finding("request.json", "warning", message, hint, None, begin=begin - 1, end=end)
    else:
        yield Finding("request.member", "warning", f"{shorten(root, 60)} is no parameter that it knows", "", None, begin=begin, end=end)


def _unknown_action(action: str, known: Mapping[str, object], pairs: list[tuple[str, str, int, int]]) -> Finding:
    near = near_name(action, known)
    begin, end = next(((begin, end) for name, _, begin, end in pairs if name == "Action"), (0, 0))
    message = f"There is no action {shorten(action, 60) or '“”'}" + (f": {near} is one" if near else "")
    answer = _error("InvalidAction", "The action or operation requested is invalid.")
    return Finding(
        "request.action", "error", message, f"Write {near}." if near else "", None, begin=begin, end=end, answer=answer, rename=near
    )


def _missing(name: str, body: str) -> Finding:
    answer = _error("MissingParameter", f"The request must contain the parameter {name}.")
    return Finding("request.member", "error", f"{name} is missing", f"Add {name}=…", None, begin=0, end=len(body), answer=answer)


def _no_action() -> ServiceError:
    return _error("MissingAction", "The request is missing an action or a required parameter.")


def _error(code: str, message: str) -> ServiceError:
    """A refusal, as services with a query protocol write it."""
    body = f"<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>{message}</Message></Error></ErrorResponse>"
    return ServiceError(code, message, body=body)
