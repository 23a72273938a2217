"""Reports whose tables are grids: a draft's blocks, as readers of documents make them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from gklint.checking.settings import Settings
from gklint.engine import lint_source
from gklint.model.diagnostics import Severity
from gklint.model.report import Report
from gklint.model.source import Source
from gklint.model.words_at import cells_by_key
from gklint.parsing import parse
from gklint.readers.document import Block, Paragraph, Table, TableCell, source_of_blocks
from gklint.testing import Draft, valid_draft
from gklint.testing.documents import DocumentStyle
from gklint.testing.documents.document import Prose, blocks_of, paragraphs_of, true_cells

DRAFT = valid_draft(2023)
Cells = list[TableCell]


def blocks(draft: Draft = DRAFT, style: DocumentStyle | None = None) -> list[Block]:
    style = style or DocumentStyle()
    found: list[Block] = []
    for element in blocks_of(draft, style):
        if isinstance(element, Prose):
            found.append(Paragraph(element.numeral + element.text))
            continue
        found.append(
            Table(
                [
                    TableCell("\n".join(paragraphs_of(cell, style)), *cell[:4])
                    for cell in element.grid.cells
                ]
            )
        )
    return found


def source(parts: Iterable[Block]) -> Source:
    return source_of_blocks(parts, "年报.docx", b"-", "application/docx")


def report(parts: Iterable[Block]) -> Report:
    return parse(source(parts))


def changed(change: Callable[[Cells], Iterable[Cells]], draft: Draft = DRAFT) -> Report:
    """Read the report with each of its tables changed into others."""
    parts: list[Block] = []
    for block in blocks(draft):
        if isinstance(block, Table):
            parts += [Table(cells) for cells in change(list(block.cells))]
        else:
            parts.append(block)
    return report(parts)


def table_of_rows(*rows: str) -> Table:
    """Return a table without merged cells; | parts the cells."""
    return Table(
        [
            TableCell(text.strip(), row, column)
            for row, line in enumerate(rows)
            for column, text in enumerate(line.split("|"))
        ]
    )


def alarms(read: Source) -> list[str]:
    """Return the codes of the errors and warnings that gklint has about a report."""
    found = lint_source(read, Settings()).diagnostics
    return [d.code for d in found if d.severity >= Severity.WARNING]


def assert_all_right(
    read: Report, draft: Draft = DRAFT, style: DocumentStyle | None = None
) -> None:
    found = cells_by_key(read.tables)
    assert [table.problem for table in read.tables if table.problem] == []
    true = true_cells(draft, style or DocumentStyle(), lambda text, style: text)
    wrong = {
        key: cell
        for key, cell in true.items()
        if key not in found or (found[key].text, found[key].value) != (cell.text, cell.value)
    }
    assert not wrong
    assert found.keys() == true.keys()
    assert {table.layout for table in read.tables} == {"grid"}
