"""The text a person reads: marks under the right characters, nothing that harms, nothing unsaid."""

from __future__ import annotations

import re
from unicodedata import category, east_asian_width

import pytest
from helpers.reporter_values import finding, module, result, rule, run, shown
from hypothesis import given
from hypothesis import strategies as st

from gklint.checking.results import Outcome
from gklint.model.diagnostics import Related, Severity
from gklint.model.reasons import StatedReason
from gklint.model.source import Place
from gklint.reporters.excerpt import Mark, excerpt
from gklint.reporters.terminal import width
from gklint.support.bilingual import Text
from gklint.support.printable import shown as harmless

ROW = "一、本年新收政府信息公开申请数量\t5\t3\t0\t0\t0\t0\t9"


def under(line: str, marks: str, sign: str = "^") -> str:
    """Return the characters that stand above the marks, column by column as a terminal shows it."""
    above = ""
    column = 0
    for character in line:
        wide = 2 if east_asian_width(character) in "WF" else 0 if category(character) == "Mn" else 1
        columns = range(column, column + wide)
        if any(marks[at : at + 1] == sign for at in columns):
            assert all(marks[at : at + 1] == sign for at in columns), "half a character is marked"
            above += character
        column += wide
    return above


def marked(output: str, sign: str = "^") -> str:
    """Return what the first marks in a reporter's output stand under."""
    lines = output.splitlines()
    at = next(n for n, line in enumerate(lines) if re.match(r"\s+\| +\S", line))
    marks = re.sub(r"[^ ^-].*", "", lines[at].partition("| ")[2])
    return under(lines[at - 1].partition("| ")[2], marks, sign)


# --- the line and the marks below it ---


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("本机关办结件数为７８件。", "７８"),
        ("plain text with a word in it", "word"),
        ("　　向管理中心布署工作", "布署"),
        ("表\t格\t一、本年新收\t12\t0", "12"),
        ("\t\t总计\t\t9", "9"),
        ("e\u0301te\u0301 กั☎\ufe0f 与 台帐", "台帐"),
        ("😀😀 台帐 😀", "台帐"),
        ("半角(9)与全角（9）", "（9）"),
        ("\x1b[31m红字\x1b[0m 台帐", "台帐"),
        ("零宽\u200b字符\u202e倒写 台帐", "台帐"),
        ("字" * 900 + "台帐" + "字" * 900, "台帐"),
        ("台帐" + "字" * 900, "台帐"),
        ("字" * 900 + "台帐", "台帐"),
    ],
)
def test_marks_stand_right_under_the_words(line: str, words: str) -> None:
    start = line.index(words) + 1
    given = run(result(line, finding((1, start, 1, start + len(words)))))
    assert marked(shown(given, "text")) == words


def test_a_cell_that_is_empty_gets_one_mark_where_a_number_should_stand() -> None:
    given = run(result(f"一\n四、结转\t\t0\n{ROW}", finding((2, 6, 2, 6), actual="", expected=0)))
    lines = shown(given, "text").splitlines()
    assert lines[1:3] == ["2 | 四、结转        0", "  |             ^ 现为 空白，应为 0"]


def test_cells_of_the_same_row_that_belong_to_it_are_marked_with_dashes() -> None:
    summands = [
        Related(Place(1, column, 1, column + 1), Text("栏", "column"), {}) for column in (18, 20)
    ]
    output = shown(run(result(ROW, finding((1, 30, 1, 31), related=tuple(summands)))), "text")
    assert marked(output, "^") == "9"
    assert marked(output, "-") == "53"
    assert "另见" not in output


def test_the_place_itself_is_marked_over_what_belongs_to_it() -> None:
    row = (Related(Place(1, 1, 1, 31), Text("行", "row"), {}),)
    output = shown(run(result(ROW, finding((1, 30, 1, 31), related=row))), "text")
    assert marked(output, "^") == "9"


