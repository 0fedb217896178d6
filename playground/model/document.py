"""What Scenario and Result are made of: texts as Java has them, AWS's own shapes, and the two kinds of document."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, WithJsonSchema

STATUS_CODE = re.compile("[1-5][0-9]{2}")
_DEEPEST_CONTEXT = 50


def _text(value: object) -> str:
    # Not pydantic's own `str`, which refuses a lone surrogate; Java takes one.
    if not isinstance(value, str):
        raise ValueError("must be text")  # noqa: TRY004 - pydantic collects ValueErrors
    return value


def _texts(value: object) -> str | list[str]:
    if isinstance(value, str) or (isinstance(value, list) and all(isinstance(member, str) for member in value)):
        return value
    raise ValueError("must be text, or a list of texts")


def to_code(value: object) -> str:
    """A status code, which AWS prints as text and people write as a number."""
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(text, str) or not STATUS_CODE.fullmatch(text):
        raise ValueError('must be a status code from 100 to 599, such as "200"')
    return text


def shallow(value: dict[str, Any]) -> dict[str, Any]:
    """An object that is not nested too deep to be laid over and walked level by level."""
    level: list[object] = [value]
    for _ in range(_DEEPEST_CONTEXT):
        level = [member for one in level for member in (one.values() if isinstance(one, dict) else one if isinstance(one, list) else ())]
    if level:
        raise ValueError(f"is nested more than {_DEEPEST_CONTEXT} deep")
    return value


def no_null(value: object) -> object:
    """An empty object in the place of null, which AWS prints for what is empty."""
    return {} if value is None else value


Text = Annotated[str, PlainValidator(_text), WithJsonSchema({"type": "string"})]
TextOrNull = Annotated[
    str | None,
    PlainValidator(lambda value: None if value is None else _text(value)),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "null"}]}),
]
Texts = Annotated[
    str | list[str],
    PlainValidator(_texts),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
Code = Annotated[str, PlainValidator(to_code), WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "integer"}]})]
HttpStatus = Annotated[int, Field(strict=True, ge=100, le=599)]
Headers = dict[Text, Texts]


class Document(BaseModel):
    """What the playground itself defines: an unknown member is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class AwsDocument(BaseModel):
    """What AWS defines: members that are not used are kept."""

    model_config = ConfigDict(extra="allow", frozen=True)
