"""Any text at all parses, and every place cuts out its own text."""

from __future__ import annotations

import pickle

from hypothesis import given, settings
from hypothesis import strategies as st

import gklint
from gklint.forms.loading import load_forms
from gklint.model.report import Report
from gklint.model.source import Source, source_of_text
from gklint.parsing import parse
from gklint.parsing.grammar import Token, tree_of

FORMS = load_forms()
LABELS = sorted(
    {row.label for form in FORMS.forms for table in form.tables for row in table.rows}
    | {column.label for form in FORMS.forms for table in form.tables for column in table.columns}
    | {label for form in FORMS.forms for table in form.tables for label in table.groups.values()}
    | {table.label for form in FORMS.forms for table in form.tables}
)
HEADINGS = [f"{'一二三四五六'[s.number - 1]}、{s.title}" for s in FORMS.forms[0].sections]
CELLS = st.sampled_from(
    ["0", "7", "12", "1,024", "-", "/", "无", "", "3（其中1件）", "O", "１２", "2.5"]
)

#: Pieces of reports in any order: what a converter at its worst leaves.
PIECES = st.one_of(
    st.sampled_from(
        [
            *LABELS,
            *HEADINGS,
            "信息内容",
            "申请人情况",
            "- 3 -",
            "第2页 共9页",
            "---",
            "2023年政府信息公开工作年度报告",
            "青禾市人民政府",
            "2024年1月12日",
            "目录",
            "统计期限自2023年1月1日起至12月31日止。",
        ]
    ),
    CELLS,
    st.tuples(
        st.sampled_from(LABELS),
        st.sampled_from(["\t", " | ", "   ", " "]),
        st.lists(CELLS, max_size=16),
    ).map(lambda t: t[0] + t[1] + t[1].join(t[2])),
    st.text(max_size=30),
)
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(PIECES, max_size=60).map("\n".join),
    st.lists(PIECES, max_size=40).map("\r\n\r\n".join),
)


def tokens(source: Source) -> list[Token]:
    return list(tree_of(source).tokens())


@given(TEXTS)
@settings(max_examples=400, deadline=None)
def test_every_line_that_is_not_blank_is_one_token_that_cuts_out_its_own_text(text: str) -> None:
    source = source_of_text(text)
    found = tokens(source)
    assert [t.line for t in found] == [n for n, line in enumerate(source.lines, 1) if line.strip()]
    for token in found:
        assert source.text[token.start_pos : token.end_pos] == token
        line = source.lines[token.line - 1]
        assert line[token.column - 1 : token.end_column - 1] == token
        assert source.position(token.start_pos) == (token.line, token.column)


@given(TEXTS)
@settings(max_examples=400, deadline=None)
def test_every_cell_and_paragraph_stands_where_it_says(text: str) -> None:
    source = source_of_text(text)
    report = parse(source)
    for table in report.tables:
        for row in table.rows:
            for cell in row.cells:
                line = report.lines[cell.line - 1]
                assert line[cell.column_number - 1 : cell.end_column - 1] == cell.text
    for _, paragraph in report.paragraphs():
        for piece in paragraph.pieces:
            place = paragraph.place_of(piece.start, piece.start + 1)
            # A radical is read as the character that is meant, in the same place.
            assert report.lines[place.line - 1][place.column - 1] == paragraph.text[piece.start]


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_the_same_text_gives_the_same_result_and_the_result_can_be_pickled(text: str) -> None:
    first, second = gklint.lint_text(text), gklint.lint_text(text)
    assert first == second
    assert pickle.loads(pickle.dumps(first)) == first


@given(st.lists(PIECES, max_size=60).map("\n".join))
@settings(max_examples=200, deadline=None)
def test_a_table_that_could_not_be_read_gives_no_numbers(text: str) -> None:
    report: Report = parse(source_of_text(text))
    for table in report.tables:
        assert not (table.problem and any(row.cells for row in table.rows))
        for row in table.rows:
            keys = [cell.column for cell in row.cells]
            # All that is known of a row with too few values is its total.
            assert not row.problem or keys in ([], ["total"])
            # A row that was read has every cell of its columns, each once.
            assert len(keys) == len(set(keys))
            assert set(keys) <= set(table.form.column)
