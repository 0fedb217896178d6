"""What the tool `generate` takes and gives: an action of DynamoDB with a sample, and the Scenario made of them."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from playground.model.given_scenario import GivenScenario  # noqa: TC001 - pydantic reads it when a class is made
from playground.model.types import OutputDocument, String, ToolInput

_LONGEST_NAME = 255
"""Characters of a table's or an attribute's name."""
_TABLE = re.compile(r"[A-Za-z0-9_.-]{1,255}")


def _name(text: str) -> str:
    if not 0 < len(text) <= _LONGEST_NAME or "'" in text or "\\" in text or not text.isprintable():
        raise ValueError("must be a name of 1 to 255 characters, without apostrophes, backslashes and control characters")
    return text


def _table_name(text: str) -> str:
    if not _TABLE.fullmatch(text):
        raise ValueError("must be a name of 1 to 255 letters, digits, `_`, `-` and `.`")
    return text


Name = Annotated[String, AfterValidator(_name)]
TableName = Annotated[String, AfterValidator(_table_name)]
KeyType = Literal["S", "N", "B"]


class Key(ToolInput):
    """An attribute of a key; its type is the sample's where it is null, and S where the sample lacks it."""

    name: Name
    type: KeyType | None = None


class Index(ToolInput):
    """A secondary index, and its own key."""

    name: TableName
    key: Key
    sort: Key | None = None


class Generation(ToolInput):
    """A method to be written. `sample`: JSON text of an item or of an answer, in DynamoDB's form or plain.

    `key` and `sort`: the table's key; `index`: what Query and Scan read in its place; `attributes`: those that the client gets, all of the
    sample where it is empty; `rename`: attribute → name in the body; `output`: plain JSON, or DynamoDB's with its types; `missing`: what
    becomes of an attribute that an item lacks; `form`: what a list comes as, by itself, or as `items` of an object that leads on to the
    rest: `next` of Query and Scan, `unprocessed` of BatchGetItem.
    """

    action: Literal["GetItem", "Query", "Scan", "PutItem", "UpdateItem", "DeleteItem", "BatchGetItem", "TransactWriteItems"]
    table: TableName
    key: Key
    sort: Key | None = None
    index: Index | None = None
    sample: String
    attributes: Annotated[list[Name], Field(max_length=100)] = []
    rename: Annotated[dict[Name, Name], Field(max_length=100)] = {}
    output: Literal["plain", "typed"] = "plain"
    missing: Literal["leave out", "null"] = "leave out"
    form: Literal["list", "page"] = "list"


class Generated(OutputDocument):
    """The Scenario, in sentences what was taken for granted, and the names of the sample's attributes."""

    scenario: GivenScenario
    assumed: list[String]
    attributes: list[String]

    def to_document(self) -> dict[str, Any]:
        """As of every answer."""
        return {"scenario": self.scenario.document, "assumed": self.assumed, "attributes": self.attributes}
