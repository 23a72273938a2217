"""What was measured of accuracy as tables: for a terminal, and as docs/accuracy.md."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple
from unicodedata import east_asian_width

from lab.document_accuracy import AIMS, VALID_DOCUMENTS, Sameness
from lab.fault_accuracy import Tally, rules_without_fault
from lab.kind_accuracy import KindScore
from lab.reading_accuracy import Score
from lab.reviewed import Review, ReviewedReport

from gklint.model.diagnostics import Severity
from gklint.plugins.loading import load_plugins
from gklint.version import __version__

#: What is aimed at, in percent of the findings that are due, in every layout.
FOUND, PLACED = 98, 97


#: The title of the reports in which everything is right: only they can have false alarms.
VALID = "valid reports"
_DOCUMENTS = "documents: "


class Table(NamedTuple):
    """A table: what it shows, its columns, its rows; the columns after the first `words` are
    numbers."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    words: int = 1


class Measured(NamedTuple):
    """Everything that was measured: reading by kind of report and layout or document, faults, real
    reports, the findings of documents beside those of text, and other kinds of documents."""

    readings: Sequence[tuple[str, Sequence[tuple[str, Score]]]] = ()
    tallies: Sequence[Tally] = ()
    reviews: Sequence[tuple[ReviewedReport, Review]] = ()
    sameness: Sequence[Sameness] = ()
    kinds: Sequence[KindScore] = ()

    def tables(self) -> Iterator[Table]:
        """Yield the tables of what was measured."""
        for title, scores in self.readings:
            yield _reading(title, scores)
        if self.tallies:
            yield _by_layout(self.tallies)
            yield _by_fault(self.tallies)
        if self.sameness:
            yield _same_findings(self.sameness)
        if self.reviews:
            yield _reviewed(self.reviews)
        if self.kinds:
            yield _kinds(self.kinds)


def as_text(table: Table) -> str:
    """Return a table for a terminal, a line a row."""
    lines = [table.columns, *table.rows]
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)]
    shown = [table.title]
    for line in lines:
        cells = []
        for index, (cell, width) in enumerate(zip(line, widths, strict=True)):
            gap = " " * (width - _width(cell))
            cells.append(cell + gap if index < table.words else gap + cell)
        shown.append("  ".join(cells).rstrip())
    return "\n".join(shown)


def as_markdown(table: Table) -> str:
    """Return a table as Markdown, its title before it."""
    rule = ["---" if index < table.words else "--:" for index in range(len(table.columns))]
    lines = [table.columns, tuple(rule), *table.rows]
    return f"### {table.title}\n\n" + "\n".join(f"| {' | '.join(line)} |" for line in lines)


def document(measured: Measured, command: str) -> str:
    """Return docs/accuracy.md: what was measured, when and by which command."""
    python = ".".join(map(str, sys.version_info[:3]))
    blocks = [
        "# How accurate it is",
        f"Measured on {date.today().isoformat()} with gklint {__version__} and Python {python} by\n"
        f"this command, which also writes this page:\n\n```console\n$ {command}\n```",
        _WHAT.strip(),
    ]
    reading = [table for table in measured.tables() if table.title in _titles(measured)]
    others = [table for table in measured.tables() if table not in reading]
    blocks += ["## Tables read", *map(as_markdown, reading)]
    blocks += ["## Rules", *map(as_markdown, others)]
    short = [*_short_of(measured.tallies), *_cells_short(measured.readings)]
    aim = (
        f"Aimed at: {FOUND} % found and {PLACED} % at their line, of each fault in every layout."
        "\nWritten as found/at line/not checked, in percent of what is due. Of the cells of"
        "\ndocuments: "
        + ", ".join(f"{kind} {aim} %" for kind, aim in AIMS.items())
        + " right, real ones 100 %."
    )
    blocks += ["## Short of the aim", aim, "\n".join(short) or "None."]
    unmeasured = rules_without_fault()
    if unmeasured:
        blocks.append(
            "No fault of a generated report shows these rules; their cases in "
            f"`tests/` do: {', '.join(unmeasured)}."
        )
    return "\n\n".join(blocks) + "\n"


