"""Which column a value stands in: by cells and their gaps, by sums, and by places on the line."""

from __future__ import annotations

import pytest

from gklint.parsing.lexicon import RowName
from gklint.parsing.tables import spaced
from gklint.parsing.tables.align import Shape, align, has_gap_inside, shape_of
from gklint.parsing.tables.drafts import Draft, names_sum
from gklint.parsing.tables.fields import Field, field_at
from gklint.parsing.tables.page_places import moved
from gklint.parsing.tables.places import Columns, as_near, by_gaps, least_gap
from gklint.parsing.tables.rulers import Ruler, labels_at, labels_beside, rulers, under_values
from gklint.parsing.tables.separated import cells_of
from gklint.parsing.tables.short import by_total, total_of

NAME = RowName("normative_docs", "regulations", ("2021",), 0)


def draft(raw: str) -> Draft:
    """Return the row of a line of tabs, its first cell the label."""
    label, *cells = cells_of(raw)
    found = Draft(NAME, [label])
    found.add(cells)
    return found


def drafts(*raws: str) -> list[Draft]:
    return [draft(raw) for raw in raws]


def texts(fields: object) -> list[str] | None:
    return fields if fields is None else [part and part.text for part in fields]  # type: ignore


def at(*places: tuple[int, str], line: int = 1) -> list[Field]:
    """Return words that begin at these columns of a line."""
    return [field_at(text, line, column, index) for index, (column, text) in enumerate(places)]


# --- cells: how many parts a line has, and which is the first column ---


@pytest.mark.parametrize(
    ("raw", "grids", "expected"),
    [
        # As many values as columns are in order, wherever the gaps are.
        ("规章\t1\t2\t3", [], ["1", "2", "3"]),
        ("规章\t\t1\t\t2\t3", [], ["1", "2", "3"]),
        # Fewer are laid as other rows lie: four parts, the first column is the second of them.
        ("规章\t1\t\t3", [(4, 1)], ["1", "", "3"]),
        ("规章\t\t\t3", [(4, 1)], ["", "", "3"]),
        ("规章\t\t1\t\t3", [(5, 2)], ["1", "", "3"]),
        ("规章\t1\t\t3\t", [(5, 1)], ["1", "", "3"]),
        # No other row has such a line, or two ways to lie fit.
        ("规章\t1\t\t3", [], None),
        ("规章\t1\t\t3", [(5, 1)], None),
        ("规章\t\t1\t\t", [(5, 1), (5, 2)], None),
        # A value before the first column, and one behind the last.
        ("规章\t1\t\t\t3", [(5, 2)], None),
        ("规章\t1\t\t\t3", [(5, 1)], None),
        # More values than columns.
        ("规章\t1\t2\t3\t4", [(5, 1)], None),
        # Nothing in any column: however they lie, all are blank.
        ("规章\t\t\t", [], ["", "", ""]),
        ("规章\t\t\t\t", [], ["", "", ""]),
        ("规章\t\t", [], None),
    ],
)
def test_a_row_is_laid_over_three_columns(
    raw: str, grids: list[tuple[int, int]], expected: list[str] | None
) -> None:
    found = align(draft(raw), 3, Shape(frozenset(grids)))
    assert (texts(found.fields) if found.problem is None else None) == expected


def test_too_many_values_and_too_few_are_told_apart() -> None:
    shape = Shape(frozenset())
    many, few = align(draft("规章\t1\t2\t3\t4"), 3, shape), align(draft("规章\t1\t2"), 3, shape)
    assert many.problem is not None and few.problem is not None
    assert many.problem.code != few.problem.code
    assert dict(many.problem.facts)["found"] == 4
    assert dict(few.problem.facts)["found"] == 2


