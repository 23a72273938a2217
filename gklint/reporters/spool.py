"""JSON values that are to be written later: kept on disk, so that a long run takes no memory."""

from __future__ import annotations

from collections.abc import Iterator
from tempfile import SpooledTemporaryFile

from gklint.reporters.jsontext import Json, json_line

#: So many characters are kept in memory.
_IN_MEMORY = 1 << 20


class Spool:
    """Takes values, and gives them back in their order as JSON texts of one line."""

    def __init__(self, ascii_only: bool = False) -> None:
        self.ascii_only = ascii_only
        self.count = 0
        # Closed when all has been read, and with the process.
        self._file = SpooledTemporaryFile(_IN_MEMORY, "w+", encoding="utf-8", newline="\n")  # noqa: SIM115 - kept open

    def add(self, value: Json) -> None:
        """Keep a value; raises OSError where the disk is full."""
        self._file.write(json_line(value, self.ascii_only) + "\n")
        self.count += 1

    def texts(self) -> Iterator[str]:
        """Yield the values; nothing can be added after that."""
        self._file.seek(0)
        for line in self._file:
            yield line.rstrip("\n")
        self._file.close()