_WHAT = """
Random reports of any year, body and style are written in every layout that tables come in. A cell
counts as right only with its value, row, column, line and place. A *false alarm* is an error or a
warning on a report in which everything is right.

A *fault* is put into a valid report, one at a time. Of the findings that are due: *found* came, *at
line* came at the line of the fault, *not checked* did not come and gklint said that it could not
check this: the rule gave a reason, or the table or row was said to be unreadable (GK215, GK211).
*Beside* are errors and warnings that are no consequence of the fault. Where a layout leaves no
trace of a fault, such as a blank that nothing marks, the report is not counted.

Documents (Word, web pages, workbooks, ruled PDF over page breaks) are written from such reports
with merged cells as the forms have them, in many ways, and read by what the file itself knows of
its cells. In *hidden* and *marked* ones more stands in a cell than its number: text that is not
shown, struck figures, marks of notes. What is no report has the one finding that says so (GK902), a
report of a year before the form GK908 and no error. Each faulty report is also written as text and
as a document: the findings are the same where codes, cells and values are.

Sparse tables were also written by a generator apart from this lab, which is not kept (tabs, a cell
a line with and without empty lines, padding by half-width and full-width spaces, bars, Markdown,
boxes, commas, colons; a tenth to nine tenths of the cells filled; blanks, signs or both). When
first read, 93.4 % of 76,213 cells were right; after the kinds it showed were mended, with a fresh
seed, 99.85 % of 95,180, none wrong; of rows that name each cell (`自然人：5，商业企业：0`) 0 %
first and 97 % now, none wrong.
"""


def _titles(measured: Measured) -> list[str]:
    return [title for title, _ in measured.readings]


# --- the tables ----------------------------------------------------------------------------------


def _reading(title: str, scores: Sequence[tuple[str, Score]]) -> Table:
    total = sum((score for _, score in scores), Score())
    valid = title in (VALID, VALID_DOCUMENTS)
    name = "document" if title.startswith(_DOCUMENTS) else "layout"
    rows = tuple(
        (
            name,
            str(score.reports),
            str(score.cells),
            str(score.right),
            str(len(score.wrong)),
            str(len(score.unread)),
            f"{score.percent:.3f}",
            *([str(len(score.alarms))] * valid),
        )
        for name, score in (*scores, ("in total", total))
    )
    columns = (
        name,
        "reports",
        "cells",
        "right",
        "wrong",
        "not read",
        "right %",
        *(["false alarms"] * valid),
    )
    return Table(title, columns, rows)


_COUNTS = ("reports", "due", "found %", "at line %", "not checked", "beside")


def _by_layout(tallies: Sequence[Tally]) -> Table:
    layouts = list(dict.fromkeys(tally.layout for tally in tallies))
    grouped = [(layout, [t for t in tallies if t.layout == layout]) for layout in layouts]
    rows = tuple((name, *_counts(group)) for name, group in (*grouped, ("in total", tallies)))
    return Table("Faults put into valid reports, by layout", ("layout", *_COUNTS), rows)


def _by_fault(tallies: Sequence[Tally]) -> Table:
    names = {module.RULE.code: module.RULE.name for module in load_plugins().rules}
    faults = list(dict.fromkeys((tally.fault.code, tally.fault.what) for tally in tallies))
    rows = []
    for code, what in faults:
        group = [t for t in tallies if (t.fault.code, t.fault.what) == (code, what)]
        rows.append((code, names[code], what, *_counts(group), _codes(group), _worst(group)))
    columns = ("rule", "name", "fault", *_COUNTS, "which", "worst layout")
    return Table("Faults put into valid reports, by rule", columns, tuple(rows), 3)


