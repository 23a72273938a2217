"""Table four, whose rows go across the page, may go down it, or be three tables."""

from __future__ import annotations

from helpers.grids import (
    blocks,
    report,
    table_of_rows,
)

from gklint.model.source import source_of_text
from gklint.parsing import parse
from gklint.readers.document import Block, Paragraph, Table

GROUPS = ("行政复议", "未经复议直接起诉", "复议后起诉")
RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
NUMBERS = [["1", "2", "3", "4", "10"], ["5", "0", "0", "1", "6"], ["7", "8", "0", "0", "15"]]


def review(*tables: Block) -> list[list[int | None]]:
    """Return the numbers of table four of a report that has it in these tables."""
    parts: list[Block] = []
    for block in blocks():
        if isinstance(block, Table) and any(cell.text == "行政复议" for cell in block.cells):
            parts += tables
        else:
            parts.append(block)
    table = report(parts).table("review")
    assert table is not None and (table.problem, table.layout) == (None, "grid")
    assert [row.key for row in table.rows] == [row.key for row in table.form.rows]
    return [[cell.value for cell in row.cells] for row in table.rows]  # type: ignore[misc]


def as_numbers(rows: list[list[str]]) -> list[list[int]]:
    return [[int(text) for text in row] for row in rows]


def test_table_four_may_have_its_groups_going_down() -> None:
    rows = [f"| |{'|'.join(RESULTS)}"]
    for index, (group, numbers) in enumerate(zip(GROUPS, NUMBERS, strict=True)):
        rows.append(f"{'行政诉讼' if index == 1 else ''}|{group}|{'|'.join(numbers)}")
    assert review(table_of_rows(*rows)) == as_numbers(NUMBERS)


def test_table_four_may_have_its_results_going_down() -> None:
    rows = [f"|{'|'.join(GROUPS)}"]
    for index, result in enumerate(RESULTS):
        rows.append(f"{result}|{'|'.join(numbers[index] for numbers in NUMBERS)}")
    assert review(table_of_rows(*rows)) == as_numbers(NUMBERS)


def test_table_four_may_be_three_tables_each_under_its_caption() -> None:
    parts: list[Block] = []
    for group, numbers in zip(GROUPS, NUMBERS, strict=True):
        parts += [Paragraph(group), table_of_rows("|".join(RESULTS), "|".join(numbers))]
    assert review(*parts) == as_numbers(NUMBERS)


def test_table_four_may_be_three_tables_one_below_another_in_one_grid() -> None:
    rows = []
    for group, numbers in zip(GROUPS, NUMBERS, strict=True):
        rows += [group + "||||", "|".join(RESULTS), "|".join(numbers), "||||"]
    assert review(table_of_rows(*rows)) == as_numbers(NUMBERS)


def test_an_empty_row_below_the_header_of_table_four_is_no_row_of_it() -> None:
    header = "|".join(RESULTS * 3)
    groups = "|".join(f"{group}||||" for group in GROUPS)
    numbers = "|".join(text for row in NUMBERS for text in row)
    assert review(table_of_rows(groups, header, "|" * 14, numbers)) == as_numbers(NUMBERS)


def split_review(numbers: list[list[str]]) -> list[str]:
    rows: list[str] = []
    for group, texts in zip(GROUPS, numbers, strict=True):
        rows += [group + "||||", "|".join(RESULTS), "|".join(texts)]
    return rows


def test_a_group_of_table_four_that_is_blank_is_read_as_blank_in_a_grid_and_in_text() -> None:
    numbers = [NUMBERS[0], [""] * 5, NUMBERS[2]]
    expected = [[1, 2, 3, 4, 10], [None] * 5, [7, 8, 0, 0, 15]]
    assert review(table_of_rows(*split_review(numbers))) == expected
    text = "四、政府信息公开行政复议、行政诉讼情况\n" + "\n".join(split_review(numbers))
    table = parse(source_of_text(text.replace("|", "\t"))).table("review")
    assert table is not None and not table.problem
    assert [[cell.value for cell in row.cells] for row in table.rows] == expected


def test_a_header_of_table_four_with_no_row_below_it_has_blank_cells() -> None:
    rows = split_review([NUMBERS[0], NUMBERS[1], [""] * 5])
    expected = [[1, 2, 3, 4, 10], [5, 0, 0, 1, 6], [None] * 5]
    assert review(table_of_rows(*rows[:-1])) == expected
