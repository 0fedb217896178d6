"""What crosses between the pool, its starter and the children: orders to the starter, and frames of bytes to a child and back."""

from __future__ import annotations

import socket
import struct
import time

ORDER = struct.Struct(">cI")
START, STOP, WHY, PROGRAM = b"+", b"-", b"w", b"p"
"""What the pool asks of the starter: ORDER(START, 0) with the new child's socket, answered by ORDER(START, its pid); ORDER(STOP, pid);
ORDER(WHY, pid) of a child that has ended, answered by ORDER(WHY, 1) where it ran out of memory, else by ORDER(WHY, 0). ORDER(PROGRAM, port)
with what the pool's program writes to, answered as START is.
"""
READY, FAILED = b"!", b"?"
"""What else the starter says: ORDER(READY, 0) first, once it has imported; ORDER(FAILED, errno) where no child can be forked."""

FRAME = struct.Struct(">cI")
ANSWER, OUT_OF_MEMORY, CRASH, NO_THREAD, ASK = b"A", b"M", b"X", b"T", b"Q"
"""What crosses to a child and back: FRAME(kind, length) and so many bytes. NO_THREAD: the system gave the child no thread to work in.
ASK: what the child asks while it works, upon which it waits for an ANSWER."""
AT_ONCE = 64 * 1024
"""Bytes that one call takes from the socket: all of a usual frame. More would be memory that malloc asks the kernel for each time."""
TIMEVAL = struct.Struct("@ll")
"""The kernel's `struct timeval`."""
LARGEST = 256 * 1024 * 1024
"""Bytes that the other side may announce; the largest real answer is `Limits.output` characters, each up to 12 bytes of JSON."""


def send(link: socket.socket, kind: bytes, data: bytes, deadline: float | None = None) -> None:
    """Send one frame; TimeoutError past `deadline` (of time.monotonic)."""
    frame = FRAME.pack(kind, len(data)) + data
    try:
        sent = link.send(frame, socket.MSG_DONTWAIT)  # a usual frame fits into the socket's buffer
        if sent == len(frame):
            return
    except BlockingIOError:
        sent = 0
    allow_until(link, socket.SO_SNDTIMEO, deadline)
    try:
        link.sendall(memoryview(frame)[sent:])
    except BlockingIOError:
        raise TimeoutError from None


def receive(link: socket.socket, deadline: float | None = None) -> tuple[bytes, bytes]:
    """The next frame; ConnectionResetError where the other side has gone, TimeoutError past `deadline`.

    Each side waits for the other's frame before it sends one, so what comes is never part of a later one.
    """
    begun = _some(link, deadline)
    while len(begun) < FRAME.size:
        begun += _some(link, deadline)
    kind, length = FRAME.unpack_from(begun)
    if length > LARGEST:
        raise ConnectionResetError("the other side does not keep to the protocol")
    if len(begun) == FRAME.size + length:
        return kind, begun[FRAME.size :]
    parts = [begun[FRAME.size :]]
    missing = length - len(parts[0])
    while missing > 0:
        parts.append(_some(link, deadline))
        missing -= len(parts[-1])
    return kind, b"".join(parts)


def _some(link: socket.socket, deadline: float | None) -> bytes:
    """The bytes that are available, at least one; waits for them until `deadline`."""
    allow_until(link, socket.SO_RCVTIMEO, deadline)
    try:
        data = link.recv(AT_ONCE)
    except BlockingIOError:
        raise TimeoutError from None
    if not data:
        raise ConnectionResetError("the other side has gone")
    return data


def allow_until(link: socket.socket, timeout: int, deadline: float | None) -> None:
    """Let the kernel end the next call at `deadline`: `timeout` is the option for it. Python's own timeout makes three calls of one, and
    gives up the interpreter's lock at each: with many threads that costs more than all else here.
    """
    if deadline is not None:
        seconds, fraction = divmod(max(deadline - time.monotonic(), 0.001), 1)
        link.setsockopt(socket.SOL_SOCKET, timeout, TIMEVAL.pack(int(seconds), int(fraction * 1_000_000)))
