"""The six sections are found however their headings are written, and nothing else is one."""

from __future__ import annotations

import pytest

from gklint import lint_text
from gklint.model.report import Report
from gklint.model.source import source_of_text
from gklint.parsing import parse
from gklint.parsing.headings import is_row
from gklint.testing import render, valid_draft

TITLES = [
    "总体情况",
    "主动公开政府信息情况",
    "收到和处理政府信息公开申请情况",
    "政府信息公开行政复议、行政诉讼情况",
    "存在的主要问题及改进情况",
    "其他需要报告的事项",
]
NUMERALS = "一二三四五六"
HEAD = "青禾市人民政府\n2023年政府信息公开工作年度报告\n\n"
BODY = "这一年按要求做了有关工作，情况如下。"


def report_with(headings: list[str], between: str = f"\n\n{BODY}\n\n", before: str = "") -> Report:
    return parse(source_of_text(HEAD + before + "".join(h + between for h in headings)))


def numbers(report: Report) -> list[int]:
    return [section.form.number for section in report.sections]


def written(style: str) -> list[str]:
    return [style.format(numeral=NUMERALS[i], digit=i + 1, title=t) for i, t in enumerate(TITLES)]


@pytest.mark.parametrize(
    ("part", "title"),
    [
        (2, "主动公开政府信息的有关情况"),
        (3, "收到与处理政府信息公开的申请"),
        (4, "政府信息公开复议与诉讼有关情况"),
        (5, "存在的若干问题以及改进的情况"),
    ],
)
def test_a_title_that_nobody_knows_is_that_of_the_part_it_is_most_like(
    part: int, title: str
) -> None:
    headings = written("{numeral}、{title}")
    headings[part - 1] = f"{NUMERALS[part - 1]}、{title}"
    report = report_with(headings)
    assert numbers(report) == [1, 2, 3, 4, 5, 6]
    assert not report.sections[part - 1].standard


def test_a_title_that_is_nearly_right_is_its_parts_with_another_parts_numeral() -> None:
    headings = written("{numeral}、{title}")
    headings[1] = "三、主动公开政府信启情况"
    assert numbers(report_with(headings)) == [1, 2, 3, 4, 5, 6]
    headings[1] = "三、有关情况"
    assert numbers(report_with(headings)) == [1, 3, 4, 5, 6]


def test_other_words_with_the_right_numeral_at_its_place_are_the_parts_title() -> None:
    headings = written("{numeral}、{title}")
    headings[1] = "二、有关情况"
    assert numbers(report_with(headings)) == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(("before", "expected"), [(1, False), (2, True), (3, True), (4, False)])
def test_the_beginning_of_a_row_is_one_only_where_table_three_may_be(
    before: int, expected: bool
) -> None:
    assert is_row("本年新收政府信息公开", before) is expected
    assert is_row("本年新收政府信息公开申请数量", before)


@pytest.mark.parametrize(
    "style",
    [
        "{numeral}、{title}",
        "{numeral}.{title}",
        "{numeral}．{title}",
        "{numeral} 、{title}",
        "第{numeral}部分 {title}",
        "\u3000\u3000{numeral}、{title}",
        "\u00a0{numeral}、 {title}",
        "## {numeral}、{title}",
        "**{numeral}、{title}**",
        "（{numeral}）{title}",
        "{digit}.{title}",
        "{digit}、{title}",
        "{title}",
        "{numeral}、{title}：",
    ],
)
def test_each_way_of_numbering_gives_six_sections_with_their_text(style: str) -> None:
    report = report_with(written(style))
    assert numbers(report) == [1, 2, 3, 4, 5, 6]
    assert all(section.standard for section in report.sections)
    assert all(section.text == BODY for section in report.sections)


@pytest.mark.parametrize("leader", ["......", "…………", "······", " ", "（", "----"])
def test_a_table_of_contents_makes_no_sections(leader: str) -> None:
    close = "）" if leader == "（" else ""
    headings = written("{numeral}、{title}")
    contents = "\n".join(f"{h}{leader}{page}{close}" for page, h in enumerate(headings, 1))
    report = report_with(headings, before=f"目录\n{contents}\n\n")
    assert numbers(report) == [1, 2, 3, 4, 5, 6]
    assert all(section.text == BODY for section in report.sections)


def test_bare_titles_that_all_come_again_are_a_table_of_contents() -> None:
    headings = written("{numeral}、{title}")
    report = report_with(headings, before="\n".join(headings) + "\n")
    assert numbers(report) == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("mark", ["：", "。", "  "])
def test_content_on_the_line_of_its_heading_belongs_to_the_section(mark: str) -> None:
    long = "部分信息更新不及时，需要改进，" * 8 + "情况如上。"
    report = report_with([f"{h}{mark}{long}" for h in written("{numeral}、{title}")], "\n")
    assert numbers(report) == [1, 2, 3, 4, 5, 6]
    assert [section.text for section in report.sections] == [long] * 6


def test_a_title_that_did_not_fit_on_its_line_is_put_together() -> None:
    headings = [h[:-2] + "\n" + h[-2:] if len(h) > 10 else h for h in written("{numeral}、{title}")]
    report = report_with(headings)
    assert [section.title for section in report.sections] == TITLES


