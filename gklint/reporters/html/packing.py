"""JSON within a page: as it is where it is short, else as gzip in base64 that can be entered at
several places."""

from __future__ import annotations

import zlib
from base64 import b64encode
from collections.abc import Callable

#: Up to so many characters stand as they are: people and `grep` can read them.
_PLAIN = 1 << 19
#: So many reports are unpacked at a time when one of them is opened.
EACH = 32

_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"


class Stream:
    """A JSON text that is written piece by piece into a script element with this id.

    Behind each segment the compressor is flushed, so that a browser can begin there. `write` gets
    text in ASCII alone once it is packed.
    """

    def __init__(self, name: str, write: Callable[[str], object]) -> None:
        self.name = name
        self._write = write
        #: What waits until it is known whether all of it is short; None once it is packed.
        self._waiting: list[tuple[str, bool]] | None = []
        self._length = 0
        self._compressor = zlib.compressobj(6, zlib.DEFLATED, -15)
        self._crc, self._size, self._written = 0, 0, 0
        self._carry = b""
        #: Where each segment of reports begins and ends among the bytes, head and tail left out.
        self.segments: list[tuple[int, int]] = []
        self._begin = 0
        self._count = 0

    def head(self, text: str) -> None:
        """Write what stands before the first report."""
        self._add(text, False)
        self._add("", True)

    def report(self, text: str) -> None:
        """Write a report, with what separates it from the one before."""
        self._count += 1
        self._add(text, self._count % EACH == 0)

    def tail(self, text: str) -> None:
        """Write what stands behind the last report, and close the element."""
        if self._count % EACH:
            self._add("", True)
        self._add(text, False)
        if self._waiting is not None:
            whole = "".join(piece for piece, _ in self._waiting).replace("<", "\\u003c")
            self._write(f'<script type="application/json" id="{self.name}">\n{whole}</script>\n')
            return
        self._put(self._compressor.flush())
        self._put(self._crc.to_bytes(4, "little") + (self._size % 2**32).to_bytes(4, "little"))
        self._write(b64encode(self._carry).decode() + "</script>\n")

    def _add(self, text: str, ends: bool) -> None:
        if self._waiting is None:
            self._pack(text, ends)
            return
        self._waiting.append((text, ends))
        self._length += len(text)
        if self._length > _PLAIN:
            waiting, self._waiting = self._waiting, None
            self._write(f'<script type="application/json" id="{self.name}" data-encoding="gzip">')
            self._put(_HEAD)
            for piece, end in waiting:
                self._pack(piece, end)

    def _pack(self, text: str, ends: bool) -> None:
        data = text.encode("utf-8")
        self._crc = zlib.crc32(data, self._crc)
        self._size += len(data)
        self._put(self._compressor.compress(data))
        if ends:
            self._put(self._compressor.flush(zlib.Z_FULL_FLUSH))
            if self._begin:
                self.segments.append((self._begin, self._written))
            self._begin = self._written

    def _put(self, data: bytes) -> None:
        self._written += len(data)
        data = self._carry + data
        whole = len(data) - len(data) % 3
        self._carry = data[whole:]
        if whole:
            self._write(b64encode(data[:whole]).decode())
