"""The JSON Schemas of models, for the OpenAPI document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, models_json_schema

if TYPE_CHECKING:
    from collections.abc import Iterable

ModelClass = type[BaseModel]
PLACE = "#/components/schemas/"
"""Where the schemas stand in an OpenAPI document."""


def schemas_of(models: Iterable[ModelClass]) -> dict[str, Any]:
    """The schemas of models and of what they hold, by name."""
    _, made = models_json_schema([(model, "validation") for model in models], ref_template=f"{PLACE}{{model}}", schema_generator=_Generator)
    return {schema.get("title", name): schema for name, schema in made["$defs"].items()}


def reference_to(model: ModelClass) -> dict[str, str]:
    """A reference to a model's schema: its name is the model's title where that differs from the class's name."""
    return {"$ref": f"{PLACE}{model.model_config.get('title', model.__name__)}"}


class _Generator(GenerateJsonSchema):
    """Schemas without titles of fields, which pydantic makes of their names: `Statuscode` tells less than `statusCode`."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - pydantic's signature
        return False
