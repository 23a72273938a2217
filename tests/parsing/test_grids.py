"""Tables whose cells the file knows are read by header and label, however they are cut and merged.

The sources are made of a valid draft's blocks, as readers of documents make them.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from random import Random

import pytest
from lab.imperfect import IMPERFECTIONS

from gklint.checking.settings import Settings
from gklint.engine import lint_source
from gklint.model.diagnostics import Severity
from gklint.model.report import Report
from gklint.model.source import Source, source_of_text
from gklint.model.words_at import cells_by_key
from gklint.parsing import parse
from gklint.parsing.grids import table_lines
from gklint.readers.document import Block, Paragraph, Table, TableCell, source_of_blocks
from gklint.testing import Draft, random_draft, valid_draft
from gklint.testing.documents import DocumentStyle, random_document_style
from gklint.testing.documents.document import Prose, blocks_of, paragraphs_of, true_cells
from gklint.testing.style import Style

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


# --- documents as they are -----------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(12))
def test_every_cell_of_a_random_report_is_read_and_nothing_is_reported(seed: int) -> None:
    chance = Random(seed)
    draft, style = random_draft(chance), random_document_style(chance, "docx")
    read = source(blocks(draft, style))
    assert_all_right(parse(read), draft, style)
    if style.words.is_regular:
        assert alarms(read) == []


@pytest.mark.parametrize("imperfection", IMPERFECTIONS)
def test_odd_cells_labels_with_slips_and_other_formats_are_read(imperfection: str) -> None:
    for seed in range(6):
        chance = Random(seed)
        draft = IMPERFECTIONS[imperfection](random_draft(chance), chance)
        assert_all_right(report(blocks(draft)), draft)


def test_the_place_of_a_cell_is_that_of_its_text_on_its_line() -> None:
    read = source(blocks())
    for cell in cells_by_key(parse(read).tables).values():
        line = read.lines[cell.line - 1]
        assert line[cell.column_number - 1 : cell.end_column - 1] == cell.text


def test_a_blank_cell_is_blank_at_its_place_and_shifts_no_other() -> None:
    draft = DRAFT.with_table(DRAFT.table("applications").with_text("new", "natural_person", ""))
    read = report(blocks(draft))
    cell = cells_by_key(read.tables)["applications", "new", "natural_person"]  # type: ignore[index]
    assert (cell.state, cell.text, cell.value) == ("blank", "", None)
    line = read.source.lines[cell.line - 1]
    assert line[: cell.column_number - 1].count("\t") == 3
    assert_all_right(read, draft)


# --- other grids for the same table --------------------------------------------------------------


def with_empty_columns(cells: Cells) -> Iterable[Cells]:
    yield [
        cell._replace(column=2 * cell.column, column_span=2 * cell.column_span - 1)
        for cell in cells
    ]


def with_labels_at_the_first_of_their_columns(cells: Cells) -> Iterable[Cells]:
    """Labels over several columns stand in the first of them, as where they are not merged."""
    yield [cell._replace(column_span=1) for cell in cells]


def with_columns_in_two(cells: Cells) -> Iterable[Cells]:
    """Each column is two of the grid, and values stand in the second."""
    wide = []
    for cell in cells:
        column, span = 2 * cell.column, 2 * cell.column_span
        if cell.text.isdigit():
            wide += [
                cell._replace(text="", column=column, column_span=1),
                cell._replace(column=column + 1, column_span=span - 1),
            ]
        else:
            wide.append(cell._replace(column=column, column_span=span))
    yield wide


def with_empty_rows(cells: Cells) -> Iterable[Cells]:
    yield [cell._replace(row=2 * cell.row, row_span=2 * cell.row_span - 1) for cell in cells]


def with_margins(cells: Cells) -> Iterable[Cells]:
    yield [cell._replace(row=cell.row + 3, column=cell.column + 2) for cell in cells]


def with_numbered_rows(cells: Cells) -> Iterable[Cells]:
    rows = {cell.row for cell in cells if cell.text.isdigit() and len(cells) > 150}
    yield [
        *(cell._replace(column=cell.column + 1) for cell in cells),
        *(TableCell(str(row + 1), row, 0) for row in rows),
    ]


def with_remarks(cells: Cells) -> Iterable[Cells]:
    width = max(cell.column + cell.column_span for cell in cells)
    yield [*cells, TableCell("备注", 1, width), TableCell("另有说明", 4, width)]


def with_labels_in_two_columns(cells: Cells) -> Iterable[Cells]:
    """1. | 属于国家秘密, the number in a column of its own."""
    found = []
    for cell in cells:
        numeral, mark, label = cell.text.partition(".")
        shifted = cell._replace(column=cell.column + (cell.column > 2))
        if len(cells) < 150:
            found.append(cell)
        elif mark and numeral.isdigit() and label and not label.isdigit():
            found += [
                shifted._replace(text=f"{numeral}."),
                shifted._replace(text=label, column=cell.column + 1),
            ]
        elif cell.column <= 2 < cell.column + cell.column_span:
            found.append(shifted._replace(column_span=cell.column_span + 1))
        else:
            found.append(shifted)
    yield found


@pytest.mark.parametrize(
    "change",
    [
        with_empty_columns,
        with_labels_at_the_first_of_their_columns,
        with_columns_in_two,
        with_empty_rows,
        with_margins,
        with_numbered_rows,
        with_remarks,
        with_labels_in_two_columns,
    ],
)
def test_columns_and_rows_that_the_form_does_not_have_shift_no_number(
    change: Callable[[Cells], Iterable[Cells]],
) -> None:
    assert_all_right(changed(change))


def test_headers_may_stand_in_any_order_of_rows() -> None:
    def upside_down(cells: Cells) -> Iterable[Cells]:
        header = max(cell.row for cell in cells if not cell.text.isdigit() and cell.row < 3)
        top = [cell for cell in cells if cell.row <= header]
        if len(cells) < 150:
            return [cells]
        turned = [cell._replace(row=header + 1 - cell.row - cell.row_span) for cell in top]
        return [[*turned, *cells[len(top) :]]]

    assert_all_right(changed(upside_down))


def test_columns_that_changed_places_are_known_by_their_headers() -> None:
    def swapped(cells: Cells) -> Iterable[Cells]:
        if len(cells) < 150:
            return [cells]
        other = {5: 6, 6: 5}
        return [[cell._replace(column=other.get(cell.column, cell.column)) for cell in cells]]

    assert_all_right(changed(swapped))


# --- tables cut apart, tables put together -------------------------------------------------------


def rows_between(cells: Cells, first: int, last: int) -> Cells:
    """Return the cells of some rows, those cut by the edge with their text at both ends."""
    found = []
    for cell in cells:
        top, bottom = max(cell.row, first), min(cell.row + cell.row_span, last)
        if top < bottom:
            found.append(cell._replace(row=top - first, row_span=bottom - top))
    return found


@pytest.mark.parametrize("at", range(4, 27))
def test_a_table_that_a_page_ends_in_is_one_table(at: int) -> None:
    parts: list[Block] = []
    for block in blocks():
        if isinstance(block, Table) and len(block.cells) > 150:
            cells = list(block.cells)
            parts += [
                Table(rows_between(cells, 0, at)),
                Paragraph("- 3 -"),
                Table(rows_between(cells, at, 99)),
            ]
        else:
            parts.append(block)
    assert_all_right(report(parts))


def test_a_page_without_a_column_of_groups_is_laid_under_the_same_headers() -> None:
    parts: list[Block] = []
    for block in blocks():
        if isinstance(block, Table) and len(block.cells) > 150:
            cells = list(block.cells)
            rest = [
                cell._replace(
                    column=max(cell.column - 2, 0),
                    column_span=1 if cell.column < 3 else cell.column_span,
                )
                for cell in rows_between(cells, 27, 99)
            ]
            parts += [Table(rows_between(cells, 0, 27)), Table(rest)]
        else:
            parts.append(block)
    assert_all_right(report(parts))


def test_a_header_that_stands_again_on_the_next_page_is_no_row() -> None:
    def cut(cells: Cells) -> Iterable[Cells]:
        if len(cells) < 150:
            return [cells]
        again = [cell for cell in cells if cell.row < 3]
        rest = [cell._replace(row=cell.row + 3) for cell in rows_between(cells, 12, 99)]
        return [rows_between(cells, 0, 12), [*again, *rest]]

    assert_all_right(changed(cut))


def test_a_sheet_that_holds_the_whole_report_is_read_as_the_report() -> None:
    cells: Cells = []
    row = 0
    for block in blocks():
        if isinstance(block, Paragraph):
            cells.append(TableCell(block.text, row, 0, 1, 10))
            row += 1
        else:
            cells += [cell._replace(row=cell.row + row) for cell in block.cells]
            row += max(cell.row + cell.row_span for cell in block.cells) + 1
    read = source([Table(cells)])
    assert_all_right(parse(read))
    assert [section.form.number for section in parse(read).sections] == [1, 2, 3, 4, 5, 6]
    assert [p.text for _, p in parse(read).paragraphs()] == [
        p.text for _, p in report(blocks()).paragraphs()
    ]
    assert alarms(read) == []


# --- table four ----------------------------------------------------------------------------------

GROUPS = ("行政复议", "未经复议直接起诉", "复议后起诉")
RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
NUMBERS = [["1", "2", "3", "4", "10"], ["5", "0", "0", "1", "6"], ["7", "8", "0", "0", "15"]]


def review(*tables: Block) -> list[list[int | None]]:
    """Return the numbers of table four of a report that has it in these tables."""
    parts: list[Block] = []
    for block in blocks():
        if isinstance(block, Table) and any(cell.text == "行政复议" for cell in block.cells):
            parts += tables
        else:
            parts.append(block)
    table = report(parts).table("review")
    assert table is not None and (table.problem, table.layout) == (None, "grid")
    assert [row.key for row in table.rows] == [row.key for row in table.form.rows]
    return [[cell.value for cell in row.cells] for row in table.rows]  # type: ignore[misc]


def as_numbers(rows: list[list[str]]) -> list[list[int]]:
    return [[int(text) for text in row] for row in rows]


def test_table_four_may_have_its_groups_going_down() -> None:
    rows = [f"| |{'|'.join(RESULTS)}"]
    for index, (group, numbers) in enumerate(zip(GROUPS, NUMBERS, strict=True)):
        rows.append(f"{'行政诉讼' if index == 1 else ''}|{group}|{'|'.join(numbers)}")
    assert review(table_of_rows(*rows)) == as_numbers(NUMBERS)


def test_table_four_may_have_its_results_going_down() -> None:
    rows = [f"|{'|'.join(GROUPS)}"]
    for index, result in enumerate(RESULTS):
        rows.append(f"{result}|{'|'.join(numbers[index] for numbers in NUMBERS)}")
    assert review(table_of_rows(*rows)) == as_numbers(NUMBERS)


def test_table_four_may_be_three_tables_each_under_its_caption() -> None:
    parts: list[Block] = []
    for group, numbers in zip(GROUPS, NUMBERS, strict=True):
        parts += [Paragraph(group), table_of_rows("|".join(RESULTS), "|".join(numbers))]
    assert review(*parts) == as_numbers(NUMBERS)


def test_table_four_may_be_three_tables_one_below_another_in_one_grid() -> None:
    rows = []
    for group, numbers in zip(GROUPS, NUMBERS, strict=True):
        rows += [group + "||||", "|".join(RESULTS), "|".join(numbers), "||||"]
    assert review(table_of_rows(*rows)) == as_numbers(NUMBERS)


def test_an_empty_row_below_the_header_of_table_four_is_no_row_of_it() -> None:
    header = "|".join(RESULTS * 3)
    groups = "|".join(f"{group}||||" for group in GROUPS)
    numbers = "|".join(text for row in NUMBERS for text in row)
    assert review(table_of_rows(groups, header, "|" * 14, numbers)) == as_numbers(NUMBERS)


def split_review(numbers: list[list[str]]) -> list[str]:
    rows: list[str] = []
    for group, texts in zip(GROUPS, numbers, strict=True):
        rows += [group + "||||", "|".join(RESULTS), "|".join(texts)]
    return rows


def test_a_group_of_table_four_that_is_blank_is_read_as_blank_in_a_grid_and_in_text() -> None:
    numbers = [NUMBERS[0], [""] * 5, NUMBERS[2]]
    expected = [[1, 2, 3, 4, 10], [None] * 5, [7, 8, 0, 0, 15]]
    assert review(table_of_rows(*split_review(numbers))) == expected
    text = "四、政府信息公开行政复议、行政诉讼情况\n" + "\n".join(split_review(numbers))
    table = parse(source_of_text(text.replace("|", "\t"))).table("review")
    assert table is not None and not table.problem
    assert [[cell.value for cell in row.cells] for row in table.rows] == expected


def test_a_header_of_table_four_with_no_row_below_it_has_blank_cells() -> None:
    rows = split_review([NUMBERS[0], NUMBERS[1], [""] * 5])
    expected = [[1, 2, 3, 4, 10], [5, 0, 0, 1, 6], [None] * 5]
    assert review(table_of_rows(*rows[:-1])) == expected


# --- what is wrong in a table --------------------------------------------------------------------


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


# --- tables that are none of the form's ----------------------------------------------------------


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


# --- a workbook of the tables alone --------------------------------------------------------------

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(*captions: str) -> Report:
    tables = [block for block in blocks() if isinstance(block, Table)]
    parts = [*map(Paragraph, captions), *tables]
    return parse(source_of_blocks(parts, "统计表.xlsx", b"-", WORKBOOK))


def test_a_workbook_of_tables_tells_year_and_agency_in_what_stands_above_them() -> None:
    read = workbook("2023年度政府信息公开统计表", "填报单位（盖章）：青禾市民政局    填报人：张三")
    assert (read.year, read.year_from, read.agency) == (2023, "text", "青禾市民政局")
    assert read.agency_kind == "department"
    assert read.tables_only and read.is_report
    assert_all_right(read)


def test_a_workbook_of_tables_without_a_caption_has_no_year_and_every_cell() -> None:
    read = workbook()
    assert (read.year, read.agency, read.format) == (None, "", "2021")
    assert_all_right(read)


def test_headings_above_the_tables_make_no_report_of_a_workbook() -> None:
    read = workbook("二、主动公开政府信息情况")
    assert read.tables_only and [section.form.number for section in read.sections] == [2]
    whole = parse(source_of_blocks(blocks(), "年报.xlsx", b"-", WORKBOOK))
    assert not whole.tables_only


def test_text_without_grids_is_read_as_before() -> None:
    read = source(blocks())
    plain = parse(read._replace(grids=()))
    assert {table.layout for table in plain.tables} == {"separated"}
    known, text = (cells_by_key(found.tables) for found in (parse(read), plain))
    assert known == text


def test_total_beside_split_tables_and_words_in_other_code_points_are_read() -> None:
    style = DocumentStyle(
        words=Style(total_beside=True, split_review=True, script="kangxi", broken_labels=True),
        repeat_labels=True,
        split_blocks=True,
    )
    assert_all_right(report(blocks(DRAFT, style)), DRAFT, style)


# --- which rows are of the form ---

ROWS = ["行政许可", "行政处罚"]


def test_all_rows_of_the_forms_tables_are_told_from_prose_before_any_is_read() -> None:
    made = source(blocks())
    rows = {grid.first_line + row for grid in made.grids for row in range(grid.rows)}
    assert table_lines(made) == rows
    framed = source([Paragraph("年报"), Table([TableCell("全年工作有序推进。", 0, 0, 1, 1)])])
    assert table_lines(framed) == set()


@pytest.mark.parametrize(("labels", "is_table"), [(1, False), (2, True)])
def test_two_labels_of_the_form_make_a_table_that_holds_no_number(
    labels: int, is_table: bool
) -> None:
    cells = [TableCell(label, row, 0, 1, 1) for row, label in enumerate(ROWS[:labels])]
    assert bool(table_lines(source([Paragraph("年报"), Table(cells)]))) is is_table