@pytest.mark.parametrize(
    ("raws", "expected"),
    [
        # A full row, without and with a gap before its values.
        (["规章\t1\t2\t3", "许可\t\t\t4"], {(4, 1)}),
        (["规章\t\t1\t2\t3", "许可\t\t\t4\t"], {(5, 2)}),
        # One with a gap among its values says nothing.
        (["规章\t1\t\t2\t3", "许可\t4"], set()),
        # A row whose last number is the sum of the others ends in the column of the total.
        (["规章\t1\t\t1", "许可\t2"], {(4, 1)}),
        (["规章\t1\t\t2", "许可\t2"], set()),
        # Where all rows are full nothing has to be known.
        (["规章\t1\t2\t3", "许可\t1\t2\t3"], set()),
    ],
)
def test_full_rows_and_rows_that_add_up_show_how_the_rows_lie(
    raws: list[str], expected: set[tuple[int, int]]
) -> None:
    assert shape_of(drafts(*raws), 3, [], adds_up=True).grids == expected


def test_without_a_column_of_sums_a_row_that_adds_up_shows_nothing() -> None:
    rows = drafts("规章\t1\t\t1", "许可\t2")
    assert shape_of(rows, 3, [], adds_up=False).grids == frozenset()


@pytest.mark.parametrize(
    ("raws", "expected"),
    [
        # Three rows of one length, the last part of one of them a value.
        (["规章\t\t\t3", "许可\t1\t\t", "处罚\t\t2\t"], {(4, 1)}),
        # Two rows are no habit; nor is it one where the lengths differ.
        (["规章\t\t\t3", "许可\t1\t\t"], set()),
        (["规章\t\t\t3", "许可\t1\t\t", "处罚\t\t2"], set()),
        # No row has anything in its last part.
        (["规章\t\t3\t", "许可\t1\t\t", "处罚\t\t2\t"], set()),
    ],
)
def test_three_rows_of_one_length_that_end_in_a_value_show_it_too(
    raws: list[str], expected: set[tuple[int, int]]
) -> None:
    assert shape_of(drafts(*raws), 3, [], adds_up=False).grids == expected


def test_a_header_of_first_and_last_column_shows_it() -> None:
    header = list(cells_of("名称\t本年\t废止\t有效"))[1:]
    rows = drafts("规章\t1\t\t", "许可\t\t2\t")
    assert shape_of(rows, 3, [header[0], header[-1]], adds_up=False).grids == {(4, 1)}
    # Headers over a stretch of another width show nothing.
    assert shape_of(rows, 3, header[:2], adds_up=False).grids == frozenset()


def test_an_empty_cell_before_the_last_value_is_inside() -> None:
    assert has_gap_inside(draft("规章\t1\t\t3"))
    assert has_gap_inside(draft("规章\t\t1\t3"))
    assert not has_gap_inside(draft("规章\t1\t3\t"))


# --- sums ---


@pytest.mark.parametrize(
    ("raw", "total"),
    [
        *(("规章\t1\t2\t3", "3"), ("规章\t3\t\t3", "3"), ("规章\t1\t/\t1", "1")),
        *(("规章\t1\t2\t4", None), ("规章\t3", None), ("规章\t0\t0", None), ("规章", None)),
        ("规章\t1\t2\t3\t", "3"),
    ],
)
def test_the_last_number_is_a_total_where_it_is_the_sum_of_the_others(
    raw: str, total: str | None
) -> None:
    found = total_of(draft(raw))
    assert (found and found.text) == total


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("规章\t1\t\t1", ["1", "", "1"]),
        ("规章\t\t1\t\t1", ["1", "", "1"]),
        ("规章\t1\t\t1\t", ["1", "", "1"]),
        # Too few parts before the total, a value before the first column.
        ("规章\t1\t1", None),
        ("规章\t1\t\t\t1", None),
        ("规章\t1\t\t2", None),
    ],
)
def test_a_row_is_laid_by_its_total(raw: str, expected: list[str] | None) -> None:
    assert texts(by_total(draft(raw), 3)) == expected


@pytest.mark.parametrize(
    ("label", "is_sum"),
    [
        *(("计", True), ("总计", True), ("办理结果合计", True), ("小计", True), ("统计", False)),
        *(
            ("规章", False),
            ("本年度各项办理结果的合计", True),
            ("本年度的各项办理结果的合计", False),
        ),
    ],
)
def test_a_short_label_with_a_word_for_sum_names_a_sum(label: str, is_sum: bool) -> None:
    assert names_sum(label) is is_sum


# --- places on the line ---


