"""What the calls for saved scenarios, tokens and the library take and give."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, Self

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, PlainValidator, ValidationError, WithJsonSchema, model_validator
from pydantic_core import core_schema

from playground.errors import InvalidDocument, Problem
from playground.model.problem_details import ProblemDetails
from playground.model.refusals import problems_of, refusal
from playground.model.scenario import Scenario
from playground.model.types import Document, OutputDocument, String, StringOrNull, left_out, not_null

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler

LONGEST_TITLE = 200
UNTITLED = "Untitled"
LONGEST_TAG = 50
MOST_TAGS = 20
LONGEST_NOTE = 2_000
MOST_LISTED = 100
_NOT_KEPT = re.compile("[\0\ud800-\udfff]")
"""Characters that not every database keeps in its texts; in a document they are escaped."""
_PARENT = re.compile(r"([a-z2-9]{16})/([1-9][0-9]{0,8})")


def keepable(text: str) -> str:
    """The text as every database can keep it, with U+FFFD for what it cannot."""
    return _NOT_KEPT.sub("\ufffd", text)


def default_title(own: object) -> str:
    """The title of a Scenario as a saved one has it."""
    text = " ".join(keepable(own).split()) if isinstance(own, str) else ""
    return text[:LONGEST_TITLE] or UNTITLED


def _short(most: int) -> AfterValidator:
    def check(text: str) -> str:
        if _NOT_KEPT.search(text):
            raise ValueError("must have no NUL and no half of a character in it")
        if max(len(text), (len(text.casefold()) + 1) // 2) > most:
            raise ValueError(f"must have at most {most:,} characters")
        return text

    return AfterValidator(check)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("must be text")  # noqa: TRY004 - a TypeError is none of pydantic's
    return value


def _not_blank(text: str) -> str:
    if not text.strip():
        raise ValueError("must not be blank")
    return text


def _distinct(tags: list[str]) -> list[str]:
    """Without those that differ in case alone from one before."""
    return list({tag.casefold(): tag for tag in reversed(tags)}.values())[::-1]


def _few(tags: object) -> object:
    """Asked before each of them is: of very many that are wrong each would be an error of its own."""
    if isinstance(tags, list) and len(tags) > MOST_TAGS:
        raise ValueError(f"must be at most {MOST_TAGS} tags")
    return tags


def _time(value: object) -> datetime:
    try:
        time = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        time = None
    if time is None or time.tzinfo is None:
        raise ValueError('must be a time with its zone, such as "2030-01-31T12:00:00Z"')
    try:
        return time.astimezone(UTC)
    except OverflowError:
        raise ValueError("is too far away") from None


class _AsScenario:
    """Any JSON value: what evaluates it says whether it is a Scenario, in the sandbox."""

    @staticmethod
    def __get_pydantic_core_schema__(_source: object, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(lambda value: value, json_schema_input_schema=handler.generate_schema(Scenario))


def _schema(**more: Any) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", **more})


Title = Annotated[str, PlainValidator(_text), AfterValidator(_not_blank), _short(LONGEST_TITLE), _schema(maxLength=LONGEST_TITLE)]
Tag = Annotated[
    str, PlainValidator(_text), AfterValidator(str.strip), AfterValidator(_not_blank), _short(LONGEST_TAG), _schema(maxLength=LONGEST_TAG)
]
Tags = Annotated[list[Tag], BeforeValidator(_few), AfterValidator(_distinct)]
Note = Annotated[str, PlainValidator(_text), _short(LONGEST_NOTE), _schema(maxLength=LONGEST_NOTE)]
Visibility = Literal["private", "link", "team"]
Time = Annotated[str, PlainValidator(_text), _schema(format="date-time")]
"""RFC 3339, in UTC."""


MOST_MEMBERS = 100
"""Members of a document beyond which it is not looked at one by one."""


class Given(Document):
    """Base of what the calls take."""

    detail: ClassVar[str] = "The JSON is not what this call takes."

    @classmethod
    def from_document(cls, document: object) -> Self:
        """Read a parsed JSON document. InvalidDocument with every problem, unless there are very many members: each would be one."""
        if isinstance(document, dict) and len(document) > MOST_MEMBERS:
            raise InvalidDocument(
                [Problem("", f"has {len(document):,} members, of which at most {len(cls.model_fields)} can be known")], cls.detail
            )
        try:
            return cls.model_validate(document)
        except ValidationError as error:
            raise InvalidDocument(problems_of(error), cls.detail) from None


class NewScenario(Given):
    """A Scenario to save. `title`: the Scenario's own, unless it is given; `parent`: `id/revision` of what it is a fork of."""

    scenario: Annotated[Any, _AsScenario]
    title: Annotated[Title | None, BeforeValidator(not_null), Field(json_schema_extra=left_out)] = None
    tags: Tags = []
    visibility: Visibility = "link"
    parent: Annotated[String | None, BeforeValidator(not_null), Field(json_schema_extra=left_out)] = None

    @model_validator(mode="after")
    def _parent_is_revision(self) -> Self:
        if self.parent is not None and not _PARENT.fullmatch(self.parent):
            raise refusal([Problem("/parent", "must be an id, `/` and a revision's number")])
        return self

    @property
    def parent_revision(self) -> tuple[str, int] | None:
        """The id and the number of what it is a fork of."""
        found = _PARENT.fullmatch(self.parent or "")
        return (found[1], int(found[2])) if found else None


