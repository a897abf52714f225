"""What supervisor and worker say to each other: a kind, a length, so many bytes.

To the worker: TASK (the pickled task and its limits, first), SOURCE (a path). To the supervisor: READY (the task is prepared),
PAGES (a number), OUTCOME (JSON), REFUSED (JSON: the error of a task that can work on no source). What comes from a worker is
never unpickled: it has read files of strangers.
"""

from __future__ import annotations

import socket
import struct
from typing import Final

TASK: Final = b"T"
SOURCE: Final = b"S"
READY: Final = b"R"
PAGES: Final = b"P"
OUTCOME: Final = b"O"
REFUSED: Final = b"E"

OUT_OF_MEMORY: Final = 77
"""Exit status of a worker that was refused memory where no outcome could tell of it."""

_HEAD = struct.Struct(">cQ")
_CHUNK = 1 << 20


def frame(kind: bytes, content: bytes = b"") -> bytes:
    """The bytes that say it."""
    return _HEAD.pack(kind, len(content)) + content


def receive(channel: socket.socket) -> tuple[bytes, bytes] | None:
    """Waits for the next (kind, content); None when the other side has gone."""
    head = _exactly(channel, _HEAD.size)
    if head is None:
        return None
    kind, length = _HEAD.unpack(head)
    content = _exactly(channel, length)
    return None if content is None else (kind, content)


class Inbox:
    """Puts together what arrives in pieces on a channel that does not block."""

    def __init__(self, channel: socket.socket) -> None:
        self._channel, self._bytes = channel, bytearray()
        self.closed = False

    def take(self) -> list[tuple[bytes, bytes]]:
        """All that has arrived whole; afterwards `closed` tells whether more can come."""
        while not self.closed:
            try:
                piece = self._channel.recv(_CHUNK)
            except BlockingIOError:
                break
            except ConnectionError:
                piece = b""
            self._bytes += piece
            self.closed = not piece
        found = []
        while len(self._bytes) >= _HEAD.size:
            kind, length = _HEAD.unpack_from(self._bytes)
            end = _HEAD.size + length
            if len(self._bytes) < end:
                break
            found.append((kind, bytes(self._bytes[_HEAD.size : end])))
            del self._bytes[:end]
        return found


def _exactly(channel: socket.socket, length: int) -> bytes | None:
    pieces = bytearray()
    while len(pieces) < length:
        try:
            piece = channel.recv(min(_CHUNK, length - len(pieces)))
        except ConnectionError:
            return None
        if not piece:
            return None
        pieces += piece
    return bytes(pieces)
