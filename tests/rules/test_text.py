"""The lists of the rules on text, and the list that a user has."""

from __future__ import annotations

import re

import pytest
from gklint.rules._word_lists import load_data
from gklint.rules.substance._fee_statements import fee_statements
from gklint.rules.text import conversion_residue, listed_word, misspelling

from gklint.checking.results import Result
from gklint.checking.settings import Settings
from gklint.engine import lint_text
from gklint.plugins.loading import load_plugins
from gklint.testing.changes import change_draft, change_text
from gklint.testing.draft import valid_draft
from gklint.testing.rendering import render

MISSPELLINGS = load_data(misspelling.__file__, "misspellings.yaml")
NAVIGATION = load_data(conversion_residue.__file__, "navigation.yaml")
SENTENCE = "办事指南随改随换。"


def checked(rule: str, words: str) -> Result:
    """Return what the rule says of a valid report with these words in it."""
    text = render(valid_draft(2023)).text
    changed = change_text(text, [{"replace": SENTENCE, "with": f"{SENTENCE}{words}。"}])
    return lint_text(changed, settings=Settings(select=(rule,)))


def test_markup_of_one_kind_is_shown_where_else_it_stands() -> None:
    text = render(valid_draft(2023)).text
    marks = [
        {"replace": words, "with": f"**{words}**"} for words in ("一是部分", "二是政策", SENTENCE)
    ]
    changed = change_text(text, marks)
    (found,) = lint_text(changed, settings=Settings(select=("GK706",))).diagnostics
    with_marks = [n for n, line in enumerate(changed.split("\n"), 1) if "**" in line]
    assert [found.place.line, *(other.place.line for other in found.related)] == with_marks


def test_what_part_six_says_of_fees_comes_first() -> None:
    said = "未收取信息处理费"
    report = checked("GK602", said).report
    assert report is not None
    assert [statement.section for statement in fee_statements(report)] == [6, 1]


def test_half_width_marks_beyond_the_first_twenty_others_are_counted_and_not_shown() -> None:
    body = [f"工作{number}，按要求推进，按时办结,群众满意。" for number in range(101, 124)]
    draft = change_draft(valid_draft(2023), [{"section": 1, "body": body}])
    settings = Settings(select=("GK708",))
    (found,) = lint_text(render(draft).text, settings=settings).diagnostics
    assert len(found.related) == 20
    assert str(len(body)) in found.text("zh")


@pytest.fixture
def listed(monkeypatch: pytest.MonkeyPatch) -> None:
    words = {"政务大厅": {"instead": "政务服务中心", "why": "机构已更名"}, "试点先行": {}}
    monkeypatch.setattr(listed_word, "listed_words", lambda: words)


def test_without_a_list_GK710_does_not_apply() -> None:
    result = checked("GK710", "在政务大厅设立查阅点")
    assert [(outcome.state, outcome.reasons) for outcome in result.outcomes] == [
        ("not_applicable", ())
    ]
    assert not result.diagnostics


@pytest.mark.usefixtures("listed")
def test_listed_words_are_found_each_time_they_stand() -> None:
    result = checked("listed-word", "在政务大厅设立查阅点，政务大厅每日开放")
    assert [diagnostic.text() for diagnostic in result.diagnostics] == [
        "“政务大厅”在词表中，宜写“政务服务中心”：机构已更名"
    ] * 2
    assert [diagnostic.subject for diagnostic in result.diagnostics] == ["政务大厅"] * 2
    assert result.diagnostics[0].expected == "政务服务中心"


@pytest.mark.usefixtures("listed")
def test_a_word_may_be_listed_without_a_reason() -> None:
    (diagnostic,) = checked("listed-word", "坚持试点先行").diagnostics
    assert diagnostic.text() == "“试点先行”在词表中"
    assert diagnostic.text("en") == "“试点先行” is in the list of words"


@pytest.mark.usefixtures("listed")
def test_with_a_list_a_report_without_its_words_passes() -> None:
    (outcome,) = checked("listed-word", "在查阅点查阅").outcomes
    assert outcome.state == "satisfied"


@pytest.mark.parametrize("wrong", MISSPELLINGS)
def test_every_misspelling_is_found_and_has_its_right_form_and_source(wrong: str) -> None:
    entry = MISSPELLINGS[wrong]
    assert set(entry) <= {"right", "source", "not_in", "with", "unless"}
    assert entry["right"] != wrong and wrong not in entry["right"]
    assert entry["source"]
    after = entry.get("with", [""])[0]
    result = checked("misspelling", f"认真{wrong}{after}")
    assert [diagnostic.expected for diagnostic in result.diagnostics] == [entry["right"]]


@pytest.mark.parametrize("wrong", MISSPELLINGS)
def test_the_right_form_and_all_exceptions_are_left_alone(wrong: str) -> None:
    entry = MISSPELLINGS[wrong]
    assert all(wrong in longer for longer in entry.get("not_in", ()))
    exceptions = [entry["right"], *entry.get("not_in", ())]
    exceptions += [f"{word}{wrong}{entry.get('with', [''])[0]}" for word in entry.get("unless", ())]
    for words in exceptions:
        assert not checked("misspelling", f"认真{words}").diagnostics, words


def test_every_pattern_of_navigation_holds_its_word() -> None:
    for word, pattern in NAVIGATION.items():
        assert word in pattern
        re.compile(pattern)


@pytest.mark.parametrize(
    "line",
    [
        "【字体：大 中 小】 打印",
        "字号：[大 中 小]",
        "分享到：微信 微博",
        "扫一扫在手机打开当前页",
        "当前位置：首页 > 政府信息公开",
        "[关闭窗口]",
        "返回顶部",
        "浏览次数：120 次",
        "我要纠错",
        "点击量：8",
        "- 设为首页",
        "加入收藏",
        "长者版",
        "上一篇：没有了",
        "网站地图 | 联系我们",
        "正文区域请使用tab按钮切换浏览",
    ],
)
def test_lines_of_a_web_page_are_known(line: str) -> None:
    text = render(valid_draft(2023)).text + f"\n{line}\n"
    result = lint_text(text, settings=Settings(select=("GK706",)))
    assert [diagnostic.subject for diagnostic in result.diagnostics] == [line]


def test_a_list_that_applies_to_nobody_is_told_from_a_rule_that_is_satisfied() -> None:
    result = lint_text(render(valid_draft(2023)).text)
    states = {outcome.rule.code: outcome.state for outcome in result.outcomes}
    assert (states["GK707"], states["GK710"]) == ("satisfied", "not_applicable")
    assert "GK704" not in states, "off until it is selected"
    assert len(load_plugins().rules) > len(states)


def test_markdown_is_no_residue_in_a_markdown_file() -> None:
    text = change_text(
        render(valid_draft(2023)).text, [{"replace": SENTENCE, "with": f"**{SENTENCE}**"}]
    )
    settings = Settings(select=("GK706",))
    assert not lint_text(text, "report.md", settings).diagnostics
    assert lint_text(text, "report.txt", settings).diagnostics
