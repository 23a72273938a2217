"""docs/rules/ is what the rules say of themselves, whole and fresh."""

from __future__ import annotations

import re
from pathlib import Path

from gklint.plugins.loading import built_in_rules
from gklint.rule.definition import INFO, WARNING, Rule
from gklint.rule.documentation import rule_facts
from gklint.support.bilingual import Text
from gklint.testing.rule_pages import index, main, page, pages, write

FOLDER = Path(__file__).parent.parent.parent / "docs" / "rules"
NAMES = {module.RULE.code: module.RULE.name for module in built_in_rules()}


def a_rule(**others: object) -> Rule:
    rule = Rule(
        "GK299",
        "round-number",
        WARNING,
        Text("数字过整", "a number that is too round"),
        ("format: 二、主动公开政府信息情况",),
        {},
        Text("", ""),
    )
    return rule._replace(**others)


def facts(rule: Rule) -> dict[str, str]:
    return {label.zh: value.zh for label, value in rule_facts(rule)}


def test_the_pages_are_what_the_rules_say_now() -> None:
    there = {file.name: file.read_text("utf-8") for file in FOLDER.iterdir()}
    wanted = pages(built_in_rules())
    stale = {name for name in {*there, *wanted} if there.get(name) != wanted.get(name)}
    assert not stale, "run: make docs"


def test_every_link_leads_to_a_page() -> None:
    for name, text in pages(built_in_rules()).items():
        for target in re.findall(r"\]\(([^)]+)\)", text):
            assert (FOLDER / target).exists(), f"{name}: {target}"


def test_a_page_has_every_part_of_the_documentation() -> None:
    (module,) = (module for module in built_in_rules() if module.RULE.code == "GK301")
    text = page(module, NAMES)
    for words in (
        "# GK301 row-total",
        "六类申请人之和不等于总计",
        "| 级别 | 错误 |",
        "| 依据 | 《国务院办公厅",
        "三、收到和处理政府信息公开申请情况 |",
        "| 自版本 |",
        "## 为什么",
        "## 错误示例",
        "## 正确示例",
        "## 如何修改",
        "见 [GK206](blank-cell.md)",
    ):
        assert words in text
    assert "[GK301]" not in text


def test_what_a_rule_is_for_is_said_in_words() -> None:
    assert "报告年度" not in facts(a_rule())
    assert facts(a_rule(years=(2021, None)))["报告年度"] == "2021 年起"
    assert facts(a_rule(years=(None, 2020)))["报告年度"] == "至 2020 年"
    assert facts(a_rule(years=(2019, 2020)))["报告年度"] == "2019–2020 年"
    kinds = facts(a_rule(kinds=frozenset({"government", "township"})))["机关类别"]
    assert kinds == "各级人民政府、乡镇"
    off = facts(a_rule(severity=INFO, enabled=False))
    assert off["级别"] == "提示（默认关闭，用 --select 开启）"


def test_findings_about_an_optional_format_are_said_to_be_remarks() -> None:
    assert "2019" in facts(a_rule(eased_while_optional=True))["可以参照的年度"]
    assert "可以参照的年度" not in facts(a_rule(eased_while_optional=False))


def test_a_document_is_cited_once_with_all_its_clauses() -> None:
    rule = a_rule(clauses=("regulations: 第二十条", "regulations: 第五十条"))
    cited = [value.zh for label, value in rule_facts(rule) if label.zh == "依据"]
    assert cited == ["《中华人民共和国政府信息公开条例》（国务院令第711号）第二十条；第五十条"]


def test_the_index_lists_rules_by_family_and_says_which_are_off() -> None:
    text = index([a_rule(enabled=False), a_rule(code="GK399", name="other")])
    assert text.index("## 2 表格") < text.index("GK299") < text.index("## 3 勾稽关系")
    assert "[round-number](round-number.md) | 警告（默认关闭） |" in text
    assert "## 4" not in text


def test_writing_deletes_pages_of_rules_that_are_gone_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "gone.md").write_text("# GK298 gone\n", "utf-8")
    (tmp_path / "notes.md").write_text("# Notes on GK298\n", "utf-8")
    written = {file.name for file in write(tmp_path)}
    assert {file.name for file in tmp_path.iterdir()} == {*written, "notes.md"}


def test_the_command_says_how_many_files_it_wrote(tmp_path: Path, capsys) -> None:
    main([str(tmp_path / "rules")])
    assert capsys.readouterr().out == f"{len(NAMES) + 1} files\n"
