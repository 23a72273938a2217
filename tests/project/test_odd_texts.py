"""No text ends a run: whatever stands in a cell, a sentence or a line, the report is checked."""

from __future__ import annotations

from typing import Any

import pytest

from gklint.checking.results import Result
from gklint.engine import lint_bytes, lint_text
from gklint.testing import change_draft, render, valid_draft

DIGITS = [19, 4_301, 20_000]
INVISIBLE = ["\u200b", "\u200c", "\u200d", "\ufeff", "\u00ad"]


def linted(change: dict[str, Any], written: str = "") -> Result:
    """Return what comes of a report with this change; no rule may have failed.

    `written` is what stands there instead of a question mark.
    """
    text = render(change_draft(valid_draft(2023), [change])).text
    result = lint_text(text.replace("？", written))
    assert "GK906" not in codes(result)
    return result


def codes(result: Result) -> list[str]:
    return [diagnostic.code for diagnostic in result.diagnostics]


def reasons(result: Result) -> str:
    return " ".join(reason.zh for outcome in result.outcomes for reason in outcome.reasons)


@pytest.mark.parametrize("digits", DIGITS)
@pytest.mark.parametrize("end", ["", ".5"])
def test_a_cell_of_too_many_digits_is_said_and_counts_nothing(digits: int, end: str) -> None:
    text = "8" * digits + end
    result = linted({"cell": "applications.new.natural_person", "text": "？"}, text)
    (found,) = [d for d in result.diagnostics if d.code == "GK207"]
    assert str(digits + len(end.strip("."))) in found.text()
    assert len(found.text()) < 200
    assert "无法识别" in reasons(result)


@pytest.mark.parametrize("digits", DIGITS)
@pytest.mark.parametrize(
    "sentence",
    [
        "2023年，收到政府信息公开申请{n}件。",
        "收到申请20件，其中予以公开{n}件，占{n}%。",
        "收到申请20件，占{n}.{n}%。",
        "收取信息处理费{n}元，{n}.5万元。",
        "1.{n}年，收到申请{n}.5件。",
        "引言由{n}个部分组成，{n}年{n}月{n}日。",
    ],
)
def test_a_sentence_with_too_many_digits_is_checked(digits: int, sentence: str) -> None:
    linted({"section": 1, "body": [sentence.format(n="3" * digits)]})


@pytest.mark.parametrize("numeral", ["一", "万", "九千", "亿", "〇"])
def test_a_long_numeral_in_chinese_is_checked(numeral: str) -> None:
    linted({"section": 1, "body": [f"收到政府信息公开申请{numeral * 5_000}件。"]})


def test_that_a_number_of_the_prose_was_not_compared_is_said() -> None:
    result = linted({"section": 1, "body": [f"收到政府信息公开申请{'3' * 30}件。"]})
    assert "位数太多" in reasons(result)


@pytest.mark.parametrize("sign", INVISIBLE)
@pytest.mark.parametrize("count", [1, 60, 61, 1_000])
def test_invisible_characters_are_as_white_space_at_the_ends_of_a_line(
    sign: str, count: int
) -> None:
    plain = render(valid_draft(2023)).text
    lines = plain.split("\n")
    for at in (0, len(lines) // 2, len(lines) - 2):
        odd = [*lines]
        odd[at] = sign * count + odd[at] + sign * count
        assert codes(lint_text("\n".join(odd))) == codes(lint_text(plain))
        odd.insert(at, sign * count)
        assert "GK906" not in codes(lint_text("\n".join(odd)))


def test_blank_cells_under_labels_of_a_broken_web_page_are_no_values() -> None:
    page = (
        '<table border="1"><td><td>处理决定数量<tr><td>信息内容<td colspan=1000><td>上一<tr>'
        '<td>行政事业性收费<td colspan="2">'
    )
    assert codes(lint_bytes(page.encode(), "page.html"))
