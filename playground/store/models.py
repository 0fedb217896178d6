"""The tables, as typed SQLAlchemy models. A change here needs a migration (`migrations/versions`); a test compares the two."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Text,
    TypeDecorator,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

ID_LENGTH = 16
"""Characters of a scenario's id; of 32 different ones, so 80 bits."""
LONGEST_TITLE = 200
LONGEST_TAG = 50
LONGEST_NAME = 300
"""Characters of a person's name, or of what tells people apart: the issuer and the subject."""
POSTGRESQL_ONLY, SQLITE_ONLY = {"dialect": "postgresql"}, {"dialect": "sqlite"}
"""The `info` of an index that one kind of database has: see `belongs_to`."""


class UtcTime(TypeDecorator[datetime]):
    """A time in UTC, to the microsecond. SQLite keeps no zone, so it is put on again."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """As it is stored."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """As it is used."""
        return None if value is None else value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """The base of the models. Names of keys and indexes follow one rule, so that migrations can name them on every database."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def belongs_to(dialect: str, one: object) -> bool:
    """Whether this part of the models is one of databases of a dialect. Alembic compares those of all unless it is told."""
    return not isinstance(one, Index) or one.info.get("dialect", dialect) == dialect


class ScenarioRow(Base):
    """A saved scenario: what belongs to it whatever the revision, and what a list shows of its newest one.

    `search` is what `q` looks in, case-folded: title, tags, method and path, names of tables. `owner` tells who owns it (issuer and
    subject), `owner_name` is how that is shown; both are NULL where nobody is signed in. `deleted` is when it was deleted: it is erased 30
    days later.
    """

    __tablename__ = "scenarios"
    __table_args__ = (
        Index(None, "updated", "id", info=POSTGRESQL_ONLY),
        # With all that a list asks, so that SQLite looks up no row that it does not show. PostgreSQL takes no index row of that length.
        Index("ix_scenarios_listed", "updated", "id", "deleted", "visibility", "owner", "search", info=SQLITE_ONLY),
        Index(None, "owner", "updated"),
        Index(None, "owner_name", "updated"),
        Index(None, "parent", "parent_revision"),
        # Of the few that are deleted: else SQLite finds all the others by it, and sorts them.
        Index(None, "deleted", sqlite_where=text("deleted IS NOT NULL"), postgresql_where=text("deleted IS NOT NULL")),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    title: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    visibility: Mapped[str] = mapped_column(String(8))
    owner: Mapped[str | None] = mapped_column(String(LONGEST_NAME))
    owner_name: Mapped[str | None] = mapped_column(String(LONGEST_NAME))
    edit_key: Mapped[str | None] = mapped_column(String(128))
    parent: Mapped[str | None] = mapped_column(String(ID_LENGTH))
    parent_revision: Mapped[int | None] = mapped_column(Integer)
    created: Mapped[datetime] = mapped_column(UtcTime())
    updated: Mapped[datetime] = mapped_column(UtcTime())
    deleted: Mapped[datetime | None] = mapped_column(UtcTime())
    revision: Mapped[int] = mapped_column(Integer)
    status: Mapped[int | None] = mapped_column(Integer)
    search: Mapped[str] = mapped_column(Text)

    tags: Mapped[list[TagRow]] = relationship(cascade="all, delete-orphan", passive_deletes=True, order_by="TagRow.position")


class TagRow(Base):
    """A tag of a scenario, as it is written and case-folded."""

    __tablename__ = "tags"
    __table_args__ = (Index(None, "folded"),)

    scenario_id: Mapped[str] = mapped_column(ForeignKey("scenarios.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(Integer, primary_key=True)
    tag: Mapped[str] = mapped_column(String(LONGEST_TAG))
    folded: Mapped[str] = mapped_column(String(2 * LONGEST_TAG))


class RevisionRow(Base):
    """A revision, which never changes. `document` is the Scenario's JSON as it was sent, compressed; `status` that of its Result."""

    __tablename__ = "revisions"

    scenario_id: Mapped[str] = mapped_column(ForeignKey("scenarios.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    author: Mapped[str | None] = mapped_column(String(LONGEST_NAME))
    author_name: Mapped[str | None] = mapped_column(String(LONGEST_NAME))
    time: Mapped[datetime] = mapped_column(UtcTime())
    note: Mapped[str] = mapped_column(Text)
    status: Mapped[int | None] = mapped_column(Integer)
    document: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class TokenRow(Base):
    """An API token: kept as its SHA-512, it stands for its maker."""

    __tablename__ = "tokens"
    __table_args__ = (Index(None, "owner"), Index(None, "hash", unique=True))

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    hash: Mapped[str] = mapped_column(String(128))
    owner: Mapped[str] = mapped_column(String(LONGEST_NAME))
    owner_name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    name: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    scope: Mapped[str] = mapped_column(String(8))
    created: Mapped[datetime] = mapped_column(UtcTime())
    expires: Mapped[datetime | None] = mapped_column(UtcTime())


class PersonRow(Base):
    """Somebody who has signed in: what the provider said of them last, and since when sessions do not hold that began earlier."""

    __tablename__ = "people"

    key: Mapped[str] = mapped_column(String(LONGEST_NAME), primary_key=True)
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    administers: Mapped[bool] = mapped_column(Boolean)
    signed_out: Mapped[datetime | None] = mapped_column(UtcTime())


class FailedSignInRow(Base):
    """A sign-in that failed, kept for a minute, so that all processes and machines count together."""

    __tablename__ = "failed_sign_ins"
    __table_args__ = (Index(None, "address", "time"),)

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    address: Mapped[str] = mapped_column(String(64))
    time: Mapped[datetime] = mapped_column(UtcTime())


__all__ = ["Base", "FailedSignInRow", "PersonRow", "RevisionRow", "ScenarioRow", "TagRow", "TokenRow", "belongs_to"]