def test_a_paragraph_of_thousands_of_characters_is_cut_around_the_words() -> None:
    line = "甲" * 1000 + "台帐" + "乙" * 1000
    output = shown(run(result(line, finding((1, 1001, 1, 1003)))), "text", width=80)
    cut = output.splitlines()[1]
    assert cut.startswith("1 | …甲") and cut.endswith("乙…")
    assert "甲台帐乙" in cut
    assert width(cut) <= 80


def test_a_finding_that_runs_over_several_lines_says_to_which() -> None:
    output = shown(run(result("标题一\n标题二\n标题三", finding((1, 2, 3, 3)))), "text")
    assert marked(output) == "题一"
    assert "^^^^ 至第 3 行" in output


#: Marks that combine have no column of their own, so what stands above a mark is not told by it.
CHARACTERS = st.characters(exclude_characters="\r\n\t", exclude_categories=["Mn", "Me"])


@given(
    line=st.text(CHARACTERS, min_size=1, max_size=200),
    data=st.data(),
    room=st.integers(20, 120),
    encoding=st.sampled_from(["utf-8", "gbk", "ascii"]),
)
def test_any_words_of_any_line_are_marked_and_no_others(
    line: str, data: st.DataObject, room: int, encoding: str
) -> None:
    start = data.draw(st.integers(1, len(line)))
    end = data.draw(st.integers(start + 1, len(line) + 1))
    words = harmless(line[start - 1 : end - 1], encoding)
    shown_line, marks = excerpt(line, [Mark(start, end)], room, encoding)
    above = under(shown_line, marks)
    # What does not fit is cut at its end, and blanks at the end of a line are not shown.
    assert words.startswith(above)
    assert above or not words.strip(" ")
    if width(words) <= room // 2:
        assert above.rstrip(" ") == words.rstrip(" ")


@given(
    line=st.text(CHARACTERS, min_size=1, max_size=200),
    data=st.data(),
    room=st.integers(20, 120),
)
def test_no_line_is_wider_than_there_is_room(line: str, data: st.DataObject, room: int) -> None:
    start = data.draw(st.integers(1, len(line)))
    shown_line, marks = excerpt(line, [Mark(start, start + 1)], room)
    assert width(shown_line) <= room
    assert width(marks) <= room + 1


@given(st.text(st.characters(exclude_characters="\r\n"), max_size=60), st.integers(-3, 80))
def test_a_place_that_the_line_does_not_have_is_marked_all_the_same(line: str, start: int) -> None:
    assert "^" in excerpt(line, [Mark(start, start + 5)], 40).marks


# --- what is said of a finding ---


def test_a_finding_says_where_what_how_bad_why_and_what_to_do() -> None:
    related = (Related(Place(2, 1, 2, 2), Text("自然人 {v}", "natural {v}"), {"v": 5}),)
    given = run(result(f"{ROW}\n5", finding((1, 30, 1, 31), actual=9, expected=8, related=related)))
    assert shown(given, "text").splitlines()[:6] == [
        "甲/报告.txt:1:30: 错误 GK301 row-total “一、本年新收”一行应为 8，现为 9",
        "1 | 一、本年新收政府信息公开申请数量    5   3   0   0   0   0   9",
        "  |                                                             ^ 现为 9，应为 8",
        "  = 依据：国办公开办函〔2021〕30号 三、收到和处理政府信息公开申请情况",
        "  = 改法：核对该行",
        "  = 另见：第 2 行 自然人 5",
    ]


def test_in_english_everything_but_the_report_and_the_law_is_english() -> None:
    broken = (StatedReason("cut", "表格中断", "the table breaks off"),)
    checked = (Outcome(rule(), "violated"), Outcome(rule("GK302"), "not_evaluated", broken))
    given = run(result(ROW, finding((1, 30, 1, 31), actual=9, expected=8), outcomes=checked))
    output = shown(given, "text", language="en")
    assert "error GK301 row-total row “一、本年新收”: should be 8, is 9" in output
    assert "^ now 9, should be 8" in output
    assert "1 error; evaluated 1 of 2 rules (1 not evaluated)" in output
    assert "not evaluated: GK302 row-total: the table breaks off" in output