def test_rows_of_table_three_are_no_headings() -> None:
    headings = written("{numeral}、{title}")
    headings[2] += "".join(
        f"\n{label}" + "\t0" * 7
        for label in ("一、本年新收政府信息公开申请数量", "四、结转下年度继续办理")
    )
    assert numbers(report_with(headings)) == [1, 2, 3, 4, 5, 6]


def test_a_sub_heading_with_the_words_of_a_title_is_no_section() -> None:
    headings = written("{numeral}、{title}")
    headings[0] += f"\n（一）主动公开政府信息情况\n{BODY}\n主动公开政府信息情况\n{BODY}\n"
    report = report_with(headings)
    assert numbers(report) == [1, 2, 3, 4, 5, 6]


def test_a_title_that_deviates_is_the_section_its_place_says() -> None:
    headings = written("{numeral}、{title}")
    headings[1] = "二、主动公开信息的有关情况"
    report = report_with(headings)
    assert numbers(report) == [1, 2, 3, 4, 5, 6]
    assert [section.standard for section in report.sections] == [True, False, *[True] * 4]


def test_a_numbered_sentence_is_no_heading() -> None:
    headings = written("{numeral}、{title}")
    headings[4] += "\n一是制度不够健全，二是公开不够及时。\n三、四月份组织了培训。\n"
    assert numbers(report_with(headings)) == [1, 2, 3, 4, 5, 6]


def test_another_part_ends_the_table_before_it() -> None:
    headings = written("{numeral}、{title}")
    row = "一、本年新收政府信息公开申请数量" + "\t0" * 7
    headings[2] += f"\n{row}\n\n四、政府信息公开收费及减免情况\n"
    report = report_with(headings)
    section = report.section(3)
    assert section is not None
    assert "四、政府信息公开收费及减免情况" in section.text


@pytest.mark.parametrize(
    ("lines", "year", "agency", "kind"),
    [
        (
            ["青禾市望溪区松林街道办事处", "2023 年度政府信息公开工作年度报告"],
            2023,
            "青禾市望溪区松林街道办事处",
            "street",
        ),
        (["松林街道政府信息公开工作年度报告（2022年度）"], 2022, "松林街道", "street"),
        (["2021年青禾市望溪区政府信息公开工作年度报告"], 2021, "青禾市望溪区", "government"),
        (
            ["云岭县石门镇人民政府", "二〇二三年政府信息公开", "工作年度报告"],
            2023,
            "云岭县石门镇人民政府",
            "township",
        ),
        (
            ["青政办〔2024〕1号", "签发人：王某", "青禾市教育局2023年政府信息公开工作年度报告"],
            2023,
            "青禾市教育局",
            "department",
        ),
        (["青禾市水利局政府信息公开工作年度报告"], None, "青禾市水利局", "department"),
    ],
)
def test_title_names_agency_and_year(
    lines: list[str], year: int | None, agency: str, kind: str
) -> None:
    text = "\n".join([*lines, "", *(f"{h}\n{BODY}" for h in written("{numeral}、{title}"))])
    report = parse(source_of_text(text))
    assert report.title is not None
    assert (report.title.year, report.agency, report.agency_kind) == (year, agency, kind)


def test_a_table_of_contents_with_long_leaders_before_the_title_is_no_part() -> None:
    text = render(valid_draft(2023)).text
    headings = [section.heading for section in valid_draft(2023).sections]
    contents = "\n".join(["目录", *(f"{h}{'…' * 20}{n}" for n, h in enumerate(headings, 1))])
    report = lint_text(f"{contents}\n\n{text}").report
    assert report is not None
    assert [section.form.number for section in report.sections] == [1, 2, 3, 4, 5, 6]
    assert report.title is not None


def test_a_title_behind_a_heading_is_a_line_as_any_other() -> None:
    # No text has no tree.
    result = lint_text("一、总体情况。开展了工作。\n\n青禾市水利局2023年政府信息公开工作年度报告\n")
    assert result.report is not None


def test_a_first_part_of_other_words_is_that_part() -> None:
    text = render(valid_draft(2023)).text
    heading = valid_draft(2023).sections[0].heading
    result = lint_text(text.replace(heading, "一、工作开展的基本情况", 1))
    codes = {found.code for found in result.diagnostics if found.severity.word != "info"}
    assert codes == {"GK104"}


@pytest.mark.parametrize("where", ["（见表{}）", "（详见附表{}）", "（附后）", "（附件{}）："])
def test_a_title_that_says_where_its_table_is_is_the_parts(where: str) -> None:
    titles = [
        f"{NUMERALS[at]}、{title}" + (where.format(at) if 0 < at < 4 else "")
        for at, title in enumerate(TITLES)
    ]
    report = report_with(titles)
    assert numbers(report) == [1, 2, 3, 4, 5, 6]
    assert report.sections[2].title == TITLES[2]
    # Right below one another they are no table of contents.
    together = HEAD + "\n".join((titles[0], BODY, *titles[1:4], titles[4], BODY, titles[5], BODY))
    assert numbers(parse(source_of_text(together))) == [1, 2, 3, 4, 5, 6]
