"""An Example, as the list of them has it."""

from __future__ import annotations

from pydantic import ConfigDict

from playground.model.types import OutputDocument, String


class ListedExample(OutputDocument):
    """An Example of the page's menu; its Scenario is asked for by its name."""

    model_config = ConfigDict(title="Example")

    name: String
    group: String
    """Its heading in the menu; those of one group follow each other."""
    title: String
    description: String
