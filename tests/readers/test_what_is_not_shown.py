"""What a cell of a web page, a Word document or a workbook holds and does not show is not read."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

import pytest

from gklint.model.source import STRUCK_OUT, Source
from gklint.readers import read_bytes
from gklint.testing import change_draft, valid_draft
from gklint.testing.documents import document

#: Stands in one cell of the report and nowhere else.
NUMBER = "86420"
DRAFT = change_draft(
    valid_draft(2023), [{"cell": "applications.carried_out.total", "text": NUMBER}]
)


def cell_with(source: Source) -> str:
    """Return the text of the cell that has the number."""
    (found,) = {c.text for g in source.grids for c in g.cells if NUMBER in c.text}
    return found


def of_page(inside: str, sheet: str = "") -> Source:
    page = document(DRAFT, "html").raw.decode()
    page = page.replace("</style>", f"{sheet}</style>").replace(f"<p>{NUMBER}</p>", inside)
    return read_bytes(page.encode(), "年报.html")


@pytest.mark.parametrize(
    "style",
    [
        "display:none",
        "position:absolute;left:-9999px",
        "position:absolute; clip: rect(0 0 0 0)",
        "color:#fff",
        "font-size:0",
    ],
)
def test_a_page_shows_nothing_of_an_element_with_such_a_style(style: str) -> None:
    assert cell_with(of_page(f'{NUMBER}<span style="{style}">9</span>')) == NUMBER
    by_sheet = of_page(f'{NUMBER}<span class="x y">9</span>', f".x {{ {style} }}")
    assert cell_with(by_sheet) == NUMBER


@pytest.mark.parametrize(
    ("style", "inside", "shown"),
    [
        ("text-decoration: line-through", f"<span{{}}>9</span>{NUMBER}", f"{STRUCK_OUT}{NUMBER}"),
        ("vertical-align:super;font-size:8px", f"{NUMBER}<span{{}}>9</span>", f"{NUMBER}⁹"),
    ],
)
def test_a_style_sheet_strikes_out_and_raises_as_a_style_does(
    style: str, inside: str, shown: str
) -> None:
    assert cell_with(of_page(inside.format(f' style="{style}"'))) == shown
    assert cell_with(of_page(inside.format(' class="x"'), f".x {{ {style} }}")) == shown


def test_a_style_of_the_cell_itself_strikes_out_what_it_holds() -> None:
    page = document(DRAFT, "html").raw.decode()
    for inside in ("5", "<p>5</p>"):
        struck = f'<td style="text-decoration:line-through">{inside}</td><td>'
        read = read_bytes(page.replace("<td>", struck, 1).encode(), "年报.html")
        assert STRUCK_OUT in [cell.text for cell in read.grids[0].cells]


def test_white_text_on_a_ground_of_its_own_is_shown() -> None:
    badge = f'<span style="color:#fff;background:#c00">{NUMBER}</span> 件'
    assert NUMBER in cell_with(of_page(badge))


def test_the_value_of_a_field_in_a_cell_is_what_the_page_shows() -> None:
    assert cell_with(of_page(f'<input type="text" value="{NUMBER}" readonly>')) == NUMBER


def test_an_embedded_file_keeps_its_place_and_hides_nothing_behind_it() -> None:
    page = document(DRAFT, "html").raw.decode()
    source = read_bytes(
        page.replace("<p><strong>四、", '<embed src="表.xls"><p><strong>四、').encode(), "年报.html"
    )
    assert any(line.startswith("四、") for line in source.lines)
    assert set(source.unread.values()) == {"embedded"}


# --- Word ---


def of_word(runs: str) -> Source:
    raw = document(DRAFT, "docx").raw
    half = len(NUMBER) // 2
    split = '</w:t></w:r><w:r><w:t xml:space="preserve">'
    whole = f'<w:r><w:t xml:space="preserve">{NUMBER[:half]}{split}{NUMBER[half:]}</w:t></w:r>'
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(raw)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                assert whole in part.decode()
                part = part.decode().replace(whole, runs).encode()
            new.writestr(name, part)
    return read_bytes(file.getvalue(), "年报.docx")


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize(
    "properties", ['<w:color w:val="FFFFFF"/>', '<w:sz w:val="2"/>', "<w:vanish/>"]
)
def test_word_prints_nothing_of_a_run_with_such_properties(properties: str) -> None:
    assert cell_with(of_word(run(NUMBER) + run("9", properties))) == NUMBER


@pytest.mark.parametrize(
    "properties",
    [
        '<w:vertAlign w:val="superscript"/>',
        '<w:vertAlign w:val="subscript"/>',
        '<w:position w:val="8"/><w:sz w:val="12"/>',
    ],
)
def test_a_figure_that_is_raised_or_lowered_is_no_digit(properties: str) -> None:
    assert cell_with(of_word(run(NUMBER) + run("1", properties))) == f"{NUMBER}¹"


def test_white_letters_alone_in_a_cell_or_on_a_ground_are_printed() -> None:
    assert cell_with(of_word(run(NUMBER, '<w:color w:val="FFFFFF"/>'))) == NUMBER
    shaded = run(NUMBER, '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="1F4E78"/>')
    assert cell_with(of_word(run("共") + shaded)) == f"共{NUMBER}"


# --- workbooks ---


def of_book(change: Any) -> Source:
    import openpyxl

    book = openpyxl.load_workbook(BytesIO(document(DRAFT, "xlsx").raw))
    for row in book.worksheets[0].iter_rows():
        for cell in row:
            if cell.value == int(NUMBER):
                change(cell)
    file = BytesIO()
    book.save(file)
    return read_bytes(file.getvalue(), "年报.xlsx")


def test_a_format_that_shows_nothing_and_white_on_white_leave_the_cell_blank() -> None:
    from openpyxl.styles import Font, PatternFill

    def hide(cell: Any) -> None:
        cell.number_format = ";;;"

    def whiten(cell: Any) -> None:
        cell.font = Font(color="FFFFFFFF")

    def on_a_ground(cell: Any) -> None:
        whiten(cell)
        cell.fill = PatternFill("solid", fgColor="FF1F4E78")

    for change in (hide, whiten):
        assert not [c for g in of_book(change).grids for c in g.cells if c.text == NUMBER]
    assert cell_with(of_book(on_a_ground)) == NUMBER


def test_a_column_beside_the_tables_takes_no_heading_away() -> None:
    def add(cell: Any) -> None:
        sheet = cell.parent
        for row in range(20, sheet.max_row + 1):
            sheet.cell(row, sheet.max_column + 2 if row == 20 else sheet.max_column, row)

    lines = of_book(add).lines
    assert [line[:2] for line in lines if line[1:2] == "、" and line[0] in "四五六"][-3:] == [
        "四、",
        "五、",
        "六、",
    ]


PARTS = ("一、总体情况", "五、存在的主要问题及改进情况", "六、其他需要报告的事项")


@pytest.mark.parametrize(
    "part",
    [
        '<button data-target="#p{n}">{title}</button><div id="p{n}" class="x"><p>{text}</p></div>',
        '<h3><a href="#p{n}">{title}</a></h3><div><div id="p{n}" class="x">{text}</div></div>',
        '<div class="bar">{title}</div><div class="x">{text}</div>',
        '<p><button aria-controls="p{n}">{title}</button></p><div id="p{n}" hidden>{text}</div>',
    ],
)
def test_a_part_that_opens_when_its_heading_is_pressed_is_read(part: str) -> None:
    body = "".join(
        part.format(n=number, title=title, text=f"第{number}部分的正文。")
        for number, title in enumerate(PARTS)
    )
    page = f"<html><style>.x {{ display:none }}</style><h1>青石乡2023年年度报告</h1>{body}"
    lines = read_bytes(page.encode(), "年报.html").lines
    for number, title in enumerate(PARTS):
        assert lines.index(f"第{number}部分的正文。") == lines.index(title) + 1
    other = page + '<div class="x">这是别处的旧稿。</div>'
    assert "这是别处的旧稿。" not in read_bytes(other.encode(), "年报.html").lines
