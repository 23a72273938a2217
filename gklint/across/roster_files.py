"""A roster read from a file: .csv and .xlsx with a header row, or .yaml. What is wrong is said."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from gklint.across.roster_rows import COLUMNS, Entry, rows_of
from gklint.collection.roster import Roster
from gklint.readers.limits import DEFAULT_LIMITS, UnreadableFile
from gklint.readers.text import decode
from gklint.support.bilingual import Text
from gklint.support.folding import fold
from gklint.support.problems import ConfigurationError, Problem, described

#: The column by which the header row is known.
NAME = COLUMNS["name"]

_TABLE = ("text/csv", ".csv, .xlsx, .yaml")


class _Line(NamedTuple):
    """A row of a table: the line it stands on and its cells."""

    line: int
    cells: Sequence[str]


def load_roster(path: str) -> Roster:
    """Return the roster in a file; raises ConfigurationError with all that is wrong with it."""
    try:
        with open(path, "rb") as file:
            raw = file.read()
    except OSError as error:
        why = error.strerror or str(error)
        raise _error(path, 0, Text(f"无法读取：{why}", f"cannot be read: {why}")) from error
    ending = os.path.splitext(path)[1].lower()
    if ending == ".xlsx":
        return _of_workbook(raw, path)
    source = decode(raw, path)
    if source is None or ending not in (".csv", ".yaml", ".yml"):
        what = Text(
            "名册应当是 .csv、.xlsx 或 .yaml 文件", "a roster is a file of .csv, .xlsx or .yaml"
        )
        raise _error(path, 0, what)
    if ending == ".csv":
        lines = list(_of_csv(source.text))
        return Roster(path, raw, "text/csv", source.lines, rows_of(_entries(lines, path), path))
    entries = _of_yaml(source.text, path)
    return Roster(path, raw, "application/yaml", source.lines, rows_of(entries, path))


def _error(path: str, line: int, what: Text) -> ConfigurationError:
    return ConfigurationError([Problem(path, line, "", what)])


def _of_csv(text: str) -> Iterator[_Line]:
    """Yield the rows of a text with commas, or with tabs as spreadsheets copy them."""
    lines = text.splitlines()
    head = next((line for line in lines if NAME in line), "")
    delimiter = "\t" if "\t" in head and "," not in head else ","
    reader = csv.reader(lines, delimiter=delimiter)
    line = 1
    try:
        for cells in reader:
            yield _Line(line, cells)
            line = reader.line_num + 1
    except csv.Error:
        return


def _of_workbook(raw: bytes, path: str) -> Roster:
    # Imported here: most rosters are no workbooks.
    from gklint.readers.xlsx.reader import read, recognises

    if not recognises(raw):
        raise _error(path, 0, Text("这不是 Excel 工作簿", "this is no Excel workbook"))
    try:
        source = read(raw, path, DEFAULT_LIMITS)
    except UnreadableFile as error:
        reason = error.reason
        what = Text(f"无法读取：{reason.zh}", f"cannot be read: {reason.en}")
        raise _error(path, 0, what) from error
    lines = [_Line(number, line.split("\t")) for number, line in enumerate(source.lines, 1)]
    rows = rows_of(_entries(lines, path), path)
    return Roster(path, raw, source.media_type, source.lines, rows)


def _entries(lines: Sequence[_Line], path: str) -> list[Entry]:
    """Return the rows below the header by the keys of their columns."""
    folded = [[fold(cell) for cell in line.cells] for line in lines]
    head = next((index for index, cells in enumerate(folded) if NAME in cells), None)
    if head is None:
        what = Text(
            f"没有表头：有一行应当含有“{NAME}”一栏",
            f"no header row: one of the rows must have the column {NAME}",
        )
        raise _error(path, 1, what)
    keys = {word: key for key, word in COLUMNS.items()}
    columns = [keys.get(cell) for cell in folded[head]]
    return [
        Entry(
            line.line,
            {
                key: cell.strip()
                for key, cell in zip(columns, line.cells, strict=False)
                if key and cell.strip()
            },
        )
        for line in lines[head + 1 :]
        if any(cell.strip() for cell in line.cells)
    ]


def _of_yaml(text: str, path: str) -> list[Entry]:
    # Imported here: most rosters are tables.
    from gklint.support.did_you_mean import did_you_mean
    from gklint.support.yaml_files import YamlError, parse_yaml

    try:
        written = parse_yaml(text)
    except YamlError as error:
        raise _error(path, error.line, Text(error.zh, error.en)) from error
    data = written.data
    bodies = data.get("bodies") if isinstance(data, dict) else None
    if not isinstance(bodies, list):
        what = Text("应当是 bodies: 下的一列单位", "a list of bodies under bodies: is expected")
        raise _error(path, 1, what)
    problems, entries = [], []
    for index, body in enumerate(bodies):
        line = written.line(("bodies", index))
        if not isinstance(body, dict):
            kind = described(body)
            what = Text(f"应当是键值，而不是{kind.zh}", f"a mapping is expected, not {kind.en}")
            problems.append(Problem(path, line, "", what))
            continue
        for key in body:
            if key not in COLUMNS:
                hint = did_you_mean(str(key), COLUMNS)
                what = Text(f"没有键“{key}”{hint.zh}", f"no key “{key}”{hint.en}")
                at = written.line(("bodies", index, key))
                problems.append(Problem(path, at, str(key), what))
        words = {key: _words(value) for key, value in body.items() if key in COLUMNS}
        entries.append(Entry(line, {key: word for key, word in words.items() if word}))
    if problems:
        raise ConfigurationError(problems)
    return entries


def _words(value: Any) -> str:
    """Return a value of YAML as a table would write it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return ";".join(str(member) for member in value)
    return str(value).strip()
