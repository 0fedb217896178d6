"""A Scenario inside of another document, with what was written for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic_core import core_schema

from playground.errors import InvalidDocument
from playground.model.refusals import refusal
from playground.model.scenario import Scenario

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler


@dataclass(frozen=True, slots=True)
class GivenScenario:
    """A Scenario, and the document that it was read from, whose members and their order a file for somebody else keeps."""

    document: dict[str, Any]
    scenario: Scenario

    @classmethod
    def from_document(cls, document: dict[str, Any]) -> GivenScenario:
        """Read a parsed JSON document. InvalidDocument with every problem."""
        return cls(document, Scenario.from_document(document))

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        """As a field it takes the document of a Scenario, or what was read from one."""
        return core_schema.no_info_plain_validator_function(cls._validate, json_schema_input_schema=handler.generate_schema(Scenario))

    @classmethod
    def _validate(cls, value: Any) -> GivenScenario:
        try:
            return value if isinstance(value, cls) else cls.from_document(value)
        except InvalidDocument as error:
            raise refusal(error.problems) from None
