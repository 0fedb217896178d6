"""All that is kept as JSON lines, to move it from one kind of database to the other, and back without loss.

The first line names the format and the revision of the tables; each other one is a row: {"table", "row"}. A revision's document is its JSON
as text; times are RFC 3339.
"""

from __future__ import annotations

import json
import zlib
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import LargeBinary, insert, select, text

from playground.store.errors import StoreError
from playground.store.migrate import head
from playground.store.models import Base, UtcTime
from playground.store.scenarios import LEVEL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy.types import TypeEngine

    from playground.store.database import Database

FORMAT = "playground database"
AT_ONCE = 200
"""Rows that are read or written at a time: a document has up to 10 MB."""


def export_lines(database: Database) -> Iterator[str]:
    """Every row as a line, those that others refer to first; all of them as they are at one moment. StoreAway."""
    yield json.dumps({"format": FORMAT, "tables": head()})
    with database.reading() as session:
        if not database.is_sqlite:  # PostgreSQL's own default shows each statement what others have written meanwhile
            session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        for table in Base.metadata.sorted_tables:
            for row in session.execute(select(table).order_by(*table.primary_key).execution_options(yield_per=AT_ONCE)):
                yield json.dumps({"table": table.name, "row": {name: _to_json(value) for name, value in row._mapping.items()}})  # noqa: SLF001 - its public name


def import_lines(database: Database, lines: Iterable[str]) -> int:
    """Put the rows into an empty database; how many there are. StoreError with the line for what is no export, or another version's."""
    numbered = enumerate(lines, 1)
    _check_first(next(numbered, (1, ""))[1])
    tables, count = Base.metadata.tables, 0
    with database.writing() as session:
        for table in tables.values():
            if session.execute(select(table).limit(1)).first() is not None:
                raise StoreError("The database is not empty: an import would mix the two.")
        while chunk := list(islice(numbered, AT_ONCE)):
            for number, line in chunk:
                name, row = _to_row(number, line)
                session.execute(insert(tables[name]), row)
            count += len(chunk)
        session.execute(text("ANALYZE"))  # else PostgreSQL lists them as if they were few, until it looks by itself
    return count


def _check_first(line: str) -> None:
    try:
        header = json.loads(line)
    except ValueError:
        header = None
    if not isinstance(header, dict) or header.get("format") != FORMAT:
        raise StoreError("Line 1: this is no export of a playground's database.")
    if header.get("tables") != head():
        raise StoreError(f"Line 1: this is an export of tables of revision {header.get('tables')}; this version has {head()}.")


def _to_row(number: int, line: str) -> tuple[str, dict[str, Any]]:
    try:
        document = json.loads(line)
        table, row = Base.metadata.tables[document["table"]], document["row"]
        values = {column.name: _from_json(row.pop(column.name), column.type) for column in table.columns}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreError(f"Line {number}: this is no row of a playground's database ({type(error).__name__}: {error}).") from None
    if row:
        raise StoreError(f"Line {number}: `{table.name}` has no column {', '.join(row)}.")
    return table.name, values


def _to_json(value: Any) -> Any:
    if isinstance(value, bytes):
        return zlib.decompress(value).decode("utf-8")
    return value.isoformat() if isinstance(value, datetime) else value


def _from_json(value: Any, kind: TypeEngine[Any]) -> Any:
    if value is None:
        return None
    if isinstance(kind, UtcTime):
        return datetime.fromisoformat(value)
    return zlib.compress(value.encode("utf-8"), LEVEL) if isinstance(kind, LargeBinary) else value