def test_many_related_places_are_counted() -> None:
    related = tuple(Related(Place(n, 1, n, 2), Text("格", "cell"), {}) for n in range(2, 12))
    output = shown(run(result(ROW + "\n5" * 12, finding((1, 30, 1, 31), related=related))), "text")
    assert "第 2 行 格；第 3 行 格；第 4 行 格；第 5 行 格；等 10 处" in output


def test_a_long_text_that_is_underlined_is_not_said_again() -> None:
    line = "松林街道政府信息公开工作年度报告"
    found = finding((1, 1, 1, len(line) + 1), actual=line, subject=line, expected="含年度的标题")
    output = shown(run(result(line, found)), "text")
    assert "现为 松林" not in output
    assert "应为 含年度的标题" in output


def test_a_value_too_long_to_stand_beside_the_mark_stands_below() -> None:
    found = finding((1, 30, 1, 31), actual="甲" * 30, expected="乙" * 60)
    output = shown(run(result(ROW, found)), "text", width=100)
    assert "  = 现为 " + "甲" * 30 + "，应为 " + "乙" * 39 + "…" in output


def test_a_finding_about_the_whole_file_shows_no_line() -> None:
    assert " | " not in shown(run(result(ROW, finding((1, 1, 1, 1)))), "text")


# --- what a hostile file or name can do ---

CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=20))
def test_no_file_sends_a_control_character_to_the_terminal(line: str, word: str, path: str) -> None:
    found = finding(
        (1, 1, 1, 3),
        facts={"row": word, "actual": word, "expected": word},
        actual=word,
        expected=word,
    )
    outcomes = (Outcome(rule(), "violated", (StatedReason("cut", word, word),)),)
    output = shown(run(result(line, found, path=path, outcomes=outcomes)), "text")
    assert not CONTROLS.search(output)


def test_an_escape_sequence_is_shown_as_text() -> None:
    line = "一、总体情况\x1b]0;title\x07\x9b2J"
    output = shown(run(result(line, finding((1, 1, 1, 5)))), "text")
    assert "一、总体情况\\x1b]0;title\\x07\\x9b2J" in output


def test_a_file_name_that_is_no_utf8_shows_its_bytes() -> None:
    output = shown(run(result(ROW, finding((1, 1, 1, 5)), path="坏\udcff\udc0d名.txt")), "text")
    assert output.startswith("坏\\xff\\udc0d名.txt:1:1: ")


# --- the summary: what was checked and what was not ---


def outcomes(*states: tuple[str, str, str]) -> tuple[Outcome, ...]:
    """Return outcomes from code, state and reason ("" for none)."""
    return tuple(
        Outcome(
            rule(code, f"name-{code[2:]}"), state, (StatedReason("cut", why, why),) if why else ()
        )
        for code, state, why in states
    )


def test_a_report_in_which_all_was_checked_and_nothing_found_has_passed() -> None:
    checked = outcomes(("GK101", "satisfied", ""), ("GK301", "satisfied", ""))
    output = shown(run(result(ROW, outcomes=checked)), "text")
    assert output == "甲/报告.txt：通过，未发现问题；已评定 2/2 条规则\n"


def test_rules_that_do_not_apply_do_not_keep_a_report_from_passing() -> None:
    checked = outcomes(("GK101", "satisfied", ""), ("GK202", "not_applicable", ""))
    output = shown(run(result(ROW, outcomes=checked)), "text")
    assert output == "甲/报告.txt：通过，未发现问题；已评定 1/2 条规则（不适用 1 条）\n"


@pytest.mark.parametrize("state", ["satisfied", "not_evaluated"])
def test_a_report_of_which_a_part_was_not_checked_has_not_passed(state: str) -> None:
    checked = outcomes(("GK101", "satisfied", ""), ("GK301", state, "总计为空"))
    output = shown(run(result(ROW, outcomes=checked)), "text")
    assert "通过" not in output
    assert "报告.txt：无法判定，未发现问题；" in output
    assert "未评定 GK301 name-301：总计为空" in output


