"""Suppressions in a report's text: what they accept, and that they are no part of the report."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.accepted_reports import CASES_ROW, Folder, before, faulty

from gklint import lint_file, lint_text
from gklint.checking.results import Result
from gklint.checking.settings import Settings
from gklint.engine import lint_source
from gklint.model.comments import taken_out
from gklint.model.report import Report
from gklint.model.source import source_of_text
from gklint.model.words_at import cells_by_key
from gklint.parsing import parse
from gklint.readers.document import Paragraph, source_of_blocks
from gklint.testing import LAYOUTS, render, valid_draft
from gklint.testing.style import PLAIN_STYLE

ROW = "一、本年新收"
REASON = "总计以台账为准"


def counting(result: Result) -> list[str]:
    """Return the codes of the findings that count, of errors and warnings."""
    return [
        d.code
        for i, d in enumerate(result.diagnostics)
        if i not in result.accepted and d.severity.word != "info"
    ]


def accepted(result: Result) -> dict[str, str]:
    return {result.diagnostics[i].code: said.reason for i, said in result.accepted.items()}


def test_the_report_of_these_tests_has_two_errors() -> None:
    assert counting(lint_text(faulty())) == ["GK301", "GK304"]


@pytest.mark.parametrize(
    "comment",
    [
        f"# gklint: ignore GK301 -- {REASON}",
        f"# GKLINT: IGNORE GK301 -- {REASON}",
        f"<!-- Gklint: Ignore Row-Total REASON: {REASON} -->",
        f"#gklint:ignore GK301 -- {REASON}",
        f"  # gklint: ignore row-total -- {REASON}",
        f"＃ gklint：忽略 gk301 理由：{REASON}",
        f"# gklint: 忽略GK301——{REASON}",
        f"<!-- gklint: ignore GK301 理由：{REASON} -->",
        f"<!--gklint:ignore GK301 reason: {REASON}-->",
        f"# gklint: ignore=GK301 -- {REASON}",
        f"# gklint: ignore[GK301] {REASON}",
        f"# gklint: 忽略（GK301） 理由：{REASON}",
        f"<!-- gklint: ignore GK301 reason={REASON} -->",
    ],
)
def test_a_comment_accepts_the_finding_on_the_next_row_and_keeps_its_reason(comment: str) -> None:
    result = lint_text(before(ROW, faulty(), comment))
    assert counting(result) == ["GK304"]
    assert accepted(result) == {"GK301": REASON}
    (acceptance,) = result.accepted.values()
    assert acceptance.kind == "suppression"
    assert acceptance.line == source_of_text(before(ROW, faulty(), comment)).comments[0].line


def test_a_comment_behind_the_text_speaks_of_its_own_line() -> None:
    text = faulty(layout="markdown")
    row = next(line for line in text.splitlines() if ROW in line)
    comment = f"<!-- gklint: ignore GK301 -- {REASON} -->"
    result = lint_text(text.replace(row, f"{row} {comment}"), "甲.md")
    assert counting(result) == ["GK304"]


def test_several_rules_and_several_comments_one_upon_another() -> None:
    text = before(CASES_ROW, faulty(), f"# gklint: ignore GK304, GK301 -- {REASON}")
    result = lint_text(
        before(
            ROW,
            text,
            f"# gklint: ignore GK301 -- {REASON}",
            "",
            f"# gklint: ignore GK304 -- {REASON}",
        )
    )
    assert accepted(result) == {"GK301": REASON, "GK304": REASON}
    # GK304 has nothing above the first row, GK301 nothing above the last.
    assert counting(result) == ["GK904", "GK904"]


def test_a_comment_accepts_nothing_in_another_row() -> None:
    text = before(CASES_ROW, faulty(), f"# gklint: ignore GK301 -- {REASON}")
    assert "GK301" in counting(lint_text(text))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_row_that_takes_many_lines_is_one_row(layout: str) -> None:
    text = faulty(layout=layout)
    line = next(d.line for d in lint_text(text).diagnostics if d.code == "GK301")
    report = parse(source_of_text(text))
    (row,) = (row for table in report.tables for row in table.rows if row.key == "new")
    assert row.place.line <= line
    lines = text.split("\n")
    lines.insert(row.place.line - 1, f"# gklint: ignore GK301 -- {REASON}")
    assert accepted(lint_text("\n".join(lines))) == {"GK301": REASON}


def test_a_paragraph_that_takes_several_lines_is_one_paragraph() -> None:
    text = faulty(layout="padded")
    first = next(n for n, line in enumerate(text.split("\n"), 1) if "根据" in line)
    wrapped = render(valid_draft(2023), "padded", PLAIN_STYLE._replace(wrap=24)).text
    text = wrapped.replace("711号", "492号")
    found = [d for d in lint_text(text).diagnostics if d.code == "GK506"]
    assert found[0].line > first, "the words are not on the first line of their paragraph"
    result = lint_text(before("根据", text, f"# gklint: ignore GK506 -- {REASON}"))
    assert accepted(result).get("GK506") == REASON


def test_one_for_the_file_speaks_of_every_finding_of_its_rules_wherever_it_stands() -> None:
    text = faulty(applications__carried_in__total="7")
    text += f"\n# gklint: ignore-file GK301 -- {REASON}\n"
    assert lint_text(text).diagnostics
    assert "GK301" not in counting(lint_text(text))
    assert len([d for d in lint_text(text).diagnostics if d.code == "GK301"]) == 2


# --- no part of the report ---


def essence(report: Report) -> object:
    """Return all that is read of a report, without places."""
    return (
        {key: cell.text for key, cell in cells_by_key(report.tables).items()},
        [paragraph.text for _, paragraph in report.paragraphs()],
        [section.title for section in report.sections],
        [paragraph.text for paragraph in report.closing],
        report.title.text if report.title else None,
        report.agency,
        report.year,
    )


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_comment_on_any_line_changes_nothing_in_what_is_read(layout: str) -> None:
    text = render(valid_draft(2023), layout).text
    wanted = essence(parse(source_of_text(text)))
    lines = text.split("\n")
    for at in range(0, len(lines), 1 + len(lines) // 40):
        inserted = [*lines[:at], f"# gklint: ignore GK301 -- {REASON}", *lines[at:]]
        assert essence(parse(source_of_text("\n".join(inserted)))) == wanted, f"line {at + 1}"


def test_findings_keep_the_line_that_an_editor_shows() -> None:
    plain = [d.line for d in lint_text(faulty()).diagnostics]
    result = lint_text("# gklint: ignore GK111 -- 从略\n" + faulty())
    assert [d.line for d in result.diagnostics if d.code != "GK904"] == [n + 1 for n in plain]


def test_the_text_is_kept_as_it_is_so_that_nothing_is_lost_in_mending() -> None:
    text = before(ROW, faulty(), "# gklint: ignore GK301 -- 从略")
    source = source_of_text(text)
    assert source.text == text
    assert source.written_line(source.comments[0].line) == "# gklint: ignore GK301 -- 从略"


@pytest.mark.parametrize(
    "line",
    ["gklint: ignore GK301", "说明：# gklint: ignore GK301", "# gklint", "# ignore GK301"],
)
def test_what_is_no_comment_to_gklint_stays_in_the_report(line: str) -> None:
    assert taken_out((line,)) == ((line,), ())


def test_in_a_document_such_a_line_is_text_like_any_other() -> None:
    text = before(ROW, faulty(), "# gklint: ignore GK301 -- x")
    blocks = [Paragraph(line) for line in text.split("\n")]
    source = source_of_blocks(blocks, "甲.docx", b"", "application/x")
    assert source.comments == ()
    assert not lint_source(source, Settings()).accepted


# --- files as they come ---


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_comment_is_heeded_in_any_encoding_and_with_any_line_ends(
    tmp_path: Path, encoding: str, end: str
) -> None:
    text = before(ROW, faulty(), f"# gklint：忽略 GK301、GK302，理由：{REASON}")
    file = tmp_path / "报告.txt"
    file.write_bytes(text.replace("\n", end).encode(encoding))
    assert accepted(lint_file(str(file))) == {"GK301": REASON}


# --- what is wrong with a comment ---


def test_a_comment_that_is_no_longer_needed_is_reported_at_the_rule_it_names() -> None:
    text = before(ROW, faulty("8"), f"# gklint: ignore GK301 -- {REASON}")
    (found,) = (d for d in lint_text(text).diagnostics if d.code == "GK904")
    assert found.text() == "这里没有 GK301 row-total 的问题，这条标记不再需要"
    assert found.subject == "GK301"
    assert found.severity.word == "warning"


@pytest.mark.parametrize("settings", [Settings(ignore=("GK301",)), Settings(select=("GK9",))])
def test_a_rule_that_was_not_asked_makes_no_comment_superfluous(settings: Settings) -> None:
    text = before(ROW, faulty("8"), f"# gklint: ignore GK301 -- {REASON}")
    assert "GK904" not in counting(lint_text(text, settings=settings))


def test_a_rule_that_could_not_check_makes_no_comment_superfluous() -> None:
    text = before(ROW, faulty(""), f"# gklint: ignore GK301 -- {REASON}")
    result = lint_text(text)
    outcome = next(outcome for outcome in result.outcomes if outcome.rule.code == "GK301")
    assert outcome.reasons
    assert "GK904" not in counting(result)


def test_a_comment_without_a_reason_holds_and_is_reported() -> None:
    result = lint_text(before(ROW, faulty(), "# gklint: ignore GK301"))
    assert sorted(counting(result)) == ["GK304", "GK905"]


def test_the_rules_about_comments_are_violated_where_they_have_findings() -> None:
    result = lint_text(before(ROW, faulty(), "# gklint: ignore GK3O1"))
    states = {outcome.rule.code: outcome.state for outcome in result.outcomes}
    assert (states["GK904"], states["GK905"], states["GK907"]) == (
        "satisfied",
        "violated",
        "violated",
    )


def test_an_identity_number_counts_whatever_is_said_of_it() -> None:
    number = "11010519491231002X"
    text = faulty("8").replace("一、总体情况", f"一、总体情况\n\n联系人身份证号{number}。")
    result = lint_text(f"# gklint: ignore-file GK701 -- 本人同意\n{text}")
    assert {"GK701", "GK904"} <= set(counting(result))
    assert not result.accepted


def test_a_number_of_a_person_in_a_reason_is_masked() -> None:
    result = lint_text(before(ROW, faulty(), "# gklint: ignore GK301 -- 问13912345678"))
    assert list(accepted(result).values()) == ["问139******78"]
    assert result.source is not None
    assert "13912345678" not in result.source.text


# --- on the command line ---


@pytest.fixture
def folder(tmp_path: Path, capsys, monkeypatch) -> Folder:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    return Folder(tmp_path, capsys)


def test_a_reviewer_can_do_without_what_the_reports_say(folder: Folder) -> None:
    folder.write("甲.txt", before(ROW, faulty(), f"# gklint: ignore GK301 -- {REASON}"))
    assert folder.gklint("甲.txt").lines("另有 1 条已接受（1 条在文中忽略）")
    strict = folder.gklint("甲.txt", "--no-inline-suppressions")
    assert strict.lines("GK301", "错误")
    assert not strict.lines("已接受")
    assert not strict.lines("GK904")
