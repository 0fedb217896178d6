"""What pydantic finds wrong with a document, as problems in plain words; and problems as an error of pydantic's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

from playground.errors import Problem
from playground.jsontext.pointer import from_pointer, to_pointer

if TYPE_CHECKING:
    from collections.abc import Iterable

_MESSAGES = {
    "extra_forbidden": "is no member here",
    "missing": "is missing",
    "bool_type": "must be true or false",
    "is_instance_of": "must be text",
    "dict_type": "must be an object",
    "model_type": "must be an object",
    "list_type": "must be a list",
    "string_unicode": "has a name with half a character in it",
    "int_type": "must be a whole number",
    "greater_than_equal": "must be from 100 to 599",
    "less_than_equal": "must be from 100 to 599",
}


def problems_of(error: ValidationError) -> list[Problem]:
    """Everything that is wrong, each with its JSON Pointer."""
    return [_to_problem(dict(found)) for found in error.errors(include_url=False, include_context=False)]


def refusal(problems: Iterable[Problem]) -> ValidationError:
    """The error with which a validator refuses a part of a document: pydantic puts the part's own path before those of the problems."""
    return ValidationError.from_exception_data("refused", [_to_error(one) for one in problems])


def _to_problem(error: dict[str, Any]) -> Problem:
    path = [str(part) for part in error["loc"] if part != "[key]"]
    message = _MESSAGES.get(error["type"]) or error["msg"].removeprefix("Value error, ")
    if error["type"] == "literal_error":
        choices = error["msg"].removeprefix("Input should be ")
        message = f"must be one of {choices}" if " or " in choices else f"must be {choices}"
    return Problem(to_pointer(path), message)


def _to_error(problem: Problem) -> InitErrorDetails:
    kind = PydanticCustomError("problem", "{message}", {"message": problem.message})
    return InitErrorDetails(type=kind, loc=tuple(from_pointer(problem.path)), input=None)
