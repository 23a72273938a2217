"""A draft is written in every layout as such tables really come, and every cell's place is true."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import HealthCheck, find, given, settings
from hypothesis import strategies as st

from gklint.model.report import CellKey
from gklint.model.source import source_of_text
from gklint.readers.text import decode
from gklint.testing import LAYOUTS, Rendered, Style, random_report, render, valid_draft
from gklint.testing.damage import DAMAGES
from gklint.testing.printed import printed
from gklint.testing.strategies import drafts, encodings, rendered_reports, styles
from gklint.testing.style import ENCODINGS, PLAIN_STYLE

slow = settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
each_layout = pytest.mark.parametrize("layout", LAYOUTS)

NEW_TOTAL = CellKey("applications", "new", "total")


def lines(rendered: Rendered) -> tuple[str, ...]:
    return source_of_text(rendered.text).lines


def assert_places_are_true(rendered: Rendered) -> None:
    there = lines(rendered)
    for key, cell in rendered.cells.items():
        if cell is not None:
            line = there[cell.line - 1]
            assert line[cell.column - 1 : cell.column - 1 + len(cell.text)] == cell.text, key
            after = line[cell.column - 1 + len(cell.text) :][:1]
            assert not after.isalnum(), f"{key}: the cell ends where its number ends"


@slow
@given(rendered_reports())
def test_every_place_cuts_out_the_cells_own_text(rendered: Rendered) -> None:
    assert_places_are_true(rendered)


@slow
@given(rendered_reports())
def test_every_cell_of_a_valid_report_is_in_the_text(rendered: Rendered) -> None:
    assert None not in rendered.cells.values()
    expected = sum(len(row.texts) for table in rendered.draft.tables for row in table.rows)
    assert len(rendered.cells) == expected


@slow
@given(rendered_reports())
def test_two_cells_never_share_a_place(rendered: Rendered) -> None:
    places = [(cell.line, cell.column) for cell in rendered.cells.values() if cell]
    assert len(set(places)) == len(places)


@slow
@given(rendered_reports())
def test_headings_stand_on_the_lines_that_are_told(rendered: Rendered) -> None:
    there = lines(rendered)
    assert sorted(rendered.sections) == [1, 2, 3, 4, 5, 6]
    for number, title in ((2, "主动公开"), (5, "存在的")):
        line = there[rendered.sections[number] - 1]
        if not rendered.style.script:
            assert title in line


@slow
@given(rendered_reports(), encodings())
def test_every_encoding_brings_the_text_back(rendered: Rendered, encoding: str) -> None:
    source = decode(rendered.encode(encoding), "report.txt")
    assert source is not None
    assert source.text == rendered.text
    assert source.undecodable is None


@slow
@given(drafts(), st.sampled_from(tuple(LAYOUTS)), st.data())
def test_the_style_changes_how_a_report_is_written_and_not_what_it_says(draft, layout, data):
    rendered = render(draft, layout, data.draw(styles(layout)))
    plain = render(draft, layout)
    assert {key: cell and cell.value for key, cell in rendered.cells.items()} == {
        key: cell and cell.value for key, cell in plain.cells.items()
    }


@each_layout
def test_a_blank_has_a_place_only_where_the_layout_leaves_one(layout: str) -> None:
    draft = valid_draft()
    draft = draft.with_table(draft.table("applications").with_text("new", "total", ""))
    cell = render(draft, layout).cells[NEW_TOTAL]
    if LAYOUTS[layout].keeps_blanks:
        assert cell is not None
        assert (cell.text, cell.value) == ("", None)
    else:
        assert cell is None


@each_layout
@pytest.mark.parametrize("name", DAMAGES)
def test_the_truth_about_a_damaged_report_is_the_truth_about_what_is_left(layout, name) -> None:
    for seed in range(5):
        chance = Random(f"{seed} {name}")
        whole = render(valid_draft(), layout)
        damaged = render(
            valid_draft(), layout, damage=lambda lines, c=chance: DAMAGES[name](lines, c)
        )
        assert damaged.text != whole.text or name == "lose_page"
        assert_places_are_true(damaged)
        assert damaged.cells.keys() == whole.cells.keys()


def test_a_lost_line_takes_its_cells_with_it() -> None:
    damaged = render(
        valid_draft(), "tabs_grid", damage=lambda lines: DAMAGES["lose_line"](lines, Random(0))
    )
    gone = {(key.table, key.row) for key, cell in damaged.cells.items() if cell is None}
    assert len(gone) == 1 or {table for table, _ in gone} == {"review"}


def excerpt(layout: str, begins: str, count: int, style: Style = PLAIN_STYLE) -> list[str]:
    there = list(lines(render(valid_draft(), layout, style)))
    start = next(index for index, line in enumerate(there) if begins in line)
    return there[start : start + count]


def test_tabs_grid_keeps_the_places_of_merged_cells() -> None:
    head, first = excerpt("tabs_grid", "商业企业", 2)
    assert head == "\t\t\t\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t"
    assert first == "一、本年新收政府信息公开申请数量\t\t\t5\t3\t0\t0\t0\t0\t8"


def test_tabs_leaky_shifts_rows_each_in_its_way() -> None:
    rows = [excerpt("tabs_leaky", "2.重复申请", 1, Style(leaks=(leak,)))[0] for leak in range(5)]
    zeros = "\t".join("0" * 7)
    assert rows == [
        f"\t\t2.重复申请\t{zeros}",
        f"\t\t2.重复申请\t{zeros}",
        f"2.重复申请\t\t{zeros}\t",
        f"2.重复申请\t{zeros}\t\t",
        f"2.重复申请\t{zeros}",
    ]


def test_tabs_collapsed_has_only_the_cells_there_are() -> None:
    assert excerpt("tabs_collapsed", "（一）予以公开", 2) == [
        "三、本年度办理结果\t（一）予以公开\t2\t2\t0\t0\t0\t0\t4",
        "（二）部分公开（区分处理的，只计这一情形，不计其他情形）\t1\t0\t0\t0\t0\t0\t1",
    ]


def test_stacked_has_a_cell_a_line() -> None:
    assert excerpt("stacked", "（一）予以公开", 4) == ["（一）予以公开", "2", "2", "0"]
    assert excerpt("stacked_blank", "（一）予以公开", 4) == ["（一）予以公开", "", "2", ""]
    assert excerpt("stacked_bars", "（一）予以公开", 3) == ["（一）予以公开 |", "2 |", "2 |"]


def test_markdown_has_pipes_and_a_row_of_dashes() -> None:
    first, dashes, header, values = excerpt("markdown", "第二十条第（一）项", 4)
    assert first == "| 第二十条第（一）项 |  |  |  |"
    assert dashes == "|---|---|---|---|"
    assert header == "| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |"
    assert values == "| 规章 | 0 | 0 | 0 |"


def test_raw_breaks_labels_and_puts_their_numbers_on_a_line_of_their_own() -> None:
    there = lines(render(valid_draft(), "raw"))
    assert "行政规范性文件 2 1 9" in there
    start = there.index("三")
    assert "".join(there[start : start + 9]) == "三、本年度办理结果"
    label = next(index for index, line in enumerate(there) if line.startswith("（二）部分公开"))
    assert there[label + 2] == "1 0 0 0 0 0 1"
    assert "1 0 0 1 2 1 0 0 0 1 0 0 0 0 0" in there


def test_padded_stands_in_columns_with_labels_half_way_down_their_rows() -> None:
    there = lines(render(valid_draft(), "padded"))
    row = next(line for line in there if line.startswith("一、本年新收"))
    assert row.split() == ["一、本年新收政府信息公开申请数量", "5", "3", "0", "0", "0", "0", "8"]
    group = next(index for index, line in enumerate(there) if "（三）不予公开" in line)
    assert "4.保护第三方合法权益" in there[group - 1]
    assert "5.属于三类内部事务信息" in there[group + 1]
    assert any("三 、 本 年 度" in line for line in there)


def test_a_page_may_end_within_a_group_and_leave_half_its_label_behind() -> None:
    there = lines(render(valid_draft(), "raw", Style(cut_group=True)))
    page = there.index("- 1 -")
    assert there[page - 1] == "1.属于国家秘密 0 0 0 0 0 0 0"
    assert there[page + 1] == "予公开 2.其他法律行政法规禁止公开 0 0 0 0 0 0 0"


def test_review_may_be_three_small_tables() -> None:
    table = valid_draft().table("review")
    assert len(printed([table], split_review=True)) == 3
    rendered = render(valid_draft(), style=Style(split_review=True))
    assert "行政诉讼（复议后起诉）" in rendered.text
    assert rendered.cells.keys() == render(valid_draft()).cells.keys()


@pytest.mark.parametrize(
    ("style", "words"),
    [
        (Style(half_width=True), "(国务院令第711号,以下简称"),
        (Style(spaced_labels=True), "三、 本 年 度 办 理 结 果"),
        (Style(broken_labels=True), "结果 维持"),
        (Style(spaced_digits=True), "自 2023 年 1 月 1 日"),
        (Style(script="kangxi"), "⾏政复议"),
        (Style(script="full-width"), "２０２３年"),
        (Style(enumerator="{}、"), "1、属于国家秘密"),
        (Style(numbering="第{}部分 "), "第三部分 收到和处理"),
        (Style(heading_mark="## {}"), "## 五、存在"),
        (Style(heading_indent="\u00a0"), "\u00a0一、总体情况"),
        (Style(total_beside=True), "申请人情况\t\t\t\t\t\t总计"),
        (Style(page_lines=30), "\n- 2 -\n"),
        (Style(page_lines=30, page_number="第{}页 共{}页"), "第1页 共9页"),
        (Style(page_lines=30, form_feed=True), "\f"),
        (Style(chrome=True), "首页 > 政府信息公开"),
        (Style(newline="\r\n"), "一、总体情况\r\n"),
    ],
)
def test_a_style_is_seen_in_the_text(style: Style, words: str) -> None:
    assert words not in render(valid_draft(), "tabs_grid").text
    assert words in render(valid_draft(), "tabs_grid", style).text


def test_numbers_are_written_with_separators_and_in_full_width() -> None:
    assert Style(numbers="thousands").number("-12345.60") == "-12,345.60"
    assert Style(numbers="full-width").number("120") == "１２０"
    for text in ("", "/", "12 元", "无"):
        assert Style(numbers="thousands").number(text) == text


def test_prose_is_broken_at_the_margin_and_never_before_a_mark() -> None:
    rendered = render(valid_draft(), "raw", Style(wrap=40))
    preamble = lines(rendered)[2 : rendered.sections[1] - 1]
    assert len(preamble) > 5
    assert max(len(line) for line in preamble) <= 30
    assert not any(line.startswith(("，", "。", "、", "）")) for line in preamble)


def test_a_page_cuts_a_long_paragraph_in_mid_sentence() -> None:
    there = lines(render(valid_draft(), "tabs_grid", Style(page_lines=20)))
    page = there.index("- 1 -")
    before = next(line for line in reversed(there[:page]) if line)
    assert not before.endswith(("。", "）"))


def test_an_unknown_layout_is_refused_with_those_there_are() -> None:
    with pytest.raises(KeyError, match="tabs_grid"):
        render(valid_draft(), "tabs")


def test_encodings_and_layouts_all_occur_in_random_reports() -> None:
    seen = {random_report(Random(seed)).layout for seed in range(150)}
    assert seen == set(LAYOUTS)
    assert "gb18030" in ENCODINGS


def test_a_failing_report_shrinks_to_a_plain_one() -> None:
    def has_applications(rendered: Rendered) -> bool:
        cell = rendered.cells[NEW_TOTAL]
        return cell is not None and bool(cell.value)

    found = find(
        rendered_reports("tabs_grid"),
        has_applications,
        settings=settings(max_examples=300, deadline=None, database=None),
    )
    assert found.style == Style()
    assert sum(bool(cell.value) for cell in found.cells.values() if cell) <= 10
