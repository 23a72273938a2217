"""A suppression wherever somebody may write it: it takes effect, or GK904 says that it does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.accepted_reports import CASES_ROW, before, faulty

from gklint import lint_file, lint_text
from gklint.checking.results import Result
from gklint.checking.settings import Settings
from gklint.engine import lint_source
from gklint.model.comments import taken_out
from gklint.readers.document import Paragraph, source_of_blocks
from gklint.testing import change_draft, valid_draft
from gklint.testing.documents import document

ROW = "一、本年新收"
REASON = "总计以台账为准"
SAID = f"gklint: ignore GK301 -- {REASON}"


def counting(result: Result) -> dict[str, str]:
    """Return the messages of the errors and warnings that count, by code."""
    return {
        d.code: d.text()
        for i, d in enumerate(result.diagnostics)
        if i not in result.accepted and d.severity.word != "info"
    }


def reasons(result: Result) -> dict[str, str]:
    return {result.diagnostics[i].code: said.reason for i, said in result.accepted.items()}


def row_of(text: str) -> str:
    return next(line for line in text.splitlines() if ROW in line)


def behind(text: str, comment: str) -> str:
    """Return the report with a comment behind the row in which GK301 finds something."""
    return text.replace(row_of(text), f"{row_of(text)}{comment}")


# --- over two lines ---


@pytest.mark.parametrize("name", ("甲.txt", "甲.md"))
@pytest.mark.parametrize(
    "comment",
    [
        f"<!-- gklint: ignore GK301\n     理由：{REASON} -->",
        f"<!-- gklint: ignore\n GK301 -- {REASON}\n-->",
        f"<!-- gklint:\n\n忽略 GK301\n理由：{REASON}\n-->",
    ],
)
def test_a_comment_of_html_may_take_several_lines(name: str, comment: str) -> None:
    layout = "markdown" if name.endswith(".md") else "tabs_grid"
    result = lint_text(before(ROW, faulty(layout=layout), *comment.split("\n")), name)
    assert [*counting(result)] == ["GK304"]
    assert reasons(result) == {"GK301": REASON}


def test_columns_and_lines_around_a_long_comment_stay() -> None:
    lines = ("甲 <!-- gklint: ignore GK301", "-- 理由", "完 --> 乙", "丙")
    kept, (comment,) = taken_out(lines)
    assert kept == ("甲", "", "      乙", "丙")
    assert (comment.line, comment.column, comment.alone, comment.reason) == (1, 3, False, "理由 完")


@pytest.mark.parametrize("end", ["", "\n" * 30 + "-->"])
def test_a_comment_without_an_end_takes_nothing_away_and_is_told(end: str) -> None:
    result = lint_text(before(ROW, faulty(), f"<!-- {SAID}{end}"))
    assert {"GK301", "GK304", "GK904"} <= {*counting(result)}
    assert not result.accepted


def test_a_reason_on_a_line_of_its_own_is_told_to_be_absent() -> None:
    result = lint_text(before(ROW, faulty(), "# gklint: ignore GK301 --", f"# {REASON}"))
    assert reasons(result) == {"GK301": ""} or "GK904" in counting(result)
    assert "GK905" in counting(result)


# --- behind a row, in a cell ---


@pytest.mark.parametrize("sign", ("  # ", "\t# ", " ＃"))
def test_behind_a_row_it_speaks_of_the_row(sign: str) -> None:
    result = lint_text(behind(faulty(), f"{sign}{SAID}"))
    assert [*counting(result)] == ["GK304"]
    assert reasons(result) == {"GK301": REASON}


@pytest.mark.parametrize("comment", (f" # {SAID}", f" <!-- {SAID} -->", f" # {SAID} |"))
def test_behind_a_row_of_markdown_it_speaks_of_the_row(comment: str) -> None:
    result = lint_text(behind(faulty(layout="markdown"), comment), "甲.md")
    assert [*counting(result)] == ["GK304"]
    assert reasons(result) == {"GK301": REASON}


@pytest.mark.parametrize("comment", (f" # {SAID} ", f" <!-- {SAID} --> "))
@pytest.mark.parametrize("at", (1, 3, -2))
def test_in_a_cell_it_speaks_of_the_row_and_leaves_the_other_cells(comment: str, at: int) -> None:
    text = faulty(layout="markdown")
    cells = row_of(text).split("|")
    cells[at] += comment
    result = lint_text(text.replace(row_of(text), "|".join(cells)), "甲.md")
    assert [*counting(result)] == ["GK304"]
    assert reasons(result) == {"GK301": REASON}


# --- in the wrong place ---


@pytest.mark.parametrize("name", ("甲.txt", "甲.md"))
def test_at_the_end_of_the_file_it_is_told_that_nothing_follows(name: str) -> None:
    layout = "markdown" if name.endswith(".md") else "tabs_grid"
    result = lint_text(f"{faulty(layout=layout).rstrip()}\n\n# {SAID}\n", name)
    assert "GK301" in counting(result)
    assert counting(result)["GK904"].startswith("后面没有内容，这条标记没有起作用")


@pytest.mark.parametrize("name", ("甲.txt", "甲.md"))
@pytest.mark.parametrize("heading", ("三、", "一、总体情况"))
def test_above_a_heading_it_is_told_where_the_finding_is(name: str, heading: str) -> None:
    layout = "markdown" if name.endswith(".md") else "tabs_grid"
    text = before(heading, faulty(layout=layout), f"<!-- {SAID} -->")
    result = lint_text(text, name)
    assert "GK301" in counting(result)
    line = next(n for n, line in enumerate(text.splitlines(), 1) if ROW in line)
    assert f"问题在第 {line} 行" in counting(result)["GK904"]


def test_a_rule_that_checked_a_part_alone_tells_of_a_comment_in_the_wrong_place_too() -> None:
    text = before("一、总体情况", faulty(applications__carried_in__natural_person="x"), f"# {SAID}")
    result = lint_text(text)
    (outcome,) = (outcome for outcome in result.outcomes if outcome.rule.code == "GK301")
    assert outcome.reasons, "a cell that is no number leaves a row that could not be checked"
    assert "问题在第" in counting(result)["GK904"]


def test_where_all_are_accepted_elsewhere_it_is_no_longer_needed() -> None:
    text = before(CASES_ROW, before(ROW, faulty(), f"# {SAID}"), f"# {SAID}")
    assert "这条标记不再需要" in counting(lint_text(text))["GK904"]


@pytest.mark.parametrize(
    "line", (SAID, f"说明：# {SAID}", "# gklint ignore GK301", "<!-- gklint 忽略 GK301 -->")
)
def test_what_looks_like_one_and_is_none_is_told(line: str) -> None:
    result = lint_text(before(ROW, faulty(), line))
    assert not result.accepted
    assert counting(result)["GK904"].startswith("这像是忽略标记，但没有起作用")


@pytest.mark.parametrize("line", ("本单位用 gklint 检查年报。", "# gklint", "gklint：检查通过"))
def test_to_speak_of_gklint_is_no_suppression(line: str) -> None:
    assert "GK904" not in counting(lint_text(before("一、总体情况", faulty(), line)))


# --- in documents ---


@pytest.mark.documents
@pytest.mark.parametrize("kind", ("docx", "html", "xlsx"))
def test_in_a_document_it_has_no_effect_and_is_told(tmp_path: Path, kind: str) -> None:
    draft = valid_draft(2023)
    total = int(draft.table("review").rows[0].texts[-1]) + 1
    said = f"# gklint: ignore GK304 -- {REASON}"
    wrong = change_draft(
        draft,
        [
            {"cell": f"review.{draft.table('review').rows[0].key}.total", "text": str(total)},
            {"section": 4, "heading": f"{draft.sections[3].heading}"},
            {"section": 1, "body": [said, *draft.sections[0].body]},
        ],
    )
    file = tmp_path / f"报告.{kind}"
    file.write_bytes(document(wrong, kind).raw)
    result = lint_file(str(file))
    assert not result.accepted and "GK304" in counting(result)
    assert counting(result)["GK904"] == "文档里的忽略标记不起作用：请删去，改用豁免（gklint waive）"


@pytest.mark.parametrize("encoding", ("utf-8", "gb18030"))
def test_in_a_comment_of_a_web_page_it_has_no_effect_and_is_told(
    tmp_path: Path, encoding: str
) -> None:
    page = document(valid_draft(2023), "html").raw.decode("utf-8")
    page = page.replace("<body", f"<!-- gklint：忽略 GK304 理由：{REASON} --><body", 1)
    assert "gklint" in page
    file = tmp_path / "报告.html"
    file.write_bytes(page.encode(encoding, "xmlcharrefreplace"))
    assert "文档里的忽略标记不起作用" in counting(lint_file(str(file)))["GK904"]


def test_in_a_cell_of_a_document_it_is_told_where() -> None:
    blocks = [Paragraph(line) for line in before(ROW, faulty(), f"# {SAID}").split("\n")]
    result = lint_source(source_of_blocks(blocks, "甲.docx", b"", "application/x"), Settings())
    (found,) = (d for d in result.diagnostics if d.code == "GK904")
    assert found.subject.startswith("# gklint") and found.origin is not None