def test_the_summary_counts_findings_and_rules() -> None:
    found = [
        finding((1, n, 1, n + 1), severity=severity)
        for n, severity in enumerate(
            [Severity.ERROR, Severity.ERROR, Severity.WARNING, Severity.INFO], 1
        )
    ]
    checked = outcomes(
        ("GK101", "violated", ""),
        ("GK301", "satisfied", "总计为空"),
        ("GK302", "not_evaluated", "表格中断"),
        ("GK303", "not_evaluated", "表格中断"),
        ("GK202", "not_applicable", ""),
    )
    output = shown(run(result(ROW, *found, outcomes=checked)), "text")
    assert output.splitlines()[-3:] == [
        "甲/报告.txt：不通过，2 个错误，1 个警告，1 条提示；已评定 2/5 条规则"
        "（未评定 2 条，部分评定 1 条，不适用 1 条）",
        "  未评定 GK302 name-302、GK303 name-303：表格中断",
        "  部分未评定 GK301 name-301：总计为空",
    ]


def test_many_rules_with_one_reason_stand_in_one_line() -> None:
    codes = ["GK101", "GK102", "GK103", "GK201", "GK301", "GK302", "GK501"]
    checked = outcomes(
        *(
            (
                code,
                "satisfied" if code == "GK201" else "not_evaluated",
                "" if code == "GK201" else "不是报告",
            )
            for code in codes
        )
    )
    output = shown(run(result(ROW, outcomes=checked)), "text")
    assert "  未评定 GK101–GK103、GK301–GK501：不是报告\n" in output


def test_many_reasons_of_one_rule_are_counted() -> None:
    reasons = tuple(StatedReason("cut", f"第 {n} 行总计为空", "") for n in range(1, 9))
    checked = (Outcome(rule(), "satisfied", reasons),)
    output = shown(run(result(ROW, outcomes=checked)), "text")
    assert "第 1 行总计为空；第 2 行总计为空；第 3 行总计为空；等 8 项\n" in output


def test_a_file_that_could_not_be_read_is_no_pass() -> None:
    output = shown(run(result(None, finding((1, 1, 1, 1), rule("GK901")))), "text")
    assert output.splitlines()[-1] == "甲/报告.txt：无法读取，未评定任何规则"


def test_a_run_of_several_reports_ends_with_their_sum() -> None:
    many = outcomes(("GK101", "satisfied", ""), ("GK301", "satisfied", ""))
    few = outcomes(("GK101", "violated", ""), ("GK301", "not_evaluated", "表格中断"))
    given = run(
        result(ROW, path="a.txt", outcomes=many),
        result(ROW, finding((1, 30, 1, 31)), path="b.txt", outcomes=few),
        result(None, finding((1, 1, 1, 1), rule("GK901")), path="c.txt", outcomes=few),
        rules=tuple(module(outcome.rule) for outcome in many),
    )
    assert shown(given, "text").splitlines()[-1] == (
        "共 3 份报告，2 个错误，1 份通过，1 份不通过，1 份无法读取；规则共 2 条，每份评定 1 至 2 条"
    )


def test_a_run_without_files_says_so() -> None:
    assert shown(run(), "text") == "没有检查任何报告\n"


# --- colour ---


def test_colour_changes_nothing_but_colour() -> None:
    given = run(result(ROW, finding((1, 30, 1, 31), actual=9, expected=8)), result(ROW))
    plain, coloured = shown(given, "text"), shown(given, "text", colour=True)
    assert "\x1b" not in plain
    assert "\x1b[1;31m错误 GK301\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


def test_the_same_run_gives_the_same_text() -> None:
    given = run(result(ROW, finding((1, 30, 1, 31))), result(ROW, path="b.txt"))
    assert shown(given, "text") == shown(given, "text")
