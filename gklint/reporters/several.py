"""What is said of several reports: a line of each in an overview, and below it what more there is
to say of some. The latter is kept on disk until the overview is complete."""

from __future__ import annotations

from tempfile import SpooledTemporaryFile

from gklint.checking.results import Record
from gklint.reporters import Options, Write
from gklint.reporters.overview import Lines

#: So many characters are kept in memory, and so many are written at once.
_IN_MEMORY, _PIECE = 1 << 20, 1 << 16


class Several:
    """Writes the overview as the reports come, and the details at the end."""

    def __init__(self, write: Write, options: Options) -> None:
        self.write = write
        self.lines = Lines(write, options)
        # Closed with the process.
        self._details = SpooledTemporaryFile(_IN_MEMORY, "w+", encoding="utf-8", newline="")  # noqa: SIM115 - kept open

    def add(self, record: Record, block: str) -> None:
        """Write the line of a report, and keep its block where that says more than the line does;
        raises OSError where the disk is full."""
        self.lines.add(record)
        if block.count("\n") > 1:
            self.keep(block)

    def keep(self, block: str) -> None:
        """Keep a block that is of no report; raises OSError."""
        self._details.write("\n" + block)

    def end(self) -> None:
        """Write what is left of the overview, and the details."""
        self.lines.end()
        self._details.seek(0)
        while piece := self._details.read(_PIECE):
            self.write(piece)
        self._details.close()
