"""What is on a page and is no digit of a number: struck, raised, covered, watermarks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from helpers.ofd_files import frame, line, ofd, text
from helpers.pdf_files import FONT, drawn

from gklint.model.source import STRUCK_OUT
from gklint.readers import read_bytes

#: A cell with 12 in it, in points from the lower left corner, and the base line of the number.
LEFT, BOTTOM, WIDTH, HEIGHT, BASE = 70.0, 700.0, 120.0, 24.0, 708.0
NUMBER_ENDS = 112.0


def cell_of_pdf(more: Callable[[Any], None]) -> str:
    """Return the text of a cell with 12 at its left, after `more` was drawn on the page."""

    def page(canvas: Any) -> None:
        for column in range(2):
            canvas.rect(LEFT + column * WIDTH, BOTTOM, WIDTH, HEIGHT)
        canvas.drawString(LEFT + WIDTH + 10, BASE, "件")
        more(canvas)

    source = read_bytes(drawn(page), "年报.pdf")
    (grid,) = source.grids
    return grid.cells[0].text.replace(" ", "")


def twelve(canvas: Any) -> None:
    canvas.drawString(100, BASE, "12")


@pytest.mark.parametrize("height", [3.0, 4.2, 5.0])
def test_a_line_through_a_number_strikes_it_out(height: float) -> None:
    def page(canvas: Any) -> None:
        canvas.drawString(80, BASE, "99")
        canvas.line(80, BASE + height, 92, BASE + height)
        twelve(canvas)

    assert cell_of_pdf(page) == f"{STRUCK_OUT}12"


def test_a_line_below_a_number_strikes_nothing_out() -> None:
    def page(canvas: Any) -> None:
        twelve(canvas)
        canvas.line(100, BASE - 1.5, NUMBER_ENDS, BASE - 1.5)

    assert cell_of_pdf(page) == "12"


def test_struck_text_outside_of_tables_leaves_nothing() -> None:
    def page(canvas: Any) -> None:
        canvas.drawString(70, 600, "收到申请9件8件。")
        canvas.line(118, 604, 136, 604)

    assert "".join(read_bytes(drawn(page), "年报.pdf").lines) == "收到申请8件。"


@pytest.mark.parametrize("rise", [3.0, 5.0, 6.5])
def test_a_small_raised_figure_beside_a_number_is_a_note(rise: float) -> None:
    def page(canvas: Any) -> None:
        twelve(canvas)
        canvas.setFont(FONT, 7)
        canvas.drawString(NUMBER_ENDS, BASE + rise, "1")

    assert cell_of_pdf(page) == "12¹"


@pytest.mark.parametrize("mode", [3, 7])
def test_invisible_text_is_not_read(mode: int) -> None:
    def page(canvas: Any) -> None:
        hidden = canvas.beginText(80, BASE)
        hidden.setTextRenderMode(mode)
        hidden.textOut("99")
        canvas.saveState()
        canvas.drawText(hidden)
        canvas.restoreState()
        twelve(canvas)

    assert cell_of_pdf(page) == "12"


def test_text_under_a_white_ground_is_not_read_and_text_on_it_is() -> None:
    def page(canvas: Any) -> None:
        canvas.drawString(100, BASE, "99")
        canvas.setFillGray(1)
        canvas.rect(98, BASE - 2, 20, 14, stroke=0, fill=1)
        canvas.setFillGray(0)
        twelve(canvas)

    assert cell_of_pdf(page) == "12"


def test_text_too_small_to_be_seen_is_not_read() -> None:
    def page(canvas: Any) -> None:
        twelve(canvas)
        canvas.setFont(FONT, 0.5)
        canvas.drawString(NUMBER_ENDS, BASE, "99")

    assert cell_of_pdf(page) == "12"


@pytest.mark.parametrize(
    ("size", "grey", "mode"),
    [(40, 0.6, 0), (40, 0.0, 1), (14, 0.8, 0), (48, 0.0, 0)],
    ids=["large and grey", "an outline", "small and pale", "very large and black"],
)
def test_a_watermark_over_the_borders_of_cells_is_no_text(
    size: float, grey: float, mode: int
) -> None:
    def page(canvas: Any) -> None:
        canvas.setFont(FONT, 12)
        for row in range(3):
            canvas.drawString(70, 600 - 20 * row, "本年度没有收到申请。")
        twelve(canvas)
        mark = canvas.beginText(LEFT + 40, BASE - 2)
        mark.setFont(FONT, size)
        mark.setTextRenderMode(mode)
        mark.setFillGray(grey)
        mark.textOut("青禾市水利局内部资料")
        canvas.drawText(mark)

    assert cell_of_pdf(page) == "12"


def test_pale_text_that_stands_in_its_cell_is_text() -> None:
    def page(canvas: Any) -> None:
        canvas.setFillGray(0.6)
        twelve(canvas)

    assert cell_of_pdf(page) == "12"


# --- OFD, in millimetres ---


def cell_of_ofd(*more: str) -> str:
    page = frame(20, 30, 60, 10) + frame(80, 30, 40, 10) + text(82, 37, "件") + "".join(more)
    (grid,) = read_bytes(ofd(page), "年报.ofd").grids
    return grid.cells[0].text.replace(" ", "")


def test_an_ofd_is_read_by_the_same_rules() -> None:
    number = text(30, 37, "12")
    assert cell_of_ofd(number) == "12"
    assert cell_of_ofd(text(24, 37, "99"), line(24, 35.8, 27.5, 35.8), number) == f"{STRUCK_OUT}12"
    assert cell_of_ofd(number, text(33.5, 35.4, "1", 2)) == "12¹"
    assert cell_of_ofd(number, text(34, 37, "99", 0.3)) == "12"
    assert (
        cell_of_ofd(number, text(50, 38, "青禾市水利局", 12, 'Fill="false" Stroke="true"')) == "12"
    )
    clip = (
        '<ofd:Clips><ofd:Clip><ofd:Area><ofd:Path Boundary="90 90 5 5"><ofd:AbbreviatedData>'
        "M 0 0 L 5 0 L 5 5 L 0 5 C</ofd:AbbreviatedData></ofd:Path></ofd:Area></ofd:Clip>"
        "</ofd:Clips>"
    )
    cut = text(24, 37, "99").replace("<ofd:TextCode", f"{clip}<ofd:TextCode")
    assert cell_of_ofd(cut, number) == "12"
    white = (
        '<ofd:PathObject Boundary="23 32 8 6" Stroke="false" Fill="true"><ofd:FillColor'
        ' Value="255 255 255"/><ofd:AbbreviatedData>M 0 0 L 8 0 L 8 6 L 0 6 C'
        "</ofd:AbbreviatedData></ofd:PathObject>"
    )
    assert cell_of_ofd(text(24, 37, "99"), white, number) == "12"


# --- pictures ---


def test_a_picture_as_large_as_a_table_keeps_its_place_and_a_logo_does_not() -> None:
    from io import BytesIO

    from PIL import Image
    from reportlab.lib.utils import ImageReader

    file = BytesIO()
    Image.new("RGB", (60, 40), "white").save(file, "PNG")

    def page(canvas: Any) -> None:
        canvas.drawString(70, 700, "四、政府信息公开行政复议、行政诉讼情况")
        canvas.drawImage(ImageReader(file), 70, 500, width=400, height=150)
        canvas.drawString(70, 400, "五、存在的主要问题及改进情况")
        canvas.drawImage(ImageReader(file), 500, 790, width=40, height=30)

    source = read_bytes(drawn(page), "年报.pdf")
    assert source.unread == {2: "picture"}
    assert [line[:2] for line in source.lines] == ["四、", "", "五、"]


def test_a_table_turned_to_outlines_keeps_its_place() -> None:
    letter = (
        '<ofd:PathObject Boundary="{} {} 3 3" Fill="true" Stroke="false"><ofd:AbbreviatedData>'
        "M 0 0 B 1 2 2 -2 3 0 L 3 3 C</ofd:AbbreviatedData></ofd:PathObject>"
    )
    letters = "".join(letter.format(20 + 6 * (n % 20), 60 + 6 * (n // 20)) for n in range(100))
    source = read_bytes(
        ofd(text(20, 40, "四、复议情况") + letters + text(20, 120, "五、问题")), "年报.ofd"
    )
    assert source.unread == {2: "picture"}
