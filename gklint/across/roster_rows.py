"""The rows of a roster checked: each value by itself, then names against names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from gklint.collection.roster import KINDS, RosterRow
from gklint.support.bilingual import Text
from gklint.support.did_you_mean import did_you_mean
from gklint.support.folding import fold
from gklint.support.problems import ConfigurationError, Problem

#: The keys of a body and the columns of a table that say the same.
COLUMNS: Mapping[str, str] = {
    "name": "名称",
    "id": "编号",
    "aliases": "别名",
    "parent": "上级",
    "kind": "类别",
    "from": "起",
    "to": "止",
    "predecessors": "前身",
    "due": "期限",
    "consolidated": "汇总",
}
_YES = ("是", "yes", "true", "1", "√", "✓")
_NO = ("否", "no", "false", "0", "")
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Entry(NamedTuple):
    """A row as written: its line, and what stands under each key of COLUMNS."""

    line: int
    words: Mapping[str, str]


def rows_of(entries: Sequence[Entry], path: str) -> tuple[RosterRow, ...]:
    """Return the rows; raises ConfigurationError with all that is wrong with them."""
    problems: list[Problem] = []

    def wrong(line: int, key: str, what: Text) -> None:
        problems.append(Problem(path, line, COLUMNS.get(key, key), what))

    rows = []
    for entry in entries:
        values = {}
        for key, read in _READERS.items():
            try:
                values[key] = read(entry.words.get(key, ""))
            except _Wrong as error:
                wrong(entry.line, key, error.what)
        if not entry.words.get("name"):
            wrong(entry.line, "name", Text("没有写名称", "the name is missing"))
        elif len(values) == len(_READERS):
            rows.append(_row(entry, values))
    if not entries:
        wrong(0, "", Text("名册是空的", "the roster is empty"))
    for line, key, what in _contradictions(rows):
        wrong(line, key, what)
    if problems:
        raise ConfigurationError(problems)
    return _with_parents(rows)


class _Wrong(ValueError):
    """A value is not as it must be; `what` says how it should be."""

    def __init__(self, what: Text) -> None:
        super().__init__(what.en)
        self.what = what


def _names(words: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in re.split("[；;、\n]", words) if name.strip())


def _year(words: str) -> int | None:
    if not words:
        return None
    match = re.fullmatch(r"((?:19|20)\d\d)(?:\.0)?年?度?", fold(words))
    if match is None:
        raise _Wrong(
            Text(f"应当是年度，如 2021，不是“{words}”", f"a year is expected: 2021, not “{words}”")
        )
    return int(match[1])


def _due(words: str) -> tuple[int, int] | None:
    if not words:
        return None
    # Spreadsheets make a date of 01-31, with a year before it that nobody wrote.
    match = re.fullmatch(r"(?:\d{4}[-/.年])?(\d{1,2})[-/.月](\d{1,2})日?", fold(words))
    month, day = (int(match[1]), int(match[2])) if match else (0, 0)
    if not (1 <= month <= 12 and 1 <= day <= _DAYS[month - 1]):
        raise _Wrong(
            Text(
                f"应当是月日，如 01-31 或 1月31日，不是“{words}”",
                f"month and day are expected: 01-31, not “{words}”",
            )
        )
    return month, day


def _kind(words: str) -> str:
    known = {word: key for key, both in KINDS.items() for word in (both.zh, both.en)}
    if words and words not in known:
        hint = did_you_mean(words, [both.zh for both in KINDS.values()])
        raise _Wrong(Text(f"没有类别“{words}”{hint.zh}", f"no kind “{words}”{hint.en}"))
    return known.get(words, "")


def _flag(words: str) -> bool:
    if fold(words).lower() not in (*_YES, *_NO):
        raise _Wrong(Text(f"应当是“是”或空着，不是“{words}”", f"是 or nothing, not “{words}”"))
    return fold(words).lower() in _YES


_READERS: Mapping[str, Callable[[str], object]] = {
    "name": str.strip,
    "id": str.strip,
    "aliases": _names,
    "parent": str.strip,
    "kind": _kind,
    "from": _year,
    "to": _year,
    "predecessors": _names,
    "due": _due,
    "consolidated": _flag,
}


def _row(entry: Entry, values: Mapping[str, Any]) -> RosterRow:
    renamed = {"from": "first", "to": "last"}
    return RosterRow(entry.line, **{renamed.get(key, key): v for key, v in values.items()})


def _contradictions(rows: Sequence[RosterRow]) -> Iterator[tuple[int, str, Text]]:
    """Yield what is wrong between rows: the line, the key, and what."""
    yield from _twice(rows)
    bodies = {row.key: row.name for row in rows}
    ids = {row.id: row.key for row in rows if row.id}
    for row in rows:
        if row.first and row.last and row.first > row.last:
            yield row.line, "from", Text("“起”晚于“止”", "begins after it ends")
        if row.parent and not (fold(row.parent) in bodies or row.parent in ids):
            hint = did_you_mean(row.parent, bodies.values(), listed=False)
            yield (
                row.line,
                "parent",
                Text(f"名册中没有“{row.parent}”{hint.zh}", f"no body “{row.parent}” here{hint.en}"),
            )
        elif row.parent and row.key in (fold(row.parent), ids.get(row.parent)):
            yield row.line, "parent", Text("不能是自己的上级", "no body is its own parent")
        if row.key in map(fold, row.predecessors):
            yield (
                row.line,
                "predecessors",
                Text("不能是自己的前身", "no body is its own predecessor"),
            )


def _twice(rows: Sequence[RosterRow]) -> Iterator[tuple[int, str, Text]]:
    """Yield names, aliases and ids that stand for two bodies, and rows of one that overlap."""
    owners = {row.key: row for row in reversed(rows)}
    ids: dict[str, RosterRow] = {}
    aliases: dict[str, RosterRow] = {}
    before: dict[str, list[RosterRow]] = {}
    for row in rows:
        for other in before.setdefault(row.key, []):
            if _overlap(row, other):
                yield (
                    row.line,
                    "name",
                    Text(
                        f"“{row.name}”在第 {other.line} 行已有；同名的两行年度不能重叠",
                        f"“{row.name}” stands on line {other.line} already, for the same years",
                    ),
                )
                break
        before[row.key].append(row)
        if row.id and ids.setdefault(row.id, row).key != row.key:
            yield row.line, "id", _taken(row.id, ids[row.id])
        for alias in row.aliases:
            owner = owners.get(fold(alias)) or aliases.setdefault(fold(alias), row)
            if owner.key != row.key:
                yield row.line, "aliases", _taken(alias, owner)


def _taken(word: str, owner: RosterRow) -> Text:
    return Text(
        f"“{word}”已是第 {owner.line} 行“{owner.name}”的",
        f"“{word}” is that of “{owner.name}” on line {owner.line} already",
    )


def _overlap(one: RosterRow, other: RosterRow) -> bool:
    first = max(one.first or 0, other.first or 0)
    return first <= min(one.last or 9999, other.last or 9999)


def _with_parents(rows: Sequence[RosterRow]) -> tuple[RosterRow, ...]:
    """Return the rows with the names of their parents in place of ids."""
    names = {row.id: row.name for row in rows if row.id}
    keys = {row.key for row in rows}
    return tuple(
        row
        if not row.parent or fold(row.parent) in keys
        else row._replace(parent=names[row.parent])
        for row in rows
    )