def test_the_least_gap_is_of_two_spaces_or_more() -> None:
    assert least_gap(["规章   3    4", "许可  1     2"]) == 2
    assert least_gap(["规章 3 4", "许可"]) == 0
    assert least_gap(["    规章   3    ", "许可\u3000\u3000\u30001"]) == 3


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        # The label ends at 4, and three spaces part two cells.
        ((8, 12), [0, 1]),
        ((11, 18), [1, 3]),
        ((8, 15), [0, 2]),
        # Gaps that are no multiple of three; none at all.
        ((9, 12), None),
        ((8, 13), None),
        ((5, 9), None),
    ],
)
def test_where_one_gap_parts_cells_twice_as_much_has_an_empty_one_between(
    columns: tuple[int, ...], expected: list[int] | None
) -> None:
    values = at(*((column, "5") for column in columns))
    assert by_gaps(values, 4, 3) == expected


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ((1, 11, 21), [0, 1, 2]),
        ((11,), [1]),
        # Four tenths of the space between two columns are near, more is not.
        ((5,), [0]),
        ((6,), None),
        ((15,), [1]),
        ((16,), None),
        ((17,), [2]),
        # Two values in one column.
        ((1, 4), None),
    ],
)
def test_a_value_stands_in_the_column_that_it_is_near_to(
    places: tuple[int, ...], expected: list[int] | None
) -> None:
    columns = Columns((0.0, 10.0, 20.0), Ruler({}, False, "left"))
    assert columns.of(at(*((place, "5") for place in places))) == expected


def test_a_label_too_wide_for_its_column_may_have_pushed_a_value_right() -> None:
    lines = {1: "规章          5", 2: "行政规范性文 5", 3: "行政 5       7", 4: "规章 5555555 7"}
    columns = Columns((3.0, 7.0, 12.0), Ruler(lines, wide=False, side="left"))

    def of(number: int) -> list[int] | None:
        return columns.of([part for part in spaced.fields(lines[number], number) if part.is_value])

    assert of(1) == [2] and of(2) is None
    # Nothing lies to the left of the first column, and a blank cell takes more than a space.
    assert of(3) == [0, 2] and of(4) is None


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        # A narrow space parts thousands and nothing else.
        ("规章  1\u2009033  0  1\u202f033\u202f000", ["1\u2009033", "0", "1\u202f033\u202f000"]),
        # Nothing counts as 057 does; a wide gap on both sides: one number, or two.
        ("规章 10 057 0", ["10 057", "0"]),
        ("规章  3 502      7  3 502", ["3 502", "7", "3 502"]),
        ("规章  1\xa0033  0", ["1\xa0033", "0"]),
        # Single spaces everywhere, and numbers that add up as they stand.
        ("规章 3 502 7", ["3", "502", "7"]),
        ("规章  3 502  7  512", ["3", "502", "7", "512"]),
        ("规章：3 0", ["3", "0"]),
        # The groups of table four, each with its sum; without, nobody can tell.
        (
            "件  0  0  1  118  119 100  2  0  0  102",
            ["0", "0", "1", "118", "119", "100", "2", "0", "0", "102"],
        ),
        (
            "件  0  0  1  118  119 100  2  0  0  103",
            ["0", "0", "1", "118", "119 100", "2", "0", "0", "103"],
        ),
    ],
)
def test_digits_that_spaces_part_are_one_number_or_not_read(raw: str, expected: list[str]) -> None:
    fields = spaced.fields(raw, 1)[1:]
    assert [part.text for part in fields] == expected
    readable = [part.is_value for part in fields]
    assert readable == [not {" ", "\xa0"} & set(text) for text in expected]


def test_a_value_is_off_by_its_distance_to_the_nearest_column() -> None:
    columns = Columns((0.0, 10.0), Ruler({}, False, "left"))
    assert columns.off(at((1, "5"), (4, "5"), (13, "5"))) == [0, 3, 2]


def test_the_fewer_values_there_are_the_nearer_one_way_must_be() -> None:
    assert [as_near(count) for count in (0, 1, 4, 8, 16, 100)] == [4, 4, 1, 0.5, 0.25, 0.25]


