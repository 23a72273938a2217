"""Source → Report. The face of this package is `parse`."""

from __future__ import annotations

from gklint.report import Report
from gklint.source import Source


def parse(source: Source, year: int | None = None, agency_kind: str | None = None) -> Report:
    """Read a report out of the text. Never raises on text."""
    raise NotImplementedError
