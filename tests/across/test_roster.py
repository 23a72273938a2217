"""A roster is read as people keep it, and what is wrong with it is said with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from gklint.across.roster_files import load_roster
from gklint.support.problems import ConfigurationError

TABLE = """青川区名册
名称,编号,别名,上级,类别,起,止,前身,期限,汇总,联系人
青川区人民政府,001,,,政府,,,,3月31日,是,李明
青川区甲局,002,甲局；第一局,001,部门,2021,,乙局、丙局,01-31,,王芳
"""


def test_a_table_is_known_by_its_header_whatever_stands_above_it(tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    for encoding in ("utf-8", "utf-8-sig", "gb18030"):
        path.write_text(TABLE, encoding=encoding)
        whole, part = load_roster(str(path)).rows
        assert whole.consolidated and whole.due == (3, 31) and whole.kind == "government"
        assert (part.line, part.name, part.parent) == (4, "青川区甲局", "青川区人民政府")
        assert part.aliases == ("甲局", "第一局") and part.predecessors == ("乙局", "丙局")
        assert (part.first, part.last, part.due) == (2021, None, (1, 31))


def test_a_workbook_and_yaml_say_the_same(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for line in TABLE.splitlines():
        book.active.append(line.split(","))
    book.save(tmp_path / "roster.xlsx")
    (tmp_path / "roster.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "roster.yaml").write_text(
        "bodies:\n"
        '  - {name: 青川区人民政府, id: "001", kind: 政府, due: 3月31日, consolidated: true}\n'
        '  - {name: 青川区甲局, id: "002", aliases: [甲局, 第一局], parent: "001", kind: 部门,\n'
        "     from: 2021, predecessors: [乙局, 丙局], due: 01-31}\n",
        encoding="utf-8",
    )
    rows = [
        [row._replace(line=0) for row in load_roster(str(tmp_path / name)).rows]
        for name in ("roster.csv", "roster.xlsx", "roster.yaml")
    ]
    assert rows[0] == rows[1] == rows[2]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("单位,上级\n甲局,\n", "没有表头"),
        ("名称,上级\n甲局,松桥街道办\n松桥街道办事处,\n", "roster.csv:2: 上级: 名册中没有"),
        ("名称,上级\n甲局,松桥街道办\n松桥街道办事处,\n", "；是否指 松桥街道办事处？"),
        ("名称,类别\n甲局,垂直管里\n", "没有类别“垂直管里”；是否指 垂直管理？"),
        ("名称,起,止\n甲局,2023,2021\n", "“起”晚于“止”"),
        ("名称,起\n甲局,去年\n", "应当是年度，如 2021，不是“去年”"),
        ("名称,期限\n甲局,2月30日\n", "应当是月日"),
        ("名称\n甲局\n甲局\n", "同名的两行年度不能重叠"),
        ("名称,别名\n甲局,乙局\n乙局,\n", "“乙局”已是第 3 行“乙局”的"),
        ("名称,编号\n甲局,1\n乙局,1\n", "“1”已是第 2 行“甲局”的"),
        ("名称,上级\n甲局,甲局\n", "不能是自己的上级"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(written: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_text(written, encoding="utf-8")
    with pytest.raises(ConfigurationError) as raised:
        load_roster(str(path))
    assert said in "\n".join(problem.say("zh") for problem in raised.value.problems)


def test_one_name_in_two_rows_of_different_years_is_a_body_that_was_moved(tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_text(
        "名称,上级,起,止\n甲区,,,\n乙区,,,\n丙局,甲区,,2022\n丙局,乙区,2023,\n", "utf-8"
    )
    roster = load_roster(str(path))
    assert [row.name for row in roster.children("甲区", 2022)] == ["丙局"]
    assert roster.children("甲区", 2023) == []
    assert [row.name for row in roster.children("乙区", 2023)] == ["丙局"]
