"""A workbook of the tables alone: what stands above them tells year and agency."""

from __future__ import annotations

from helpers.grids import (
    DRAFT,
    assert_all_right,
    blocks,
    report,
    source,
)

from gklint.model.report import Report
from gklint.model.words_at import cells_by_key
from gklint.parsing import parse
from gklint.readers.document import Paragraph, Table, source_of_blocks
from gklint.testing.documents import DocumentStyle
from gklint.testing.style import Style

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
