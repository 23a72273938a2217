"""Why something was not evaluated is a code to compare and words in both languages to read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gklint import lint_text
from gklint.model import reasons
from gklint.model.reasons import Reason
from gklint.model.source import source_of_text
from gklint.parsing import parse
from gklint.testing import change_draft, render, valid_draft

ROOT = Path(__file__).resolve().parents[2]


def lopsided() -> str:
    """Return a report whose table four has one value too many."""
    text = render(valid_draft(2023)).text
    row = next(line for line in reversed(text.splitlines()) if len(re.findall(r"\d+", line)) > 14)
    return text.replace(row, row + row[-2:])


def test_a_table_that_was_not_read_says_why_in_both_languages() -> None:
    table = parse(source_of_text(lopsided())).table("review")
    assert table is not None and table.problem is not None
    assert table.problem.code == "wrong-count"
    assert table.problem.zh == "有 16 个值，应为 15 个"
    assert table.problem.en == "16 values for 15 cells"


def test_the_english_output_gives_the_reason() -> None:
    told = [
        reason.en
        for outcome in lint_text(lopsided()).outcomes
        for reason in outcome.reasons
        if "16 个值" in reason.zh
    ]
    assert told and all("16 values for 15 cells" in reason for reason in told)


def test_every_reason_of_the_parser_has_a_code_of_its_own_and_two_wordings() -> None:
    every = [value for value in vars(reasons).values() if isinstance(value, Reason)]
    every += [reasons.wrong_count(1, 2), reasons.too_few(1, 2), reasons.too_many_unread(1, 2)]
    assert len({reason.code for reason in every}) == len(every)
    for reason in every:
        assert reason.zh and reason.en and not re.search("[\u4e00-\u9fff]", reason.en)


@pytest.mark.parametrize("folder", ["gklint/parsing", "gklint/rule", "rules"])
def test_no_code_compares_a_wording(folder: str) -> None:
    compared = re.compile(r"(problem|reason)(\.zh|\.en)? *(==|!=) *[f\"]")
    for path in (ROOT / folder).rglob("*.py"):
        assert not compared.search(path.read_text(encoding="utf-8")), path


def test_a_row_that_was_not_read_says_why() -> None:
    change = {"cell": "applications.new.total", "text": "1 2"}
    text = render(change_draft(valid_draft(2023), [change])).text
    rows = [row for table in parse(source_of_text(text)).tables for row in table.rows]
    assert all(row.problem is None or row.problem.code for row in rows)
