"""Right sentences are left in peace, and a wrong number is found at its place."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pytest
from helpers.prose import DISTRICT, rendered

from gklint.engine import lint_text
from gklint.testing import random_draft, random_style, render

TESTS = Path(__file__).resolve().parent.parent
#: The rules that hold the prose against the tables and against itself.
FAMILY = {"GK401", "GK402", "GK403", "GK404", "GK405", "GK406", "GK407"}

RIGHT = [
    line
    for line in (TESTS / "data" / "right_sentences.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
RIGHT_OF_DISTRICT = [
    line
    for line in (TESTS / "data" / "right_sentences_of_a_district.txt")
    .read_text("utf-8")
    .splitlines()
    if line and not line.startswith("#")
]


def findings(text: str) -> list[str]:
    return [
        f"{d.code} {d.text('zh')}"
        for d in lint_text(text).diagnostics
        if d.code in FAMILY | {"GK906"}
    ]


@pytest.mark.parametrize("sentence", RIGHT)
def test_a_right_sentence_is_left_in_peace(sentence) -> None:
    assert findings(rendered("（二）依申请公开情况", sentence)) == []


@pytest.mark.parametrize("sentence", RIGHT_OF_DISTRICT)
def test_a_right_sentence_of_a_district_is_left_in_peace(sentence) -> None:
    assert findings(rendered("（二）依申请公开情况", sentence, agency=DISTRICT)) == []


@pytest.mark.parametrize("seed", range(40))
def test_a_valid_report_has_no_finding_about_its_prose(seed) -> None:
    chance = Random(f"valid prose {seed}")
    draft = random_draft(chance)
    assert findings(render(draft, "tabs_grid", random_style(chance, "tabs_grid")).text) == []


@pytest.mark.parametrize("seed", range(40))
def test_a_number_changed_in_the_prose_is_found_at_its_place(seed) -> None:
    chance = Random(f"wrong prose {seed}")
    draft = random_draft(chance)
    section = draft.sections[0]
    counted = re.compile(r"(?:申请|结转|办结|答复|复议|诉讼)(\d+)件")
    sites = [
        (index, match)
        for index, text in enumerate(section.body)
        for match in counted.finditer(text)
    ]
    if not sites:
        pytest.skip("the prose of this report counts nothing")
    index, match = chance.choice(sites)
    wrong = str(int(match[1]) * 10 + 3)
    text = section.body[index]
    body = list(section.body)
    body[index] = text[: match.start(1)] + wrong + text[match.end(1) :]
    changed = render(draft.with_section(0, section._replace(body=tuple(body)))).text
    result = lint_text(changed)
    found = [d for d in result.diagnostics if d.code in FAMILY]
    assert found, f"{match[0]} → {wrong}"
    assert any(
        result.source.lines[d.place.line - 1][d.place.column - 1 : d.place.end_column - 1] == wrong
        for d in found
    )
