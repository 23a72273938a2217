"""What a plain hand-written scanner of tab-separated reports does: the yardstick for gklint.

It reads a file, decodes it, knows the six headings by their titles, and builds every cell of the
tables with its row, its column, its value and its place. It joins no paragraphs, forgives no
misspelled label, reads no other layout and judges nothing.
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
APPLICANTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
REVIEWS = tuple((group, result) for group in ("行政复议", "未经复议直接起诉", "复议后起诉")
                for result in RESULTS)  # fmt: skip


class Cell(NamedTuple):
    """A cell: section, labels of its row and column, text, value (None: no number), place."""

    section: int
    row: str
    column: str
    text: str
    value: int | float | None
    line: int
    character: int


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
    columns: list[str] = []
    section = 0
    for number, line in enumerate(text.split("\n"), 1):
        if "\t" in line:
            fields = line.split("\t")
            if section == 2 and fields[0].strip() == "信息内容":
                columns = [field.strip() for field in fields[1:]]
            elif section == 2:
                _scan_row(section, fields, columns, number, cells)
            elif section == 3:
                _scan_row(section, fields, APPLICANTS, number, cells)
            elif section == 4:
                _scan_reviews(fields, number, cells)
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


def _scan_row(section: int, fields: list[str], columns: list[str] | tuple[str, ...], number: int,
              cells: list[Cell]) -> None:
    """Build the cells of a row: labels, then a value for each column."""
    label = ""
    found = 0
    character = 1
    for field in fields:
        text = field.strip()
        value = _value(text)
        if value is None and text and not found:
            label = text.replace(" ", "")
        elif (value is not None or found) and found < len(columns):
            cells.append(Cell(section, label, columns[found], text, value, number, character))
            found += 1
        character += len(field) + 1


def _scan_reviews(fields: list[str], number: int, cells: list[Cell]) -> None:
    """Build the fifteen cells of the table of reviews, where the line is that of its numbers."""
    if len(fields) < len(REVIEWS) or _value(fields[0].strip()) is None:
        return
    character = 1
    for field, (group, result) in zip(fields, REVIEWS, strict=False):
        text = field.strip()
        cells.append(Cell(4, group, result, text, _value(text), number, character))
        character += len(field) + 1


def _value(text: str) -> int | float | None:
    if text.isdigit():
        return int(text)
    if not text or text[-1] not in "0123456789":
        return None
    try:
        return float(text.replace(",", ""))
    except ValueError:
        return None
