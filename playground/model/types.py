"""Field types and base classes of the models: texts that may hold lone surrogates, AWS's shapes, nesting limits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, ValidationError, WithJsonSchema
from pydantic_core import core_schema

from playground.errors import InvalidDocument
from playground.model.refusals import problems_of

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler

STATUS_CODE = re.compile("[1-5][0-9]{2}")
_DEEPEST = 50
_DEEPEST_ITEM = 100
"""DynamoDB nests 32 levels; each takes a type and a name in its JSON."""


class _AnyString:
    """Any `str`. Not pydantic's own, which refuses a lone surrogate (Java takes one), and no function, for each text would call it."""

    @staticmethod
    def __get_pydantic_core_schema__(_source: object, _handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.json_or_python_schema(
            core_schema.str_schema(), core_schema.is_instance_schema(str), serialization=core_schema.simple_ser_schema("any")
        )

    @staticmethod
    def __get_pydantic_json_schema__(_schema: object, _handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "string"}


@dataclass(frozen=True, slots=True)
class _NullIsEmpty:
    """Of an object or a list, null is an empty one, as which AWS prints it."""

    kind: type

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_before_validator_function(lambda value: self.kind() if value is None else value, handler(source))

    def __get_pydantic_json_schema__(self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"anyOf": [handler(schema), {"type": "null"}]}


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


def _at_most(deepest: int, value: Any) -> Any:
    """The value, if it is nested at most `deepest` levels; ValueError otherwise."""
    level: list[object] = [value]
    for _ in range(deepest):
        if not level:
            break
        level = [member for one in level for member in (one.values() if isinstance(one, dict) else one if isinstance(one, list) else ())]
    if level:
        raise ValueError(f"is nested more than {deepest} deep")
    return value


def shallow(value: Any) -> Any:
    """A validator: the JSON value, if it is nested at most 50 levels; else ValueError."""
    return _at_most(_DEEPEST, value)


def shallow_item(value: Any) -> Any:
    """An item in DynamoDB JSON, nested no deeper than DynamoDB itself allows."""
    return _at_most(_DEEPEST_ITEM, value)


def not_null(value: object) -> object:
    """A validator of a member that may be left out, but not be null."""
    if value is None:
        raise ValueError("must not be null")
    return value


def left_out(schema: dict[str, Any]) -> None:
    """Of the JSON Schema of a member that may be left out, take away the null that it is in Python then."""
    del schema["default"]
    (kind,) = (one for one in schema.pop("anyOf") if one != {"type": "null"})
    schema.update(kind)


def _text_or_object(value: object) -> str | dict[str, Any]:
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return dict(shallow(value))
    raise ValueError("must be text or an object")


String = Annotated[str, _AnyString]
StringOrNull = String | None
StringOrList = Annotated[
    str | list[str],
    PlainValidator(_texts),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
Code = Annotated[str, PlainValidator(to_code), WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "integer"}]})]
StringOrObject = Annotated[
    str | dict[str, Any],
    PlainValidator(_text_or_object),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "object"}]}),
]
YesOrNo = Annotated[bool, Field(strict=True)]
HttpStatus = Annotated[int, Field(strict=True, ge=100, le=599)]
MultiValueMap = dict[String, StringOrList]
"""Headers or query parameters: a name may have several values."""
Value = TypeVar("Value")
AwsMap = Annotated[dict[String, Value], _NullIsEmpty(dict)]
AwsList = Annotated[list[Value], _NullIsEmpty(list)]


class Document(BaseModel):
    """Base of models that the playground defines: unknown members are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class AwsDocument(BaseModel):
    """Base of models that AWS defines: unknown members are kept."""

    model_config = ConfigDict(extra="allow", frozen=True)


class ToolInput(Document):
    """Base of what a tool takes, but for a Scenario."""

    detail: ClassVar[str] = "The JSON is not what this tool takes."
    """What a refusal says, beside its problems."""

    @classmethod
    def from_document(cls, document: object) -> Self:
        """Read a parsed JSON document. InvalidDocument with every problem."""
        try:
            return cls.model_validate(document)
        except ValidationError as error:
            raise InvalidDocument(problems_of(error), cls.detail) from None


class OutputDocument(BaseModel):
    """Base of what the API answers, but for a Result. Its schema leaves room for members, since readers ignore those they do not know."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    def to_document(self) -> dict[str, Any]:
        """The answer as a JSON document, in the order of its fields; what was not given to the constructor is left out."""
        return self.model_dump(exclude_unset=True)
