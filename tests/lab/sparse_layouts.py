"""Sparse tables as other people's programs write them: a second generator, apart from the first.

It shares nothing with `gklint.testing.layouts` but the draft: a table is a list of rows of texts,
labels and headers are merged, collapsed or repeated in its own ways, and each writer leaves some
trace of a cell in which nothing stands. Where it leaves none, the truth of the cell is None.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from random import Random
from typing import NamedTuple
from unicodedata import east_asian_width

from lab.imperfect import NOTHING
from lab.reading_accuracy import Score, compare

from gklint.engine import lint_text
from gklint.model.report import CellKey
from gklint.testing.changes import change_draft
from gklint.testing.draft import Draft, DraftTable
from gklint.testing.random_reports import random_draft
from gklint.testing.rendering import TrueCell, value_of


class Piece(NamedTuple):
    """What stands in a cell: a text, of which cell of the form it is the value, how wide it is."""

    text: str
    key: CellKey | None = None
    span: int = 1
    is_head: bool = False


Row = list[Piece]
_Writer = Callable[[list[Row], Random], list[str]]


class Sparse(NamedTuple):
    """A report as text and what stands in its cells; None is a blank that left no trace."""

    text: str
    cells: Mapping[CellKey, TrueCell | None]
    told: str


# --- tables as rows of texts ---------------------------------------------------------------------

#: Ways to write the labels of table three.
LABELS = ("merged", "collapsed", "bare", "joined", "repeated")
#: Ways to write the headers of table three.
HEADS = ("three", "collapsed", "two", "one")
_ENDS = ("new", "carried_in", "carried_out")
_GAP = Piece("")
#: A row of table one or four is shorter.
_NARROW = 7


def _values(table: DraftTable, index: int) -> Row:
    row = table.rows[index]
    return [
        Piece(text, CellKey(table.key, row.key, column.key))
        for column, text in zip(table.columns, row.texts, strict=True)
    ]


def disclosure(tables: Sequence[DraftTable], merged: bool) -> list[Row]:
    """Return table two: its blocks, one below the other, in a grid as wide as the widest."""
    width = 1 + max(len(table.columns) for table in tables)
    rows: list[Row] = []
    for table in tables:
        block: list[Row] = [[Piece(table.form.label, None, width, True)]]
        block.append(
            [
                Piece("信息内容", None, 1, True),
                *(Piece(column.label, None, 1, True) for column in table.columns),
            ]
        )
        for index, row in enumerate(table.rows):
            block.append([Piece(row.label), *_values(table, index)])
        if merged:
            for each in block:
                each += [_GAP] * (width - len(each))
        rows += block
    return rows


def applications(table: DraftTable, labels: str, heads: str) -> list[Row]:
    """Return table three with its labels and headers written in one of LABELS and of HEADS."""
    depth = 3 if labels in ("merged", "repeated") else 2 if labels == "bare" else 1
    if labels == "collapsed":
        depth = 1
    rows = _heads(table, heads, depth)
    seen: set[str] = set()
    for index, row in enumerate(table.rows):
        group = table.groups.get(row.group, "") if row.group else ""
        results = table.groups.get("results", "")
        inside = row.key not in _ENDS
        own: list[str] = []
        if labels in ("merged", "repeated"):
            first = inside and "results" not in seen
            if not inside:
                own = [row.label, "", ""]
            else:
                again = labels == "repeated"
                new = bool(group) and row.group not in seen
                own = [
                    results if first or again else "",
                    (group if new or again else "") if group else row.label,
                    row.label if group else "",
                ]
        elif labels == "collapsed":
            # Cells that a merged one covers are not there at all.
            if inside and "results" not in seen:
                own.append(results)
            if group and row.group not in seen:
                own.append(group)
            own.append(row.label)
        elif labels == "bare":
            # The labels of groups were lost, the columns they stood in were not.
            own = ["", row.label] if inside else [row.label, ""]
        else:
            own = [f"{group}{row.label}" if group and row.group not in seen else row.label]
        if inside:
            seen |= {"results", row.group}
        rows.append([*(Piece(text) for text in own), *_values(table, index)])
    return rows


def _heads(table: DraftTable, heads: str, depth: int) -> list[Row]:
    note, applicants = table.form.notes[:2]
    labels = [column.label for column in table.columns]
    organisations = table.groups.get("organisations", "法人或其他组织")
    count = len(labels)

    def row(first: str, texts: Iterable[str]) -> Row:
        lead = [Piece(first, None, depth, True), *[_GAP] * (depth - 1)]
        return [*lead, *(Piece(text, None, 1, True) for text in texts)]

    if heads == "one":
        return [row(note, labels)]
    if heads == "two":
        merged = [organisations, *[""] * (count - 3)]
        return [
            row(note, [labels[0], *merged, labels[-1]]),
            row("", ["", *labels[1:-1], ""]),
        ]
    if heads == "collapsed":
        return [
            [Piece(note, None, 1, True), Piece(applicants, None, 1, True)],
            [Piece(text, None, 1, True) for text in (labels[0], organisations, labels[-1])],
            [Piece(text, None, 1, True) for text in labels[1:-1]],
        ]
    return [
        row(note, [applicants, *[""] * (count - 1)]),
        row("", [labels[0], organisations, *[""] * (count - 3), labels[-1]]),
        row("", ["", *labels[1:-1], ""]),
    ]


def review(table: DraftTable, how: str) -> list[list[Row]]:
    """Return table four: "wide" in one row, "groups" with a row a group, "three" tables."""
    names = {
        row.key: f"{table.groups.get(row.group, '')}（{row.label}）" if row.group else row.label
        for row in table.rows
    }
    results = [column.label for column in table.columns]
    width = len(results)

    def head(texts: Iterable[str]) -> Row:
        return [Piece(text, None, 1, True) for text in texts]

    if how == "groups":
        body = [
            [Piece(names[row.key]), *_values(table, index)] for index, row in enumerate(table.rows)
        ]
        return [[head(["", *results]), *body]]
    if how == "three":
        return [
            [head([names[row.key], *[""] * (width - 1)]), head(results), _values(table, index)]
            for index, row in enumerate(table.rows)
        ]
    first: list[str] = []
    second: list[str] = []
    for index, row in enumerate(table.rows):
        group = table.groups.get(row.group, "") if row.group else ""
        opens = bool(group) and all(row.group != before.group for before in table.rows[:index])
        first += [group if opens else "" if group else row.label, *[""] * (width - 1)]
        second += [row.label if group else "", *[""] * (width - 1)]
    values = [piece for index in range(len(table.rows)) for piece in _values(table, index)]
    third = results * len(table.rows)
    if how == "wide two lines":
        second = [
            text or (result if index < width else "")
            for index, (text, result) in enumerate(zip(second, results * 3, strict=True))
        ]
        third = ["" if index < width else text for index, text in enumerate(third)]
    return [[head(first), head(second), head(third), values]]


# --- ways to write rows --------------------------------------------------------------------------


def tabs(rows: list[Row], chance: Random) -> list[str]:
    """Return lines with tabs between cells, as they are copied from Word."""
    return ["\t".join(piece.text for piece in row) for row in rows]


def tabs_led(rows: list[Row], chance: Random) -> list[str]:
    """Return lines with a tab before each cell, as text of a web page has them."""
    end = chance.choice(("", "\t"))
    return ["\t" + "\t".join(piece.text for piece in row) + end for row in rows]


def tabs_spaced(rows: list[Row], chance: Random) -> list[str]:
    """Return lines with tabs and spaces around what stands between them."""
    pad = chance.choice((" ", "\u3000", "\u00a0"))
    return ["\t".join(f"{pad}{piece.text}{pad}" for piece in row) for row in rows]


def bars(rows: list[Row], chance: Random) -> list[str]:
    """Return lines with bars between cells, and perhaps at their ends."""
    between, start, end = chance.choice(
        (("|", "", ""), (" | ", "", ""), (" | ", "| ", " |"), ("│", "│", "│"), ("｜", "", ""))
    )
    return [f"{start}{between.join(piece.text for piece in row)}{end}" for row in rows]


def double_bars(rows: list[Row], chance: Random) -> list[str]:
    """Return lines with two bars between cells, as wikis have them."""
    return ["||".join(piece.text for piece in row) for row in rows]


def commas(rows: list[Row], chance: Random) -> list[str]:
    """Return lines with commas between cells, as a CSV file has them; what merged cells cover is
    left empty, or not there at all."""
    own = chance.choice((rows, _unmerged(rows)))
    return [",".join(piece.text for piece in row) for row in own]


def colons(rows: list[Row], chance: Random) -> list[str]:
    """Return lines with a colon behind the label of a row, or those of its groups and its own, and
    tabs between its cells."""
    lines = []
    for row in rows:
        labels = " ".join(piece.text for piece in row if piece.text and not piece.key)
        cells = [piece.text for piece in row if piece.key]
        alone = [piece.text for piece in row] if len(row) < _NARROW else labels.split(" ")
        lines.append(f"{labels}：" * bool(labels and cells) + "\t".join(cells or alone))
    return lines


def gaps(width: int) -> _Writer:
    """Return a writer of lines with so many spaces between cells and nothing padded."""

    def write(rows: list[Row], chance: Random) -> list[str]:
        return [(" " * width).join(piece.text for piece in row) for row in rows]

    return write


def markdown(rows: list[Row], chance: Random) -> list[str]:
    """Return a table of Markdown: every line as wide as the widest."""
    width = max(map(len, rows))
    lines = [
        "| " + " | ".join([*(piece.text for piece in row), *[""] * (width - len(row))]) + " |"
        for row in rows
    ]
    rule = chance.choice(("---", ":---:", "---:"))
    lines.insert(1, "|" + "|".join([rule] * width) + "|")
    if chance.random() < 0.3:
        lines.insert(0, "|" + " |" * width)
    return lines


def lines_with_empty(rows: list[Row], chance: Random) -> list[str]:
    """Return a line for each cell, those in which nothing stands too."""
    return [piece.text for row in _unmerged(rows) for piece in row]


def lines_apart(rows: list[Row], chance: Random) -> list[str]:
    """Return a line for each cell and an empty one between two."""
    return [line for row in _unmerged(rows) for piece in row for line in (piece.text, "")]


def lines_ended(rows: list[Row], chance: Random) -> list[str]:
    """Return a line for each cell, each ended by a bar."""
    return [f"{piece.text} |".lstrip() for row in _unmerged(rows) for piece in row]


def inner_text(rows: list[Row], chance: Random) -> list[str]:
    """Return what a browser gives as text of cells that hold paragraphs: a tab between two cells
    on a line of its own, and none at the end of a row."""
    lines: list[str] = []
    for row in rows:
        tabs_due = 0
        for index, piece in enumerate(row):
            if piece.text:
                if tabs_due:
                    lines += ["\t" * tabs_due, ""]
                    tabs_due = 0
                lines += [piece.text, ""]
            tabs_due += index + 1 < len(row)
        if tabs_due:
            lines += ["\t" * tabs_due, ""]
        lines.append("")
    return lines


def _unmerged(rows: list[Row]) -> list[Row]:
    """Return the rows without the empty cells that merged ones cover: of headers and labels."""
    found = []
    for row in rows:
        is_values = any(piece.key for piece in row)
        found.append([piece for piece in row if piece.text or (is_values and piece.key)])
    return found


def _padded(
    rows: list[Row], chance: Random, ideographic: bool, two: str, where: str, gap: int = 0
) -> list[str]:
    """Return lines whose cells are padded with spaces to columns of one width.

    `two` are the widths of Unicode that count as two, `gap` spaces lie between columns (0: 2 or 4).
    """

    def width_of(text: str) -> int:
        return sum(2 if east_asian_width(character) in two else 1 for character in text)

    count = max(map(len, rows))
    widths = [2] * count
    for row in rows:
        for index, piece in enumerate(row):
            if piece.span == 1:
                widths[index] = max(widths[index], width_of(piece.text))
    if ideographic:
        widths = [width + width % 2 for width in widths]
    gap = gap or chance.randint(1, 2) * 2
    lines = []
    for row in rows:
        line = ""
        at = 0
        index = 0
        while index < len(row):
            piece = row[index]
            own = sum(widths[index : index + piece.span]) + gap * (piece.span - 1)
            free = max(own - width_of(piece.text), 0)
            align = where if piece.key or piece.is_head else "left"
            left = {"left": 0, "right": free, "centre": free // 2}[align]
            text = " " * left + piece.text
            target = at + own + gap
            at += width_of(text)
            line += text
            pad = max(target - at, 1)
            line += " " * pad
            at += pad
            index += piece.span
        lines.append(_as_ideographic(line) if ideographic else line.rstrip())
    return lines


def _as_ideographic(line: str) -> str:
    return line.rstrip().replace("  ", "\u3000")


def _padding(name: str, ideographic: bool, two: str, gap: int = 0) -> dict[str, _Writer]:
    return {
        f"padded {name} {where}": lambda rows, chance, where=where: _padded(  # type: ignore[misc]
            rows, chance, ideographic, two, where, gap
        )
        for where in ("left", "right", "centre")
    }


WRITERS: Mapping[str, _Writer] = {
    "tabs": tabs,
    "tabs led": tabs_led,
    "tabs spaced": tabs_spaced,
    "bars": bars,
    "double bars": double_bars,
    "markdown": markdown,
    "lines with empty": lines_with_empty,
    "lines apart": lines_apart,
    "lines ended": lines_ended,
    "inner text": inner_text,
    "commas": commas,
    "colons": colons,
    **_padding("wide", False, "WF"),
    **_padding("narrow", False, ""),
    **_padding("full-width", True, "WF"),
    # A space between columns, and “ as wide as a Han character.
    **_padding("close", False, "WFA", 1),
}

#: Not among WRITERS, for what stands where cannot always be told.
GAPS: Mapping[str, _Writer] = {f"gaps of {width}": gaps(width) for width in (2, 4, 8)}


# --- what comes of reading them ------------------------------------------------------------------


def sparse_report(writer: str, chance: Random, signs: bool) -> Sparse:
    """Return a random right report in which every nothing is left blank, or, with `signs`, written
    in one or several ways."""
    ways = [""]
    if signs:
        ways = [chance.choice(NOTHING) for _ in range(chance.randint(1, 3))]
        ways += ["0"] * chance.randint(0, 2)
    return write(change_draft(random_draft(chance), [{"nothing": ways}]), writer, chance)


def score_writers(reports: int, seed: int, signs: bool) -> Iterator[tuple[str, Score]]:
    """Yield for each writer what came of reading so many random reports."""
    for writer in WRITERS:
        total = Score()
        for number in range(reports):
            written = sparse_report(writer, Random(f"{seed} {number}"), signs)
            total += compare(lint_text(written.text), written.cells.items(), alarms=False)
        yield writer, total


# --- whole reports -------------------------------------------------------------------------------


def write(
    draft: Draft,
    writer: str,
    chance: Random,
    change: Callable[[list[Row], Random], list[list[Row]]] = lambda rows, chance: [rows],
    ways: Sequence[str] | None = None,
) -> Sparse:
    """Return a draft as text, its tables written by one of WRITERS or GAPS in random ways.

    `change` is done to each table before, `ways` are those of LABELS that may be drawn.
    """
    labels, heads = chance.choice(ways or LABELS), chance.choice(HEADS)
    if writer.startswith("padded"):
        # Else there would be no header over the gaps.
        heads = "three" if heads == "collapsed" else heads
        labels = "merged" if labels == "collapsed" else labels
    how = chance.choice(("wide", "wide", "groups", "three", "wide two lines"))
    merged = chance.random() < 0.5
    lines = [*draft.title, "", *draft.preamble, ""]
    for section in draft.sections:
        lines += [section.heading, "", *section.body, ""]
        style = chance.random()
        for whole in _tables(section.tables, labels, heads, how, merged):
            for rows in change(whole, chance):
                # All parts of a table are written in one style.
                alone = len(rows) == len(rows[0]) == 1
                written = (GAPS.get(writer) or WRITERS[writer])(rows, Random(style))
                lines += [rows[0][0].text] if alone else written
                lines.append("")
    lines += draft.closing
    cells: dict[CellKey, TrueCell | None] = {}
    for table in draft.tables:
        for row in table.rows:
            for column, text in zip(table.columns, row.texts, strict=True):
                if row.key:
                    key = CellKey(table.key, row.key, column.key)
                    cells[key] = TrueCell(text, 0, 0, value_of(text))
    told = f"{writer}, labels {labels}, heads {heads}, table four {how}, merged {merged}"
    return Sparse("\n".join(lines) + "\n", cells, told)


def _tables(
    tables: Sequence[DraftTable], labels: str, heads: str, how: str, merged: bool
) -> Iterable[list[Row]]:
    blocks = [table for table in tables if table.key not in ("applications", "review")]
    if blocks:
        yield disclosure(blocks, merged)
    for table in tables:
        if table.key == "applications":
            yield applications(table, labels, heads)
        elif table.key == "review":
            yield from review(table, how)
