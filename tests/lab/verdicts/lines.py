"""All that gklint says of an input, in lines: what it read, what it found, what it did not check.

A line says one thing. Places are line:column. Of what would fill pages (where each cell and each
paragraph stands) there is a sum, which changes when any of it does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from zlib import crc32

from helpers.collections import compared
from lab.verdicts.input import Input

from gklint.across.roster_files import load_roster
from gklint.checking.results import Outcome
from gklint.checking.settings import Settings
from gklint.collection.roster import Roster
from gklint.engine import lint_bytes, lint_text
from gklint.model.diagnostics import Diagnostic
from gklint.model.report import Cell, CellKey, Paragraph, Report, Table
from gklint.model.source import Place
from gklint.plugins.loading import load_plugins
from gklint.prose import Prose, prose_of
from gklint.testing.rendering import value_of

#: How sure a statement is, by its number.
_SURE = ("elsewhere", "unclear", "loose", "likely", "sure")
#: So much of a message is written out.
_MESSAGE = 100


def lines_of(given: Input, folder: str) -> list[str]:
    """Return the lines for an input; a roster is written into `folder`."""
    if len(given.files) > 1:
        return list(_of_collection(given, folder))
    settings = Settings(select=_every_rule(), year=given.year)
    ((path, content),) = given.files.items()
    if isinstance(content, bytes):
        result = lint_bytes(content, path, settings)
    else:
        result = lint_text(content, path, settings)
    lines = list(_of_report(result.report, given)) if result.report else []
    lines += (_finding(found) for found in result.diagnostics)
    return [*lines, *_outcomes(result.outcomes)]


def _every_rule() -> tuple[str, ...]:
    """Return the codes of all rules, those among them that are off by default."""
    return tuple(module.RULE.code for module in load_plugins().rules)


def _of_collection(given: Input, folder: str) -> Iterator[str]:
    texts = {path: text for path, text in given.files.items() if isinstance(text, str)}
    roster = None
    if given.roster:
        path = f"{folder}/roster.csv"
        with open(path, "w", encoding="utf-8") as file:
            file.write(given.roster)
        read = load_roster(path)
        roster = Roster("roster.csv", read.raw, read.media_type, read.lines, read.rows)
    added = compared(texts, roster, Settings(select=_every_rule()))
    for path in sorted(added):
        for found in added[path].found:
            yield f"{path}: {_finding(found)}"
    for path in sorted(added):
        for line in _outcomes(added[path].outcomes):
            yield f"{path}: {line}"


# --- what was read -------------------------------------------------------------------------------


def _of_report(report: Report, given: Input) -> Iterator[str]:
    title = report.title
    yield (
        f"report of {report.agency or '?'} ({report.agency_kind}), {report.year} by the"
        f" {report.year_from or '?'}, format {report.format}"
        + (f", title {_at(title.place)} {title.year}" if title else ", no title")
        + (f", is {report.looks_like.zh}" if report.looks_like else "")
    )
    if report.period:
        first, last = report.period.first, report.period.last
        yield f"period {_at(report.period.place)} {first} to {last}"
    parts = [
        f"{section.place.line} {section.ordinal}{section.separator}"
        f"{'' if section.standard else section.title} {_paragraphs(section.paragraphs)}"
        for section in report.sections
    ]
    around = [_paragraphs(several) for several in (report.front, report.closing, report.afterword)]
    yield f"parts {'; '.join(parts)}; before {around[0]}, after {around[1]}, {around[2]}"
    yield from _tables(report.tables, given.drawn)
    shown = list(_prose(prose_of(report)))
    if given.in_full or not shown:
        yield from shown
    else:
        yield f"prose: {len(shown)} numbers {_sum(shown)}"


def _paragraphs(paragraphs: Sequence[Paragraph]) -> str:
    if not paragraphs:
        return "-"
    headings = sum(paragraph.heading for paragraph in paragraphs)
    shown = [(each.text, tuple(each.place), each.heading) for each in paragraphs]
    return f"{len(paragraphs)}{f' ({headings})' if headings else ''} {_sum(shown)}"


def _tables(tables: Sequence[Table], drawn: Mapping[CellKey, str]) -> Iterator[str]:
    """Yield the tables: those that are as they were drawn in one line, then the others."""
    right, others = [], []
    for table in tables:
        rows = list(_rows(table, drawn))
        line = f"{table.key} {table.form.format} {table.layout} {_at(table.place)} {_places(table)}"
        if table.broken_off:
            line += " broken off"
        if table.problem:
            line += f" {table.problem.code}"
        line += "".join(f" unknown “{label.text}” {_at(label.place)}" for label in table.unknown)
        if rows:
            others += [f"table {line}", *rows]
        else:
            right.append(line)
    if right:
        yield f"as drawn: {'; '.join(right)}"
    yield from others


def _places(table: Table) -> str:
    """Return a sum of where everything in a table stands, and of what is written there."""
    cells = [
        (
            *table.cell_key(cell),
            cell.text,
            str(cell.value),
            cell.state,
            tuple(cell.place),
            cell.note,
        )
        for row in table.rows
        for cell in row.cells
    ]
    labels = [(row.key, row.label, tuple(row.place)) for row in table.rows]
    others = [(each.key, each.text, tuple(each.place)) for each in (*table.columns, *table.groups)]
    return _sum((cells, labels, others))


def _rows(table: Table, drawn: Mapping[CellKey, str]) -> Iterator[str]:
    """Yield the rows that are not as they were drawn, those that are all zeros aside."""
    zeros, there = [], set()
    for row in table.rows:
        there.add(row.key)
        texts = [drawn.get(table.cell_key(cell)) for cell in row.cells]
        right = all(
            text is not None and cell.text == text and cell.value == value_of(text)
            for cell, text in zip(row.cells, texts, strict=True)
        )
        if row.problem or not row.cells or not right:
            if not row.problem and not any(cell.value != 0 for cell in row.cells):
                zeros.append(row.key)
                continue
            problem = f" {row.problem.code}, {row.value_count} values" if row.problem else ""
            yield f"  {row.key}{problem}: {' '.join(map(_cell, row.cells))}"
    if zeros:
        yield f"  zeros: {' '.join(zeros)}"
    unread = dict.fromkeys(k.row for k in drawn if k.table == table.key and k.row not in there)
    if unread:
        yield f"  without: {' '.join(unread)}"


def _cell(cell: Cell) -> str:
    """Return what a cell says: 3, blank, “约3”"""
    if cell.state == "number":
        return f"{cell.value}" + (f"({cell.note})" if cell.note else "")
    return {"blank": "_", "dash": "-"}.get(cell.state, f"“{cell.text}”")


def _prose(prose: Prose) -> Iterator[str]:
    for one in prose.statements:
        flags = ("open", one.open), ("of parts", one.of_parts), ("denial", one.denial)
        shown = "".join(f", {flag}" for flag, holds in flags if holds)
        about = "" if one.exact else "about "
        yield (
            f"says {_at(one.span.place)} {'+'.join(one.indicators)} = {about}{one.value}{one.unit},"
            f" {_SURE[one.confidence]}, {one.subject}{shown}, “{one.words}”"
        )
    for share in prose.shares:
        yield (
            f"share {_at(share.span.place)} {share.part}{share.unit} {share.percent}% of"
            f" {share.base or '?'} {[str(n) for n in share.wholes]} {share.about} {share.bounds}"
        )
    for rate in prose.rates:
        yield (
            f"rate {_at(rate.span.place)} {'+'.join(rate.indicators) or '?'} {rate.percent}% of"
            f" {rate.base or '?'} “{rate.words}”"
        )
    for each in prose.breakdowns:
        parts = " + ".join(f"{part.words}{part.value}" for part in each.parts)
        how = {k: getattr(each, k) for k in ("mixed", "complete", "unfinished", "limited")}
        yield (
            f"divides {_at(each.whole.span.place)} {each.whole.value}{each.unit} into {parts},"
            f" {' '.join(flag for flag, holds in how.items() if holds) or 'plain'},"
            f" or {[str(n) for n in each.wholes]}, further {[str(n) for n in each.further]},"
            f" beside {[str(n) for n in each.beside]}{', enumerated' * each.enumerated}"
        )
    for change in prose.changes:
        now = [str(part.value) for part in change.now]
        before = change.before.value if change.before else None
        step = change.step.value if change.step else None
        yield (
            f"changes {now} from {before} by {step} {change.percent}%"
            f" {'up' if change.up else 'down'} {change.unit}"
        )
    for number in prose.unplaced:
        yield (
            f"unplaced {_at(number.span.place)} {number.table} {number.value}{number.unit}"
            f" “{number.words}”"
        )
    for span in prose.unreadable:
        yield f"unreadable {_at(span.place)}"


# --- what was found ------------------------------------------------------------------------------


def _finding(found: Diagnostic) -> str:
    shown = f"{found.code} {found.severity.word} {_at(found.place)} {found.message_id}"
    shown += f" “{_short(found.subject)}” part {found.section}"
    cells = list(dict.fromkeys(filter(None, (found.cell, *found.cells))))
    shown += "".join(f" {'.'.join(cell)}" for cell in cells[:2])
    if len(cells) > 2:
        shown += f" and {len(cells) - 2} {_sum([tuple(cell) for cell in cells])}"
    if found.actual is not None or found.expected is not None:
        shown += f" [{_short(str(found.actual))} ≠ {_short(str(found.expected))}]"
    shown += f": {_short(found.text(), _MESSAGE)}"
    for related in found.related[:2]:
        shown += f" → {related.path}{_at(related.place)} {_short(related.message('zh'))}"
    if len(found.related) > 2:
        shown += f" → and {len(found.related) - 2} {_sum([r.message('zh') for r in found.related])}"
    if found.also:
        shown += f" also {' '.join(found.also)}"
    if found.fix:
        edits = " ".join(f"{_at(edit.place)}“{edit.text}”" for edit in found.fix.edits)
        shown += f" fix{' safe' * found.fix.safe} {_short(edits)}"
    if found.body_facts:
        shown += f" explained by {'、'.join(found.body_facts.explains) or 'nobody'}"
    return shown


def _outcomes(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """Yield what rules did not check, those together that give the same reason."""
    codes: dict[str, list[str]] = {}
    for outcome in outcomes:
        if outcome.state == "not_applicable":
            codes.setdefault("not applicable", []).append(outcome.rule.code)
        partly = "" if outcome.state == "not_evaluated" else "partly "
        for reason in outcome.reasons:
            shown = f"{partly}not evaluated, {reason.code}: {_short(reason.zh, _MESSAGE)}"
            codes.setdefault(shown, []).append(outcome.rule.code)
    for shown, which in codes.items():
        yield f"{' '.join(which)} {shown}"


def _at(place: Place) -> str:
    """Return where something stands: 3:1-5, of several lines 3:1-4:5."""
    end = f"{place.end_line}:" if place.end_line != place.line else ""
    return f"{place.line}:{place.column}-{end}{place.end_column}"


def _short(text: str, most: int = 40) -> str:
    """Return a text on one line; of a long one the beginning, and a sum of all of it."""
    line = text.replace("\n", "⏎").replace("\r", "").replace("\t", "⇥")
    return line if len(line) <= most else f"{line[:most]}…{_sum(line)}"


def _sum(shown: object) -> str:
    """Return four characters that change when what is shown does."""
    return f"{crc32(repr(shown).encode()) & 0xFFFF:04x}"
