"""What is behind a diagnostic's code, as the API gives it."""

from __future__ import annotations

from typing import Annotated

from pydantic import ConfigDict, Field

from playground.model.scenario import Scenario  # noqa: TC001 - pydantic reads it when a class is made
from playground.model.types import OutputDocument, String


class ListedExplanation(OutputDocument):
    """A diagnostic's code with its title; the whole is asked for by the code."""

    code: String
    title: String


class CodeExplanation(OutputDocument):
    """Why it is told, and what to do."""

    model_config = ConfigDict(title="Explanation")

    code: String
    title: String
    text: Annotated[String, Field(description="a few sentences, with `code` between backticks")]
    wrong: Annotated[Scenario | None, Field(description="a Scenario that is told this; null where no small one is")]
    right: Annotated[Scenario | None, Field(description="the same, mended")]
