"""Records that wait until all reports have been checked: the first ones here, the rest on disk."""

from __future__ import annotations

import json
from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import IO

from gklint.checking.records import record_type
from gklint.checking.results import Record
from gklint.model.facts import Facts, of_cells, sharing

#: So many records stay in memory.
_MOST = 4_000


class Held:
    """Records, to be given in the order in which they came.

    One that stands for a record in the cache is small, and is asked for its facts only where they
    are needed.
    """

    def __init__(self, cells: bool = False) -> None:
        #: Whether those who get the records want the cells of their tables.
        self._cells = cells
        #: A record, or None for one that is on disk.
        self._records: list[Record | None] = []
        self._names: list[tuple[str, object]] = []
        self._facts: dict[str, Facts | None] = {}
        self._in_memory = 0
        self._disk: IO[bytes] | None = None

    def __len__(self) -> int:
        """Return how many there are, before they are gone through."""
        return len(self._names)

    def add(self, record: Record) -> None:
        """Take a record."""
        data = b""
        if isinstance(record, Record):
            self._facts[record.path] = sharing(record.facts) if record.facts else None
            self._names.append((record.path, "lost" if record.about is None else None))
            self._in_memory += 1
            cells = record.facts if self._cells else None
            record = record._replace(facts=of_cells(cells) if cells else None)
            data = _packed(record) if self._in_memory > _MOST else b""
        else:
            self._names.append((record.path, (record.number, record.content)))
        self._records.append(None if data else record)
        if data:
            # Nobody else can open it, and it is gone with the process.
            self._disk = self._disk or TemporaryFile()  # noqa: SIM115 - kept open
            self._disk.write(len(data).to_bytes(8, "big") + data)

    def names(self) -> list[tuple[str, object]]:
        """Return for each record its path and what stands for its content and all that it was
        checked by; None where nothing does."""
        return self._names

    def facts(self) -> tuple[list[tuple[str, Facts]], list[str]]:
        """Return the facts of reports by path, and the paths of files that have none."""
        known, lost = [], []
        for record, (path, _) in zip(self._records, self._names, strict=True):
            facts = self._facts[path] if path in self._facts or record is None else record.facts
            if facts is None:
                lost.append(path)
            else:
                known.append((path, sharing(facts)))
        self._facts = {}
        return known, lost

    def __iter__(self) -> Iterator[Record]:
        """Give the records once, letting go of each."""
        if self._disk is not None:
            self._disk.seek(0)
        self._records.reverse()
        while self._records:
            record = self._records.pop()
            yield self._read() if record is None else record
        if self._disk is not None:
            self._disk.close()

    def _read(self) -> Record:
        assert self._disk is not None, "what is not here was written"
        size = int.from_bytes(self._disk.read(8), "big")
        return record_type().read(
            json.loads(self._disk.read(size).decode("utf-8", "surrogatepass"))
        )


def _packed(record: Record) -> bytes:
    """Return a record as JSON; empty where a plugin put into it what is no data."""
    try:
        return json.dumps(record_type().write(record), ensure_ascii=False).encode(
            "utf-8", "surrogatepass"
        )
    except (ValueError, TypeError, RecursionError):
        return b""