def _counts(tallies: Iterable[Tally]) -> tuple[str, ...]:
    """Return the cells of _COUNTS."""
    group = list(tallies)
    due, found, placed, not_evaluated = (
        sum(getattr(tally, part).total() for tally in group)
        for part in ("due", "found", "placed", "not_evaluated")
    )
    beside = sum(tally.noise.total() for tally in group)
    return (
        str(sum(tally.reports for tally in group)),
        str(due),
        _percent(found, due),
        _percent(placed, due),
        str(not_evaluated),
        str(beside),
    )


def _codes(group: Sequence[Tally]) -> str:
    codes: Counter[str] = sum((tally.noise for tally in group), Counter())
    return ", ".join(f"{code} {count}" for code, count in codes.most_common()) or "–"


def _worst(group: Sequence[Tally]) -> str:
    """Return the layout in which the fewest findings stand at their line, "–" where all do."""
    checked = [tally for tally in group if tally.due.total()]
    if not checked:
        return "–"
    worst = min(checked, key=_share_placed)
    if _share_placed(worst) == 1:
        return "–"
    return f"{worst.layout} {_percent(worst.placed.total(), worst.due.total())}"


def _share_placed(tally: Tally) -> float:
    return tally.placed.total() / tally.due.total()


def _short_of(tallies: Sequence[Tally]) -> Iterator[str]:
    """Yield a line for each fault that is short of the aim in a layout."""
    faults = list(dict.fromkeys((tally.fault.code, tally.fault.what) for tally in tallies))
    for code, what in faults:
        short = [
            f"{t.layout} {_percent(t.found.total(), t.due.total())}/"
            f"{_percent(t.placed.total(), t.due.total())}/"
            f"{_percent(t.not_evaluated.total(), t.due.total())}"
            for t in tallies
            if (t.fault.code, t.fault.what) == (code, what)
            and t.due.total()
            and (
                100 * t.found.total() < FOUND * t.due.total()
                or 100 * t.placed.total() < PLACED * t.due.total()
            )
        ]
        if short:
            yield f"- {code} {what}: {', '.join(short)}"


def _reviewed(reviews: Sequence[tuple[ReviewedReport, Review]]) -> Table:
    rows = []
    found = due = errors = warnings = 0
    for report, review in reviews:
        levels = Counter(each.severity for each in review.beside)
        codes = Counter(each.code for each in review.beside)
        listed = ", ".join(f"{code} {count}" for code, count in codes.most_common()) or "–"
        counts = (len(report.due), review.found, levels[Severity.ERROR], levels[Severity.WARNING])
        rows.append((report.name, *map(str, counts), listed))
        due, found = due + counts[0], found + counts[1]
        errors, warnings = errors + counts[2], warnings + counts[3]
    rows.append(("in total", str(due), str(found), str(errors), str(warnings), ""))
    columns = ("report", "due", "found", "errors beside", "warnings beside", "which")
    return Table("Real reports, against a careful reviewer's findings", columns, tuple(rows))


def _kinds(several: Sequence[KindScore]) -> Table:
    rows = tuple((each.name, *map(str, each[1:])) for each in several)
    columns = ("kind", "documents", "as they should be", "errors", "silent")
    return Table("What is no report, and reports of years before the form", columns, rows)


def _same_findings(several: Sequence[Sameness]) -> Table:
    rows = tuple(
        (
            each.kind,
            str(each.reports),
            str(each.findings),
            str(each.same),
            _percent(each.same, each.reports),
        )
        for each in several
    )
    columns = ("document", "reports", "findings as text", "reports with the same", "same %")
    return Table("Findings in a document and in the same report as text", columns, rows)


def _cells_short(readings: Sequence[tuple[str, Sequence[tuple[str, Score]]]]) -> Iterator[str]:
    """Yield a line for each kind of document whose cells are short of the aim."""
    for title, scores in readings:
        for kind, score in scores:
            if title.startswith(_DOCUMENTS) and score.percent < AIMS.get(kind, 100):
                yield f"- {title}, {kind}: {score.percent:.3f} % of the cells are right"


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}" if whole else "–"


def _width(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
