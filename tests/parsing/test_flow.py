"""Values that run down the columns in blocks are read where the blocks make up just the form."""

from __future__ import annotations

import pytest

from gklint.model.report import CellKey, Report
from gklint.model.source import source_of_text
from gklint.model.words_at import cells_by_key
from gklint.parsing import parse, trace
from gklint.testing.draft import valid_draft
from gklint.testing.rendering import render

DRAFT = valid_draft()
TABLE = DRAFT.table("applications")
TEXT = render(DRAFT, "tabs_grid").text
RIGHT = {
    key: cell.value
    for key, cell in cells_by_key(parse(source_of_text(TEXT)).tables).items()
    if key.table == "applications"
}


def text_with(rows: list[str]) -> str:
    """Return the report with these lines in the place of table three."""
    lines = TEXT.split("\n")
    start = next(at for at, line in enumerate(lines) if line.startswith("三、收到"))
    end = next(at for at, line in enumerate(lines) if line.startswith("四、政府"))
    return "\n".join([*lines[: start + 1], *rows, *lines[end:]])


def blocks(height: int, labelled: int = 99) -> list[str]:
    """Return table three as blocks of so many rows; only the first ones have their labels."""
    written: list[str] = []
    for number, start in enumerate(range(0, len(TABLE.rows), height)):
        rows = TABLE.rows[start : start + height]
        written += [row.label for row in rows] if number < labelled else []
        for column in range(len(TABLE.columns)):
            written += [*(row.texts[column] for row in rows), ""]
    return written


def read(rows: list[str]) -> Report:
    return parse(source_of_text(text_with(rows)))


def values(report: Report) -> dict[CellKey, object]:
    return {
        key: cell.value
        for key, cell in cells_by_key(report.tables).items()
        if key.table == "applications"
    }


@pytest.mark.parametrize("height", [2, 3, 4, 5, 6, 8])
def test_blocks_of_columns_are_read_as_the_table_they_make_up(height: int) -> None:
    assert values(read(blocks(height))) == RIGHT


def test_a_block_as_high_as_wide_could_run_either_way_and_is_not_read() -> None:
    assert values(read(blocks(len(TABLE.columns)))) == {}


@pytest.mark.parametrize(("labelled", "is_read"), [(2, False), (3, True)])
def test_three_labels_must_stand_where_the_blocks_say(labelled: int, is_read: bool) -> None:
    assert bool(values(read(blocks(4, labelled)))) is is_read


@pytest.mark.parametrize(
    "spoilt",
    [
        lambda rows: rows[:-2],
        lambda rows: rows[: len(rows) // 2],
        lambda rows: [*rows, "0", ""],
        lambda rows: [*rows[:3], TABLE.rows[-1].label, *rows[4:]],
    ],
    ids=["a value is missing", "half is missing", "a value too many", "a label of another block"],
)
def test_blocks_that_do_not_make_up_the_form_give_no_numbers(spoilt) -> None:
    report = read(spoilt(blocks(4)))
    assert values(report) == {}
    assert [t.problem is not None for t in report.tables if t.form.section == 3] == [True]


def test_it_is_said_which_layouts_were_thought_of() -> None:
    def outcomes(rows: list[str]) -> dict[str, str]:
        readings = trace(source_of_text(text_with(rows))).readings
        (three,) = [reading for reading in readings if reading.part == 3]
        return {each.layout: each.outcome for each in three.attempts}

    assert outcomes(blocks(4))["flow"] == "taken"
    assert outcomes(blocks(4)[:-2])["flow"] == "blocks-do-not-fit"
    stacked = [part for row in TABLE.rows for part in (row.label, *row.texts)]
    assert "flow" not in outcomes(stacked)
