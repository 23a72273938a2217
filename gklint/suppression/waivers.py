"""A file of waivers: findings in documents that somebody has looked at and accepted, each with why.

A list of entries, in `gklint.waivers.yaml` in the folder of the reports or above it::

    - rule: GK301
      file: 2023/松林街道.docx
      cell: applications.new.total
      value: 9
      reason: 两件申请由法人代表以个人名义提出，已核对台账
      who: 李明
      until: 2026-12-31
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from gklint.model.report import CellKey
from gklint.support.bilingual import Text
from gklint.support.declared import Anything, Checked, Kind, Scalar, Several, Whole, read_declared
from gklint.support.declared_mappings import Keys
from gklint.support.locations import Document, Location
from gklint.support.written_files import bytes_of_written, text_of_written
from gklint.support.yaml_files import yaml_document


def _cell(written: str, location: Location) -> None:
    try:
        CellKey.named(written)
    except ValueError:
        location.expected(
            "“表.行.列”，如 applications.new.total",
            "table.row.column, such as applications.new.total",
            written,
        )


def _day(written: object, location: Location) -> None:
    try:
        day_named(written)
    except ValueError:
        location.expected("日期，如 2026-12-31", "a day, such as 2026-12-31", written)


#: The keys of an entry in the order in which they are written, and what each takes.
KEYS: Mapping[str, Kind] = {
    "rule": Scalar(),
    "file": Scalar(),
    "cell": Checked(Scalar(), _cell),
    "words": Scalar(empty=True),
    "section": Whole(1, 6),
    "value": Scalar(empty=True),
    "expected": Scalar(empty=True),
    "reason": Scalar(empty=True),
    "who": Scalar(empty=True),
    "until": Checked(Anything(), _day),
}
_WAIVERS = Several(
    Keys(KEYS, needed=("rule", "file")),
    expected=Text(
        "一列豁免（每条以“- rule:”开头）",
        "a list of waivers, each beginning with “- rule:”",
    ),
)


class Waiver(NamedTuple):
    """An entry: `line` and `last_line` are where it stands in its file.

    `file` is a path or a pattern relative to the file of waivers. A finding is named by its `cell`,
    by `words` at its place, or by its `section`. `value` and `expected` are what stood there and
    what should have when it was accepted (None: not said); `until` is the last day it holds.
    """

    line: int
    rule: str
    file: str
    cell: CellKey | None = None
    words: str = ""
    section: int | None = None
    value: str | None = None
    expected: str | None = None
    reason: str = ""
    who: str = ""
    until: date | None = None


class WaiverFile(NamedTuple):
    """A file of waivers as read: its path as messages name it, its bytes, its entries."""

    path: str
    raw: bytes
    waivers: tuple[Waiver, ...]

    @property
    def folder(self) -> str:
        """The folder that the entries' files are relative to, absolute."""
        return os.path.dirname(os.path.abspath(self.path))


def load_waivers(path: str) -> WaiverFile:
    """Return the waivers in a file; raises ConfigurationError with all that is wrong with it."""
    raw = bytes_of_written(path)
    return WaiverFile(path, raw, read_waivers(text_of_written(raw, path), path))


def read_waivers(text: str, path: str) -> tuple[Waiver, ...]:
    """Return the waivers in a text; raises ConfigurationError with all that is wrong with it."""
    document = _list_in(yaml_document(text, path))
    return tuple(
        _waiver(entry, document.line((index,)))
        for index, entry in enumerate(read_declared(_WAIVERS, document))
    )


def day_named(written: object) -> date:
    """Return the day that 2026-12-31 names, as YAML gives it or as text; raises ValueError."""
    if isinstance(written, datetime):
        return written.date()
    if isinstance(written, date):
        return written
    return date.fromisoformat(str(written).strip())


def _list_in(document: Document) -> Document:
    """Return the list of waivers, which may stand under `waivers:`; nothing is an empty one."""
    data = document.data
    if isinstance(data, dict) and [*data] == ["waivers"]:
        document = document._replace(data=data["waivers"], prefix=("waivers",))
    return document._replace(data=[]) if document.data is None else document


def _waiver(entry: Mapping[str, Any], line: int) -> Waiver:
    return Waiver(
        line,
        entry["rule"],
        entry["file"].replace("\\", "/").removeprefix("./"),
        CellKey.named(entry["cell"]) if "cell" in entry else None,
        entry.get("words", ""),
        entry.get("section"),
        entry.get("value"),
        entry.get("expected"),
        entry.get("reason", ""),
        entry.get("who", ""),
        day_named(entry["until"]) if "until" in entry else None,
    )
