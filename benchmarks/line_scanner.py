"""A hand-written scanner for tab-separated reports: the yardstick that gklint's speed is held to.

It is what a careful programmer would write for this one layout, and gives what gklint's report
model holds: the six headings by their titles (folded, as their widths differ), paragraphs put
together where a page cut them, and a `Cell` with its place for every field of every row. It knows
no form, no other layout and no broken file, and it checks nothing.
"""

from __future__ import annotations

from typing import NamedTuple
from unicodedata import normalize

from gklint.model.report import Cell, Paragraph, Piece

TITLES = {
    "总体情况": 1,
    "主动公开政府信息情况": 2,
    "收到和处理政府信息公开申请情况": 3,
    "政府信息公开行政复议、行政诉讼情况": 4,
    "存在的主要问题及改进情况": 5,
    "其他需要报告的事项": 6,
}

#: No heading is longer.
_LONGEST_HEADING = 40


class Scan(NamedTuple):
    """A report as scanned: the lines of its headings by number, its paragraphs, its cells."""

    sections: dict[int, int]
    paragraphs: list[Paragraph]
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
    found = Scan({}, [], [])
    lines: list[tuple[int, str]] = []
    for number, raw in enumerate(text.split("\n"), 1):
        if "\t" in raw:
            _scan_row(raw, number, found.cells)
            continue
        line = raw.strip()
        if not line:
            continue
        if len(line) <= _LONGEST_HEADING:
            folded = _fold(line)
            section = TITLES.get(folded[2:])
            if section and folded[1] in "、.":
                found.sections[section] = number
                continue
        lines.append((number, line))
        if line[-1] in "。！？":
            found.paragraphs.append(_paragraph(lines))
            lines = []
    return found


def _paragraph(lines: list[tuple[int, str]]) -> Paragraph:
    text = ""
    pieces = []
    for number, line in lines:
        pieces.append(Piece(len(text), number, 1))
        text += line
    return Paragraph(text, tuple(pieces))


def _scan_row(raw: str, number: int, cells: list[Cell]) -> None:
    """Build a cell for each field; the row is the last label before it, the column its index."""
    label = ""
    column = 1
    for index, field in enumerate(raw.split("\t")):
        text = field.strip()
        value = _value(text)
        if text and value is None:
            label = _fold(text)
        else:
            cells.append(
                Cell(
                    label,
                    str(index),
                    text,
                    value,
                    "number" if text else "blank",
                    number,
                    column,
                    column + len(text),
                )
            )
        column += len(field) + 1


def _value(text: str) -> int | None:
    if text.isdigit() and text.isascii():
        return int(text)
    folded = _fold(text).replace(",", "")
    return int(folded) if folded.lstrip("-").isdigit() else None


def _fold(text: str) -> str:
    return "".join(normalize("NFKC", text).split())
