"""A report pasted from a mail, with > before each line, is read as it is without."""

from __future__ import annotations

from random import Random

import pytest
from lab.reading_accuracy import readable_cells

from gklint.engine import lint_text
from gklint.model.source import source_of_text
from gklint.parsing import parse
from gklint.parsing.mail_quotes import without_quote_marks
from gklint.testing.random_reports import random_draft
from gklint.testing.rendering import render


@pytest.mark.parametrize("mark", ["> ", ">", ">> ", "> > "])
@pytest.mark.parametrize("layout", ["tabs_grid", "stacked", "padded", "markdown"])
def test_marks_of_a_mail_change_nothing_but_the_columns(layout: str, mark: str) -> None:
    text = render(random_draft(Random(f"{layout} {mark}")), layout).text
    quoted = "".join(f"{mark}{line}".rstrip(" ") + "\n" for line in text.splitlines())
    plain, found = lint_text(text), lint_text(quoted)
    assert plain.report and found.report
    read = readable_cells(found.report)
    assert {key: (cell.text, cell.line) for key, cell in read.items()} == {
        key: (cell.text, cell.line) for key, cell in readable_cells(plain.report).items()
    }
    assert all(
        quoted.splitlines()[cell.line - 1][cell.column_number - 1 : cell.end_column - 1]
        == cell.text
        for cell in read.values()
    )
    codes = [[(each.code, each.place.line) for each in some.diagnostics] for some in (plain, found)]
    assert codes[0] == codes[1]


def test_what_the_mail_says_itself_may_stand_above_and_a_few_marks_are_no_quotation() -> None:
    lines = ["请查收。", *["> 第一行", "> 第二行", ">", "> 第三行"] * 3]
    found = without_quote_marks(source_of_text("\n".join(lines)))
    assert found.lines[:3] == ("请查收。", "  第一行", "  第二行")
    few = source_of_text("\n".join(["甲", "> 乙", "丙", "丁"]))
    assert without_quote_marks(few) is few
    assert parse(few).source is few
