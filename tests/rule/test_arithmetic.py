"""Sums are checked exactly, and the quick look at a table says what the thorough one would."""

from __future__ import annotations

from random import Random

import pytest

from gklint import lint_text
from gklint.checking.settings import Settings
from gklint.engine import Result
from gklint.rule import breaches as arithmetic
from gklint.testing import change_draft, random_draft, render

SUMS = Settings(select=("GK3",))
TEXTS = ("", "/", "0", "7", "12", "3.5", "-1", "8（含上年）")


def with_odd_cells(chance: Random, count: int) -> str:
    """Return a random report with other texts in so many cells of its tables."""
    draft = random_draft(chance)
    for _ in range(count):
        table = draft.tables[chance.randint(0, len(draft.tables) - 1)]
        row = table.rows[chance.randint(0, len(table.rows) - 1)]
        column = table.columns[chance.randint(0, len(table.columns) - 1)]
        text = TEXTS[chance.randint(0, len(TEXTS) - 1)]
        draft = change_draft(draft, [{"cell": f"{table.key}.{row.key}.{column.key}", "text": text}])
    return render(draft).text


def said(result: Result) -> tuple[object, ...]:
    return result.diagnostics, result.outcomes


@pytest.mark.parametrize("count", [0, 1, 4])
def test_a_table_that_is_quickly_seen_to_be_right_is_right(
    count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [with_odd_cells(Random(seed), count) for seed in range(40)]
    quick = [said(lint_text(text, settings=SUMS)) for text in texts]
    monkeypatch.setattr(arithmetic, "doubtful", lambda table: table.form.identities)
    thorough = [said(lint_text(text, settings=SUMS)) for text in texts]
    assert quick == thorough
    assert any(diagnostics for diagnostics, _ in thorough) == (count > 0)