class NewRevision(Given):
    """A Scenario to save over the revision that `If-Match` names; `note` says what has changed."""

    scenario: Annotated[Any, _AsScenario]
    note: Note = ""


class Changes(Given):
    """What belongs to all revisions; what is left out stays."""

    title: Annotated[Title | None, BeforeValidator(not_null), Field(json_schema_extra=left_out)] = None
    tags: Annotated[Tags | None, BeforeValidator(not_null), Field(json_schema_extra=left_out)] = None
    visibility: Annotated[Visibility | None, BeforeValidator(not_null), Field(json_schema_extra=left_out)] = None


class NewToken(Given):
    """A token to make; without `expires` it holds until it is revoked."""

    name: Title
    scope: Literal["read", "write"]
    expires: Annotated[datetime | None, PlainValidator(_time, json_schema_input_type=str)] = None


class SavedRevision(OutputDocument):
    """What was saved: `url` is its page's. `editKey` stands for its owner where nobody signs in; it is told this once."""

    id: String
    revision: int
    url: String
    editKey: Annotated[String | None, Field(json_schema_extra=left_out)] = None


class ScenarioEntry(OutputDocument):
    """A saved scenario, as lists have it; `status` is that of its newest revision's Result."""

    id: String
    title: String
    tags: list[String]
    owner: StringOrNull
    visibility: Visibility
    revision: int
    updated: Time
    status: int | None


class ScenarioList(OutputDocument):
    """A page of the list, newest first; `next` is what `before` takes for the page after it, null at the end."""

    scenarios: list[ScenarioEntry]
    next: StringOrNull


class RevisionEntry(OutputDocument):
    """A revision; `forks` are the ids of those that the asker may list, of a page 1,000 at most."""

    revision: int
    author: StringOrNull
    time: Time
    note: String
    forks: list[String]


class History(OutputDocument):
    """A page of the revisions of a scenario, newest first; `next` is what `before` takes for the page after it, null at the end."""

    revisions: list[RevisionEntry]
    next: int | None


class Deleted(OutputDocument):
    """How many revisions went, which forks stay, and until when it can be restored."""

    revisions: int
    forks: list[String]
    until: Time


class SavedMeanwhile(ProblemDetails):
    """The error where somebody saved meanwhile: the revision that is there now."""

    model_config = ConfigDict(title="SavedMeanwhile")

    revision: int
    author: StringOrNull
    time: Time


class Me(OutputDocument):
    """Who is asking; `signIn` is the way to sign in that this site has."""

    name: StringOrNull
    signIn: Literal["none", "password", "proxy", "oidc"]
    rights: list[Literal["read_site", "list", "create", "change", "delete", "administer"]]


class TokenEntry(OutputDocument):
    """A token of one's own, or, for an administrator, of anybody: whose is told by `owner`."""

    id: String
    name: String
    scope: Literal["read", "write"]
    expires: Time | None
    owner: String


class MadeToken(TokenEntry):
    """A token, the only time that it is shown."""

    token: String


class TokenList(OutputDocument):
    """Tokens, newest first."""

    tokens: list[TokenEntry]


class LibraryEntry(OutputDocument):
    """A Scenario of the library; `name` is its file's, within the folder."""

    name: String
    title: String


class LibraryList(OutputDocument):
    """The library's Scenarios, by name."""

    scenarios: list[LibraryEntry]
