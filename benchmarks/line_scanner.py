"""What a plain hand-written scanner of tab-separated reports does: the yardstick for gklint.

It reads a file, decodes it, knows the six headings by their titles, and builds every cell with its
place. It joins no paragraphs, knows no form, judges nothing and reads no other layout.
"""

from __future__ import annotations

from typing import NamedTuple

TITLES = {
    "总体情况": 1,
    "主动公开政府信息情况": 2,
    "收到和处理政府信息公开申请情况": 3,
    "政府信息公开行政复议、行政诉讼情况": 4,
    "存在的主要问题及改进情况": 5,
    "其他需要报告的事项": 6,
}


class Cell(NamedTuple):
    """A cell: section, label of its row, place, text, value (None: no number)."""

    section: int
    label: str
    line: int
    column: int
    text: str
    value: int | float | None


class Scan(NamedTuple):
    """A report as scanned: the lines of its headings by number, its paragraphs, its cells."""

    sections: dict[int, int]
    paragraphs: list[str]
    cells: list[Cell]


def scan(path: str) -> Scan:
    """Read and scan the report at `path`."""
    with open(path, "rb") as file:
        raw = file.read()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("gb18030", "replace")
    return scan_text(text)


def scan_text(text: str) -> Scan:
    """Scan the text of a report."""
    sections: dict[int, int] = {}
    paragraphs: list[str] = []
    cells: list[Cell] = []
    section = 0
    for number, line in enumerate(text.split("\n"), 1):
        if "\t" in line:
            _scan_row(line, number, section, cells)
            continue
        line = line.strip()
        if not line:
            continue
        if line[0] in "一二三四五六" and line[1:2] == "、" and line[2:] in TITLES:
            section = TITLES[line[2:]]
            sections[section] = number
        else:
            paragraphs.append(line)
    return Scan(sections, paragraphs, cells)


def _scan_row(line: str, number: int, section: int, cells: list[Cell]) -> None:
    label = ""
    column = 1
    for field in line.split("\t"):
        text = field.strip()
        value = _value(text)
        if value is None and text:
            label = text
        else:
            cells.append(Cell(section, label, number, column, text, value))
        column += len(field) + 1


def _value(text: str) -> int | float | None:
    if text.isdigit():
        return int(text)
    if not text or text[-1] not in "0123456789":
        return None
    try:
        return float(text.replace(",", ""))
    except ValueError:
        return None
