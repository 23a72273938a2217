"""What a grid lacks or has too much is told, and what is no table of the form stays out of it."""

from __future__ import annotations

import time
from collections.abc import Iterable

from helpers.grids import (
    DRAFT,
    Cells,
    assert_all_right,
    blocks,
    changed,
    report,
    source,
    table_of_rows,
)

from gklint.model.report import Report
from gklint.model.words_at import cells_by_key
from gklint.parsing import parse
from gklint.readers.document import Block, Paragraph, Table, TableCell
from gklint.testing.documents import DocumentStyle
from gklint.testing.documents.document import true_cells


def test_a_column_that_the_header_lacks_is_missing_and_the_others_are_read() -> None:
    def without_column(cells: Cells) -> Iterable[Cells]:
        if len(cells) < 150:
            return [cells]
        return [
            [
                cell._replace(
                    column=cell.column - (cell.column > 6),
                    column_span=cell.column_span - (cell.column_span > 3),
                )
                for cell in cells
                if cell.column != 6
            ]
        ]

    table = changed(without_column).table("applications")
    assert table is not None and not table.problem
    assert [label.key for label in table.columns] == [
        "natural_person",
        "commercial_enterprise",
        "research_institution",
        "legal_service_org",
        "other_org",
        "total",
    ]
    row = table.row("new")
    assert row is not None and [cell.value for cell in row.cells] == [5, 3, 0, 0, 0, 8]


def test_a_row_with_a_cell_less_than_the_others_is_not_guessed_at() -> None:
    def short(cells: Cells) -> Iterable[Cells]:
        if len(cells) < 150:
            return [cells]
        return [[cell for cell in cells if (cell.row, cell.column) != (3, 9)]]

    table = changed(short).table("applications")
    assert table is not None and not table.problem
    row = table.row("new")
    assert row is not None and not row.cells
    assert row.problem is not None
    assert row.problem.zh == "只有 6 个值，应为 7 个，无法确定所在的列"


def test_a_row_that_the_form_does_not_have_and_one_that_stands_twice_are_told() -> None:
    def more(cells: Cells) -> Iterable[Cells]:
        if len(cells) < 150:
            return [cells]
        height = max(cell.row + cell.row_span for cell in cells)
        new = [cell for cell in cells if cell.row == 3]
        strange = [
            cell._replace(text="咨询答复数量" if cell.column == 0 else cell.text) for cell in new
        ]
        return [
            [
                *cells,
                *(cell._replace(row=height) for cell in new),
                *(cell._replace(row=height + 1) for cell in strange),
            ]
        ]

    table = changed(more).table("applications")
    assert table is not None and not table.problem
    assert [row.key for row in table.rows].count("new") == 2
    assert [label.text for label in table.unknown] == ["咨询答复数量"]


def test_a_header_with_a_slip_is_known_by_its_place() -> None:
    def slip(cells: Cells) -> Iterable[Cells]:
        return [
            [cell._replace(text="科研单位") if cell.text == "科研机构" else cell for cell in cells]
        ]

    assert_all_right(changed(slip))


def test_without_any_known_header_the_rows_are_read_as_text() -> None:
    def no_header(cells: Cells) -> Iterable[Cells]:
        if len(cells) < 150:
            return [cells]
        return [[cell._replace(row=cell.row - 3) for cell in cells if cell.row >= 3]]

    read = changed(no_header)
    assert {table.key: table.layout for table in read.tables}["applications"] == "separated"
    found = cells_by_key(read.tables)
    true = true_cells(DRAFT, DocumentStyle(), lambda text, style: text)
    assert {key: cell.value for key, cell in found.items()} == {
        key: cell.value for key, cell in true.items()
    }


def with_block_after(part: int, *new: Block) -> Report:
    """Return the report with blocks put in before the heading of a part."""
    parts: list[Block] = []
    for block in blocks():
        if isinstance(block, Paragraph) and block.text.startswith("一二三四五六"[part - 1] + "、"):
            parts += new
        parts.append(block)
    return report(parts)


def test_prose_after_a_table_is_prose_however_short_it_is() -> None:
    read = with_block_after(4, Paragraph("以上数据含下属单位"))
    section = read.section(3)
    assert section is not None and section.paragraphs[-1].text == "以上数据含下属单位"
    assert_all_right(read)


def test_a_frame_around_prose_is_prose() -> None:
    read = with_block_after(6, Table([TableCell("明年将扩大主动公开的范围。", 0, 0)]))
    section = read.section(5)
    assert section is not None and section.paragraphs[-1].text == "明年将扩大主动公开的范围。"


def test_a_table_of_attachments_is_no_table_of_the_form() -> None:
    listed = table_of_rows("序号|附件|页数", "1|政府信息公开指南|3", "2|主动公开目录|5")
    read = with_block_after(6, listed)
    assert len(read.tables) == len(report(blocks()).tables)
    assert_all_right(read)


def test_a_table_of_thousands_of_rows_is_read_in_no_time() -> None:
    rows = ["|自然人|总计"] + [f"第{row}项工作的办理数量|{row}|{row}" for row in range(3000)]
    started = time.monotonic()
    with_block_after(4, table_of_rows(*rows))
    parse(
        source(
            [
                Paragraph("四、政府信息公开行政复议、行政诉讼情况"),
                table_of_rows("|结果维持" * 60, *["行政复议" + "|7" * 60] * 200),
            ]
        )
    )
    assert time.monotonic() - started < 20
