"""A rule's docstring, taken apart: the one text that the command line and SARIF show."""

from __future__ import annotations

from helpers.reporter_values import DOCS, module, rule

from gklint.plugins.loading import load_plugins
from gklint.rule.documentation import RuleDocs, as_markdown, as_text, flowing, parse_docs, rule_docs

TWO_LINES = """摘要。

为什么
    两者不等，说明至少有一个数填错，
    上级汇总时会逐级放大。GK206 and
    GK301 say more.

    第二段：
    - 一项
    - 又一项，写到
      下一行
错误示例
    一\t5

      二\t3
"""


def test_the_parts_of_a_docstring_are_found_by_their_headings() -> None:
    assert parse_docs(DOCS) == RuleDocs(
        "表三每一行，六类申请人的数量之和应当等于“总计”。",
        "格式规定的勾稽关系。",
        "一、本年新收 | 5 | 3 | 9",
        "一、本年新收 | 5 | 3 | 8",
        "核对该行。",
    )


def test_examples_keep_their_lines_and_indents() -> None:
    assert parse_docs(TWO_LINES).fails == "一   5\n\n  二 3"


def test_what_a_docstring_does_not_have_is_empty() -> None:
    assert parse_docs("只有摘要。") == RuleDocs("只有摘要。", "", "", "", "")
    assert rule_docs(module(rule(), None)) == RuleDocs("", "", "", "", "")


def test_lines_of_chinese_are_joined_without_a_space_and_others_with_one() -> None:
    assert flowing(parse_docs(TWO_LINES).why) == (
        "两者不等，说明至少有一个数填错，上级汇总时会逐级放大。GK206 and GK301 say more.\n\n"
        "第二段：\n- 一项\n- 又一项，写到下一行"
    )


def test_text_shows_each_part_indented_below_its_heading() -> None:
    assert as_text(parse_docs(DOCS)) == DOCS.strip()


def test_markdown_has_headings_and_fences() -> None:
    text = as_markdown(parse_docs(DOCS))
    assert text.startswith("表三每一行")
    assert "\n\n## 错误示例\n\n```text\n一、本年新收 | 5 | 3 | 9\n```\n\n## 正确示例" in text


def test_a_fence_in_an_example_does_not_end_it() -> None:
    assert "````text\n```\n````" in as_markdown(RuleDocs("摘要", "", "```", "", ""))


def test_the_documentation_of_every_rule_has_all_its_parts() -> None:
    for written in load_plugins().rules:
        docs = rule_docs(written)
        assert all(docs), f"{written.RULE.code}: {docs}"
        assert "\n" not in docs.summary, written.RULE.code
