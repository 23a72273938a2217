"""A Source knows where every character of its file stands."""

from __future__ import annotations

import hashlib
import pickle

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gklint.model.source import Place, source_of_text

#: Texts rich in what ends lines and what looks as if it did.
TEXTS = st.text(st.sampled_from("一a1 \t\f\v\n\r\u2028\x85、"), max_size=60)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("一\n二", ("一", "二")),
        ("一\r\n二\r\n", ("一", "二")),
        ("一\r二\r", ("一", "二")),
        ("一\n\n二\n", ("一", "", "二")),
        ("一\r\n\r二\n三", ("一", "", "二", "三")),
        ("", ("",)),
        ("\n", ("",)),
        ("一\f二\u2028三\x85四", ("一\f二\u2028三\x85四",)),
    ],
    ids=["LF", "CRLF", "CR", "blank line", "mixed", "empty", "one line end", "no line ends at all"],
)
def test_lines_end_where_an_editor_ends_them(text: str, lines: tuple[str, ...]) -> None:
    assert source_of_text(text).lines == lines


@given(TEXTS)
@example("一\r\n二\r三\n")
def test_a_line_starts_at_its_offset(text: str) -> None:
    source = source_of_text(text)
    for line, start in zip(source.lines, source.starts, strict=True):
        assert source.text[start : start + len(line)] == line
        assert source.text[start + len(line) : start + len(line) + 1] in ("", "\r", "\n")


@given(TEXTS, st.data())
def test_a_place_cuts_out_the_text_it_was_made_from(text: str, data: st.DataObject) -> None:
    source = source_of_text(text)
    number = data.draw(st.integers(1, len(source.lines)))
    line = source.lines[number - 1]
    start = data.draw(st.integers(0, len(line)))
    end = data.draw(st.integers(start, len(line)))
    offset = source.starts[number - 1]
    place = source.place(offset + start, offset + end)
    assert place == Place(number, start + 1, number, end + 1)
    assert source.lines[place.line - 1][place.column - 1 : place.end_column - 1] == line[start:end]


def test_columns_count_code_points_not_bytes_or_screen_columns() -> None:
    source = source_of_text("𠮷林街道：5件\n")
    assert source.place(5, 6) == Place(1, 6, 1, 7)
    assert source.lines[0][5:6] == "5"


def test_a_byte_order_mark_is_no_character_of_the_text() -> None:
    source = source_of_text("\ufeff一、总体情况")
    assert source.text == "一、总体情况"
    assert source.position(0) == (1, 1)


def test_the_place_of_a_line_leaves_white_space_at_its_ends_out() -> None:
    source = source_of_text("\u3000\u3000一、总体情况 \t\n \n")
    assert source.line_place(1) == Place(1, 3, 1, 9)
    blank = source.line_place(2)
    assert (blank.line, blank.end_line) == (2, 2) and blank.end_column >= blank.column


def test_two_places_make_the_stretch_between_them() -> None:
    assert Place(2, 3, 2, 5).through(Place(4, 1, 4, 9)) == Place(2, 3, 4, 9)


def test_the_digest_is_that_of_the_files_bytes() -> None:
    raw = "一".encode("gb18030")
    assert source_of_text("一", raw=raw).sha256 == hashlib.sha256(raw).hexdigest()
    assert source_of_text("一").sha256 == hashlib.sha256("一".encode()).hexdigest()


def test_a_source_survives_pickling() -> None:
    source = source_of_text("一\n二", "路径.txt")
    assert pickle.loads(pickle.dumps(source)) == source
