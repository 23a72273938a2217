"""What looks like an annual report and is none is known for what it is; a report is never."""

from __future__ import annotations

import pytest

from gklint import lint_text
from gklint.model.source import source_of_text
from gklint.parsing import parse
from gklint.testing import change_draft, render, valid_draft

BODY = """
一、主动公开政府信息情况

全年发布信息 600 余条。

二、存在的问题和不足

内容不够丰富。

三、下一步工作打算

加强培训。
"""


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("2021年青禾市公安局政务公开工作总结", "工作总结"),
        ("青禾市财政局关于2022年政务公开工作情况的总结", "工作总结"),
        ("青禾市2023年政府信息公开工作要点", "工作总结"),
        ("青禾市行政服务中心政府信息公开指南", "信息公开指南"),
        ("青禾市教育局\n政府信息公开目录", "信息公开指南"),
        ("青禾大学2023—2024学年信息公开年度报告", "高等学校"),
        ("青禾职业技术学院信息公开年度报告（2023年）", "高等学校"),
        (
            "青禾市人民政府办公室\n关于做好2025年政府信息公开工作年度报告\n编制和发布工作的通知",
            "通知",
        ),
        ("关于报送2023年政府信息公开工作年度报告的函", "通知"),
        ("关于进一步规范政府信息公开工作年度报告编制工作的通知", "通知"),
        ("青禾市农业农村局2023年法治政府建设年度报告", "法治政府"),
        ("青禾市2023年上半年政府信息公开工作情况统计表", "统计"),
        ("2023年第三季度政务公开工作情况报告", "统计"),
        ("一图读懂青禾市2023年政府信息公开工作年度报告", "解读"),
        ("《青禾市2023年政府信息公开工作年度报告》解读", "解读"),
        ("我市各部门集中公布2023年政府信息公开工作年度报告", "解读"),
        ("青禾县62家单位全部按时发布政府信息公开工作年度报告", "解读"),
        ("青禾县圆满完成2023年政府信息公开工作年度报告编制发布工作", "解读"),
        ("青禾县2023年政府信息公开年报全部公开", "解读"),
        ("青禾县召开政府信息公开工作年度报告编制培训会", "解读"),
        ("中华人民共和国政府信息公开工作年度报告格式", "空白模板"),
        ("政府信息公开工作年度报告（模板）", "空白模板"),
        ("关于征集2023年政府信息公开工作年度报告素材的函", "通知"),
        ("青禾市举办政府信息公开工作年度报告编制培训班", "解读"),
        ("依申请公开须知", "信息公开指南"),
        ("青禾市政府信息公开规定\n应当于每年1月31日前公布上一年度政府信息公开工作年度报告", "规定"),
        ("青禾市教育局信息公开保密审查制度", "制度"),
        ("政府信息公开工作年度报告评分表", "评分"),
        ("青禾市教育局政府信息公开申请答复书", "文书"),
        ("青禾市教育局2023年人大代表建议政协提案办理情况报告", "其他工作"),
        ("青禾市教育局2023年部门决算公开说明", "其他工作"),
    ],
)
def test_what_is_no_report_is_told_alone_and_by_its_name(title: str, kind: str) -> None:
    (found,) = lint_text(f"{title}\n{BODY}").diagnostics
    assert found.code == "GK902"
    assert kind in found.text("zh")


@pytest.mark.parametrize(
    "title",
    [
        "青禾市望溪区松林街道办事处2023年政府信息公开工作年度报告",
        "2023年青禾市教育局政府信息公开工作年度报告",
        "中共青禾市委党校（青禾行政学院）2023年政府信息公开工作年度报告",
        "青禾市大学城管理委员会2023年政府信息公开工作年度报告",
        "关于印发《青禾市卫生健康委员会2023年政府信息公开工作年度报告》的通知",
        "青禾市司法局2023年政务公开工作年度报告",
        "青禾市统计局2023年政府信息公开年报",
        "青禾市望溪区2023年政府信息公开工作总结",
    ],
)
def test_a_report_with_its_parts_is_a_report_whatever_its_title(title: str) -> None:
    draft = change_draft(valid_draft(2023), [{"title": [title]}])
    assert "GK902" not in {found.code for found in lint_text(render(draft).text).diagnostics}


def test_a_form_in_which_nothing_was_filled_in_is_a_blank_form() -> None:
    draft = valid_draft(2023)
    blank = [
        {"cell": f"{table.key}.{row.key}.{column.key}", "text": ""}
        for section in draft.sections
        for table in section.tables
        for row in table.rows
        for column in table.columns
    ]
    empty = [{"section": number, "body": []} for number in (1, 5, 6)]
    draft = change_draft(draft, [*blank, *empty, {"title": ["政府信息公开工作年度报告"]}])
    (found,) = lint_text(render(draft, "tabs_grid").text).diagnostics
    assert found.code == "GK902" and "空白模板" in found.text("zh")


def test_a_form_with_the_headers_of_its_tables_alone_is_one_by_its_title() -> None:
    headings = [section.heading for section in valid_draft().sections]
    text = "\n".join(["政府信息公开工作年度报告模板", *headings, "（填写要点）"])
    (found,) = lint_text(text).diagnostics
    assert found.code == "GK902"
    assert "空白模板" in found.text("zh")


def test_one_heading_that_a_report_could_have_makes_none() -> None:
    text = "会议纪要\n\n会议研究了以下事项。\n\n一、总体情况\n\n会议听取了汇报。\n"
    assert [found.code for found in lint_text(text).diagnostics] == ["GK902"]


def test_the_page_of_a_column_lists_reports_and_is_none() -> None:
    titles = [
        f"青禾市财政局{year}年政府信息公开工作年度报告 {year + 1}-01-20"
        for year in range(2019, 2023)
    ]
    (found,) = lint_text(
        "\n".join(["政府信息公开年报", *titles, "上一页 1 2 3 下一页"])
    ).diagnostics
    assert found.code == "GK902" and "列表" in found.text("zh")


@pytest.mark.parametrize("cells", ["/\n/\n/", "5\n12"])
def test_a_report_with_signs_for_nothing_or_rows_that_could_not_be_read_is_no_blank_form(
    cells: str,
) -> None:
    text = f"""某局2023年政府信息公开工作年度报告
一、总体情况
本局全年公开信息及时，未收到申请。
二、主动公开政府信息情况
第二十条第（一）项
信息内容
本年制发件数
本年废止件数
现行有效件数
规章
{cells}
三、收到和处理政府信息公开申请情况
一、本年新收政府信息公开申请数量
二、上年结转政府信息公开申请数量
（七）总计
四、结转下年度继续办理
四、政府信息公开行政复议、行政诉讼情况
行政复议
结果维持
结果纠正
其他结果
尚未审结
总计
五、存在的主要问题及改进情况
存在不足，将改进。
六、其他需要报告的事项
无。
"""
    assert parse(source_of_text(text)).looks_like is None
