"""The same table gives the same cells, whatever stands around its cells and between them."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from gklint.model.report import CellKey, Report
from gklint.model.source import source_of_text
from gklint.model.words_at import cells_by_key
from gklint.parsing import parse
from gklint.testing.draft import valid_draft
from gklint.testing.layouts import LAYOUTS
from gklint.testing.rendering import render
from gklint.testing.style import CAPTIONS, Style

Change = Callable[[str], str]


def values(report: Report) -> dict[CellKey, object]:
    return {key: cell.value for key, cell in cells_by_key(report.tables).items()}


def lines_with(mark: str, change: Change) -> Change:
    return lambda text: "\n".join(
        change(line) if mark in line else line for line in text.split("\n")
    )


def repeated(line: str) -> str:
    """Return a row of which each merged cell stands once for each of its columns."""
    cells = [cell.strip() for cell in line.strip("| ").split("|")]
    for index, cell in enumerate(cells[1:], 1):
        cells[index] = cell or cells[index - 1]
    return f"| {' | '.join(cells)} |"


MARKDOWN: dict[str, Change] = {
    "bold numbers": lambda text: re.sub(r"\| (\d+) ", r"| **\1** ", text),
    "no-break spaces as HTML writes them": lambda text: text.replace("|  |", "| &nbsp; |"),
    "line breaks in labels": lambda text: text.replace("结果维持", "结果<br>维持"),
    "full-width bars": lambda text: text.replace("|", "｜"),
    "drawn bars": lambda text: text.replace("|", "│"),
    "drawn lines between rows": lines_with(
        "| ", lambda line: line.replace("|", "│") + "\n├" + "─" * 9 + "┼" + "─" * 4 + "┤"
    ),
    "no space beside bars": lambda text: text.replace("| ", "|").replace(" |", "|"),
    "no bar at the end": lines_with("|", lambda line: line.rstrip("| ") + " |"),
    "merged cells repeated": lines_with("| ", lambda line: repeated(line)),
    "page numbers between rows": lines_with("重复申请", lambda line: f"{line}\n\n- 3 -\n"),
}
TABS: dict[str, Change] = {
    "white space at the ends of lines": lambda text: text.replace("\n", "   \n"),
    "quotes around every cell": lines_with(
        "\t", lambda line: "\t".join(f'"{cell}"' for cell in line.split("\t"))
    ),
    "full-width digits": lambda text: re.sub(
        r"\t(\d+)", lambda m: "\t" + "".join(chr(ord(c) + 0xFEE0) for c in m[1]), text
    ),
    "Windows line ends": lambda text: text.replace("\n", "\r\n"),
    "blank lines between rows": lines_with("\t", lambda line: line + "\n"),
    "spaces in labels": lambda text: text.replace("本年度办理结果", " 本 年 度 办 理 结 果"),
}


@pytest.mark.parametrize("year", [2020, 2023])
@pytest.mark.parametrize(
    ("layout", "change"),
    [pytest.param("markdown", change, id=name) for name, change in MARKDOWN.items()]
    + [pytest.param("tabs_grid", change, id=name) for name, change in TABS.items()],
)
def test_what_stands_around_cells_does_not_change_them(
    layout: str, change: Change, year: int
) -> None:
    text = render(valid_draft(year), layout, Style()).text
    plain = values(parse(source_of_text(text)))
    changed = change(text)
    assert changed != text
    assert values(parse(source_of_text(changed))) == plain
    assert len(plain) == {2020: 22 + 161 + 15, 2023: 10 + 175 + 15}[year]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("caption", sorted({*CAPTIONS} - {""}))
def test_a_line_that_leads_up_to_a_table_takes_no_row_from_it(caption: str, layout: str) -> None:
    draft = valid_draft(2023)
    plain = values(parse(source_of_text(render(draft, layout).text)))
    text = render(draft, layout, Style(caption=caption)).text
    assert text.count(f"\n{caption}") == 3
    assert values(parse(source_of_text(text))) == plain


GARBLED = """某局2023年政府信息公开工作年度报告
四、政府信息公开行政复议、行政诉讼情况
行政复议                          行政诉讼
结果维结果纠其他结尚未审总计      未经复议直接起诉      复议后起诉
持     正     果     结        结果维结果纠其他结尚未审总计结果维结果纠其他结尚未审总计
持正果结          持正果结
3    0    1    0    4    1    0    0    0    1    0    0    0    0    0
五、存在的主要问题及改进情况
公开不够及时，今后加强培训。
"""


def test_numbers_below_a_header_that_a_page_garbled_are_a_row_of_part_four() -> None:
    found = values(parse(source_of_text(GARBLED)))
    assert list(found.values()) == [3, 0, 1, 0, 4, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0]


@pytest.mark.parametrize("group", range(3))
@pytest.mark.parametrize("layout", ["tabs_grid", "tabs_leaky", "tabs_collapsed"])
def test_the_number_of_a_page_below_the_results_is_no_value_of_part_four(
    layout: str, group: int
) -> None:
    draft = valid_draft(2023)
    text = render(draft, layout, Style(split_review=True)).text
    header = list(re.finditer("(?m)^ *结果维持.*$", text))[group]
    with_page = f"{text[: header.end()]}\n\n2\n{text[header.end() :]}"
    assert values(parse(source_of_text(with_page))) == values(parse(source_of_text(text)))
    assert len(values(parse(source_of_text(with_page)))) == 10 + 175 + 15


def test_the_label_of_a_group_that_touches_that_of_a_row_is_no_part_of_it() -> None:
    text = render(valid_draft(2023), "padded").text
    assert "（二）部分公开" in text
    touching = re.sub(r"(?m)^ *（二）部分公开", "办理结果（二）部分公开", text)
    assert values(parse(source_of_text(touching))) == values(parse(source_of_text(text)))


def test_a_sentence_that_is_cut_before_the_words_of_a_label_opens_no_table() -> None:
    cut = "公开和不予公开的答复，都写明了理由和救济途径，其中有一件是关于\n属于三类内部事务信息，"
    text = render(valid_draft(2023)).text.replace("一、总体情况\n", f"一、总体情况\n\n{cut}\n", 1)
    report = parse(source_of_text(text))
    assert [len(section.tables) for section in report.sections] == [0, 4, 1, 1, 0, 0]


@pytest.mark.parametrize(
    ("text", "value", "state"),
    [
        ("0", 0, "number"),
        ("１２", 12, "number"),
        ("1,036", 1036, "number"),
        ("+1036", 1036, "number"),
        ("-3", -3, "number"),
        ("－3", -3, "number"),
        ("25211 元", 25211, "number"),
        ("22（其中修订16件）", 22, "number"),
        ("3401654572.92", "3401654572.92", "number"),
        ("12,345,678.9", "12345678.9", "number"),
        ("", None, "blank"),
        ("\u3000", None, "blank"),
        ("&nbsp;", None, "blank"),
        ("/", None, "dash"),
        ("—", None, "dash"),
        ("——", None, "dash"),
        ("无", None, "dash"),
        ("不涉及", None, "dash"),
        ("O", None, "unreadable"),
        ("1,23", None, "unreadable"),
        ("2020年", None, "unreadable"),
        ("第3页", None, "unreadable"),
        ("12a", None, "unreadable"),
    ],
)
def test_blank_dash_number_and_the_rest_are_four_things(
    text: str, value: int | str | None, state: str
) -> None:
    from decimal import Decimal

    from gklint.parsing.cells import read_cell

    content = read_cell(text)
    assert content.state == state
    assert content.value == (Decimal(value) if isinstance(value, str) else value)


def test_a_note_beside_a_number_is_kept() -> None:
    from gklint.parsing.cells import read_cell

    assert read_cell("22（其中修订16件）").note == "(其中修订16件)"
    assert read_cell("25211 元").note == "元"
    assert read_cell("25211").note == ""
