"""The cost of a report grows with its length: what is said twice as often takes twice as long."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from gklint.cli import run
from gklint.engine import lint_text
from gklint.testing import change_draft, render, valid_draft
from gklint.testing.documents import document

pytestmark = pytest.mark.slow

#: What a line or a page is filled with, again and again.
FILLED_WITH = [
    "手机13912345678，",
    "卡号6222000000000000004，",
    "身份证110101190001010014，",
    "去年，",
    "（以下简称“",
    "其中",
    "收到申请3件，占5%，",
    "收到政府信息公开申请3件。",
    "收到政府信息公开申请3件，",
    "新收申请3件，上年结转4件，",
    "收取信息处理费3元，",
    "一",
    "3 ",
    "“",
    "《",
    "（",
    "（一）情况\n",
    "七、其他\n",
    "# gklint: ignore GK301 -- 已核对\n",
    "<!-- gklint: ",
]
TIMES = 2_000
#: Shorter than this (seconds) nobody waits, and the rest of the report counts as much.
SHORT = 0.1


def report(words: str, times: int) -> str:
    draft = change_draft(valid_draft(2023), [{"section": 6, "body": ["？？？"]}])
    return render(draft).text.replace("？？？", words * times)


def seconds(words: str, times: int) -> float:
    """Return what the report takes of the processor, the best of three."""
    text = report(words, times)
    taken = []
    for _ in range(3):
        start = time.process_time()
        lint_text(text)
        taken.append(time.process_time() - start)
    return min(taken)


@pytest.mark.parametrize("words", FILLED_WITH)
def test_twice_as_much_costs_at_most_two_and_a_half_times(words: str) -> None:
    lint_text(report(words, 10))
    once, twice = seconds(words, TIMES), seconds(words, 2 * TIMES)
    assert twice <= max(2.5 * once, SHORT)


@pytest.mark.parametrize("command", [("fix", "--diff"), ("annotate", "-o", "out.docx", "--force")])
def test_writing_into_a_document_costs_in_proportion_too(
    command: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    def seconds(times: int) -> float:
        body = {"section": 6, "body": ["台帐，，" * times + "。"]}
        raw = document(change_draft(valid_draft(2023), [body]), "docx").raw
        Path("a.docx").write_bytes(raw)
        taken = []
        for _ in range(3):
            start = time.process_time()
            assert run([*command, "a.docx"]) in (0, 1)
            taken.append(time.process_time() - start)
        return min(taken)

    seconds(10)
    once, twice = seconds(TIMES), seconds(2 * TIMES)
    assert twice <= max(2.5 * once, SHORT)


def test_findings_that_crowd_a_paragraph_are_one_that_says_how_many() -> None:
    found = [
        d for d in lint_text(report("手机13912345678，", 300)).diagnostics if d.code == "GK702"
    ]
    assert [diagnostic.facts["gathered"] for diagnostic in found] == [300]
    assert "300" in found[0].text("zh") and "300" in found[0].text("en")
