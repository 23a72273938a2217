"""Findings that somebody has looked at and accepted: in the text, by waiver, or by baseline.

`inline` belongs to checking a report, and the engine calls it. What comes from outside of a report
is applied here, after checking and after the cache, record by record.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

from gklint.checking.results import Record, Result

#: What a file of waivers is called where nobody names one.
WAIVERS = "gklint.waivers.yaml"


class Accepting(Protocol):
    """What accepts findings from outside of the reports: waivers, a baseline.

    `failed` says that its own file could not be written; the user has been told.
    """

    @property
    def failed(self) -> bool:
        """Whether something was to be written and was not."""

    def accept(self, record: Record) -> Record:
        """Return the record with what it accepts."""

    def rest(self) -> Iterable[Record]:
        """Do what is to be done at the end; give the records of its own files, if any."""


def apply(
    records: Iterable[Record],
    accepting: Sequence[Accepting],
    complete: Callable[[], bool] = lambda: True,
) -> Iterator[Record]:
    """Yield the records with the findings accepted that `accepting` accept, each in its turn.

    After them come records of files of waivers in which something is wrong. A run that is not
    `complete` when its records end leaves all files as they are.
    """
    if not accepting:
        yield from records
        return
    for record in records:
        for one in accepting:
            record = one.accept(record)
        yield record
    if complete():
        for one in accepting:
            yield from one.rest()


def accept_in(result: Result, accepting: Sequence[Accepting]) -> Result:
    """Return a result with the findings accepted that `accepting` accept."""
    if not accepting:
        return result
    # Imported here: a check has records, and does not need it.
    from gklint.checking.records import record_of

    record = record_of(result, hashed=False)
    for one in accepting:
        record = one.accept(record)
    return result._replace(accepted=record.accepted)


def found_waivers(paths: Iterable[str]) -> dict[str, str]:
    """Return for the folders of these files, as written, the file of waivers in it or above it.

    Of several the nearest counts. A folder that has none is left out.
    """
    above: dict[str, str | None] = {}
    found = {}
    for folder in dict.fromkeys(os.path.dirname(path) for path in paths):
        nearest = _nearest(os.path.abspath(folder), above)
        if nearest is not None:
            found[folder] = nearest
    return found


def _nearest(folder: str, above: dict[str, str | None]) -> str | None:
    if folder not in above:
        path = os.path.join(folder, WAIVERS)
        parent = os.path.dirname(folder)
        if os.path.isfile(path):
            above[folder] = path
        else:
            above[folder] = _nearest(parent, above) if parent != folder else None
    return above[folder]
