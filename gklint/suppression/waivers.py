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
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from gklint.model.report import CellKey
from gklint.support.bilingual import Text
from gklint.support.did_you_mean import did_you_mean
from gklint.support.problems import ConfigurationError, Problem, described
from gklint.support.written_files import bytes_of_written, text_of_written
from gklint.support.yaml_files import Written, YamlError, parse_yaml

#: The keys of an entry in the order in which they are written, and what kind of value each takes.
KEYS: Mapping[str, str] = {
    "rule": "text",
    "file": "text",
    "cell": "cell",
    "words": "text",
    "section": "section",
    "value": "value",
    "expected": "value",
    "reason": "text",
    "who": "text",
    "until": "day",
}
_NEEDED = ("rule", "file")


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
    try:
        written = parse_yaml(text)
    except YamlError as error:
        raise _error(path, error.line, Text(error.zh, error.en)) from error
    entries, at = _entries(written, path)
    problems: list[Problem] = []
    waivers: list[Waiver] = []
    for index, entry in enumerate(entries):
        wrong = list(_wrong(entry))
        problems += [
            Problem(path, written.line((*at, index, key)), key, what) for key, what in wrong
        ]
        if not wrong:
            waivers.append(_waiver(entry, written.line((*at, index))))
    if problems:
        raise ConfigurationError(problems)
    return tuple(waivers)


def day_named(written: object) -> date:
    """Return the day that 2026-12-31 names, as YAML gives it or as text; raises ValueError."""
    if isinstance(written, datetime):
        return written.date()
    if isinstance(written, date):
        return written
    return date.fromisoformat(str(written).strip())


def _error(path: str, line: int, what: Text) -> ConfigurationError:
    return ConfigurationError([Problem(path, line, "", what)])


def _entries(written: Written, path: str) -> tuple[list[Any], tuple[str, ...]]:
    """Return the entries, and the way to their list."""
    data, at = written.data, ()
    if isinstance(data, dict) and [*data] == ["waivers"]:
        data, at = data["waivers"], ("waivers",)  # type: ignore[assignment]
    if data is None:
        return [], at
    if not isinstance(data, list):
        raise _error(
            path,
            1,
            Text(
                "应当是一列豁免，每条以“- rule:”开头",
                "a list is expected, each entry beginning with “- rule:”",
            ),
        )
    return data, at


def _wrong(entry: Any) -> Iterator[tuple[str, Text]]:
    """Yield all that is wrong with an entry: the key, and what."""
    if not isinstance(entry, dict):
        said = described(entry)
        yield "", Text(f"应当是键值，而不是{said.zh}", f"a mapping is expected, not {said.en}")
        return
    for key, value in entry.items():
        if key not in KEYS:
            hint = did_you_mean(str(key), KEYS)
            yield str(key), Text(f"没有键“{key}”{hint.zh}", f"no key “{key}”{hint.en}")
        elif (what := _not_of_kind(KEYS[key], value)) is not None:
            yield key, what
    for key in _NEEDED:
        if not str(entry.get(key) or "").strip():
            yield "", Text(f"缺少 {key}", f"the key {key} is missing")


def _not_of_kind(kind: str, value: Any) -> Text | None:
    """Return what a value should be where it is not."""
    said = described(value)
    if isinstance(value, bool | list | dict):
        return Text(f"应当是文字或数字，而不是{said.zh}", f"text or a number, not {said.en}")
    try:
        if kind == "cell":
            CellKey.named(str(value))
        elif kind == "day":
            day_named(value)
        elif kind == "section" and value not in range(1, 7):
            raise ValueError
    except ValueError:
        return {
            "cell": Text(
                "应当是“表.行.列”，如 applications.new.total",
                "table.row.column is expected: applications.new.total",
            ),
            "day": Text("应当是日期，如 2026-12-31", "a day is expected: 2026-12-31"),
            "section": Text("应当是 1 至 6", "1 to 6 is expected"),
        }[kind]
    return None


def _waiver(entry: Mapping[str, Any], line: int) -> Waiver:
    def text(key: str) -> str:
        value = entry.get(key)
        return "" if value is None else str(value).strip()

    def number(key: str) -> str | None:
        return text(key) if key in entry else None

    return Waiver(
        line,
        text("rule"),
        text("file").replace("\\", "/").removeprefix("./"),
        CellKey.named(entry["cell"]) if "cell" in entry else None,
        text("words"),
        entry.get("section"),
        number("value"),
        number("expected"),
        text("reason"),
        text("who"),
        day_named(entry["until"]) if "until" in entry else None,
    )