@pytest.mark.parametrize(
    ("side", "narrow", "wide"), [("left", 5, 7), ("right", 8, 10), ("middle", 6.5, 8.5)]
)
def test_a_place_is_the_middle_or_an_end_and_a_han_character_may_take_two(
    side: str, narrow: float, wide: float
) -> None:
    lines = {1: "规章   100 20"}
    words = at((6, "100"))
    assert Ruler(lines, False, side).place(words) == narrow
    assert Ruler(lines, True, side).place(words) == wide


def test_a_quotation_mark_may_be_as_wide_as_a_han_character() -> None:
    lines = {1: "3.危及“三安全”  5      7", 2: "3.危及三安全      5      7"}
    values = {n: [p for p in spaced.fields(raw, n) if p.is_value] for n, raw in lines.items()}
    ways = {(r.wide, r.two): r for r in rulers(lines) if r.side == "left"}
    assert ways.keys() == {(False, "WF"), (True, "WF"), (True, "WFA")}
    places = {way: {ruler.place(own) for own in values.values()} for way, ruler in ways.items()}
    alike = [way for way, found in places.items() if len(found) == 1]
    assert alike == [(True, "WFA")]
    assert len(rulers({1: "规章  5"})) == 6


def test_the_place_of_words_side_by_side_is_that_of_all() -> None:
    words = at((3, "总"), (5, "计"))
    assert Ruler({}, False, "left").place(words) == 2
    assert Ruler({}, False, "right").place(words) == 5
    assert Ruler({}, False, "middle").place(words) == 3.5


def test_words_one_below_the_other_are_one_label_and_so_are_words_with_a_space_between() -> None:
    ruler = Ruler({}, False, "left")
    words = [*at((5, "其他"), (20, "总"), (22, "计"), line=1), *at((5, "处理"), line=2)]
    below = [label for label, _ in labels_at(words, ruler)]
    assert "其他处理" in below and "总计" not in below
    assert ("总计", 19) in labels_beside(words, ruler)
    apart = at((20, "总"), (23, "计"))
    assert [label for label, _ in labels_beside(apart, ruler)] == ["总", "计"]


def padded(*columns: int, line: int) -> Draft:
    found = Draft(NAME, at((1, "规章"), line=line))
    found.add(at(*((column, "5") for column in columns), line=line))
    return found


def test_two_full_rows_that_agree_show_the_columns() -> None:
    ruler = Ruler({}, False, "left")
    first, second = padded(11, 21, line=1), padded(13, 21, line=2)
    assert under_values([first, second], 2, ruler) == (11, 20)
    assert under_values([first], 2, ruler) is None
    assert under_values([first, padded(11, line=2)], 2, ruler) is None
    # Two and a half characters apart at most.
    assert under_values([first, padded(14, 21, line=2)], 2, ruler) is None


# --- a later page, padded by itself ---

COLUMNS = (10.0, 20.0, 30.0, 40.0)


@pytest.mark.parametrize(
    ("values", "totals", "expected"),
    [
        # Values in all columns suffice.
        ([12, 22, 32, 42], [], (12, 22, 32, 42)),
        ([12, 13, 22, 32, 42], [], (12.5, 22, 32, 42)),
        # All of them nearer, or farther apart, by one factor; by too much.
        ([10, 18, 26, 34], [], (10, 18, 26, 34)),
        ([10, 17, 24, 31], [], None),
        ([10, 22.5, 35, 47.5], [], (10, 22.5, 35, 47.5)),
        ([10, 23, 36, 49], [], None),
        # One is not where the others would have it.
        ([12, 22, 34, 42], [], None),
        # The last is no total.
        ([12, 22, 32, 42], [32], None),
        # Three columns have values: a total tells which they are, or two ways fit.
        ([13, 23, 43], [43], (13, 23, 33, 43)),
        ([13, 23, 43], [], None),
        ([13, 43], [43], None),
        ([13, 23, 43], [23, 43], None),
    ],
)
def test_the_columns_of_a_page_are_those_of_the_page_before_moved(
    values: list[float], totals: list[float], expected: tuple[float, ...] | None
) -> None:
    found = moved(COLUMNS, values, totals)
    assert found == (expected and pytest.approx(expected))
