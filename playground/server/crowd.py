"""All connections of a web process, and which of them ends where there are too many, or too much is kept for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.server.connection import CAN_END, CLIENTS_TURN, State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playground.server.connection import Connection


class Crowd:
    """At most `places` connections, for which at most `bytes_held` bytes are kept.

    Beyond that the one ends whose client has the least time left: whoever says nothing, or little, has less than who goes on. So no number
    of clients that wait keeps out the next one.
    """

    def __init__(self, places: int, bytes_held: int) -> None:
        self._places = places
        self._most_held = bytes_held
        self._held = 0
        self._all: set[Connection] = set()

    def __contains__(self, connection: object) -> bool:
        return connection in self._all

    def __iter__(self) -> Iterator[Connection]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    @property
    def is_full(self) -> bool:
        """Whether all places are taken."""
        return len(self._all) >= self._places

    @property
    def holds_too_much(self) -> bool:
        """Whether more bytes are kept for clients than allowed."""
        return self._held > self._most_held

    def add(self, connection: Connection) -> None:
        """Add a connection."""
        self._all.add(connection)

    def remove(self, connection: Connection) -> None:
        """Remove a connection, and forget what was kept for it."""
        self.hold(connection, 0)
        self._all.discard(connection)

    def hold(self, connection: Connection, count: int) -> None:
        """Set how many bytes are kept for a connection now."""
        self._held += count - connection.held
        connection.held = count

    def late(self, now: float) -> list[Connection]:
        """The connections whose deadline has passed."""
        return [one for one in self._all if one.deadline <= now]

    def slowest(self, *, holding: bool = False) -> Connection | None:
        """Whose client has the least time left; `holding`: of those for whom something is kept.

        One that waits for a thread, whose time is the shortest of all and not its client's fault, only where there is no other.
        """
        waiting = (one for one in self._all if one.state in (CLIENTS_TURN if holding else CAN_END) and (one.held or not holding))
        return min(waiting, key=lambda one: (one.state is State.READY, one.deadline), default=None)
