"""An OFD is read as it is printed: its lines of text, and its ruled tables cell by cell."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

import pytest
from helpers.ofd_files import frame, line, ofd, package, report, text

from gklint.model.source import Source
from gklint.parsing import parse
from gklint.readers import read_bytes
from gklint.readers.limits import Limits, UnreadableFile
from gklint.readers.ofd.objects import deltas
from gklint.testing.random_reports import random_draft


def read(*pages: str, **more: str | tuple[str, ...]) -> Source:
    """Return the Source of an OFD with these pages."""
    return read_bytes(ofd(*pages, **more), "年报.ofd")  # type: ignore[arg-type]


def reason(raw: bytes, limits: Limits | None = None) -> str:
    """Return the Chinese reason for which these bytes cannot be read."""
    with pytest.raises(UnreadableFile) as caught:
        read_bytes(raw, "年报.ofd", limits or Limits())
    return caught.value.reason.zh


def test_lines_stand_in_the_order_of_the_page_whatever_the_order_in_the_file() -> None:
    page = text(20, 60, "二、主动公开政府信息情况") + text(20, 30, "一、总体情况")
    source = read(page)
    assert source.lines == ("一、总体情况", "二、主动公开政府信息情况")
    assert source.media_type == "application/ofd"


@pytest.mark.parametrize("x", [230, -60])
def test_text_beside_the_paper_is_not_read(x: float) -> None:
    assert read(text(20, 30, "一、总体情况") + text(x, 30, "底稿")).lines == ("一、总体情况",)


def test_a_paragraph_says_its_page_and_where_on_it() -> None:
    source = read(text(20, 30, "一、总体情况"), text(20, 30, "二、主动公开政府信息情况"))
    origin = source.origins[2]
    assert origin.page == 2
    assert origin.rectangle is not None
    left, bottom, right, top = origin.rectangle
    assert left == pytest.approx(20 * 72 / 25.4, abs=0.1)
    assert bottom < (297 - 30) * 72 / 25.4 < top < 297 * 72 / 25.4
    assert right - left == pytest.approx(12 * 3.5 * 72 / 25.4, rel=0.02)


@pytest.mark.parametrize("drawn", ["frames", "lines", "bars"])
def test_a_ruled_table_is_read_by_its_lines(drawn: str) -> None:
    words = (
        text(22, 36, "甲")
        + text(62, 36, "乙")
        + text(62, 46, "1")
        + text(102, 46, "2")
        + text(20, 80, "落款")
    )
    if drawn == "frames":
        ruling = (
            frame(20, 30, 40, 20)
            + frame(60, 30, 80, 10)
            + frame(60, 40, 40, 10)
            + frame(100, 40, 40, 10)
        )
    else:
        ruled = [
            (20, 30, 140, 30),
            (60, 40, 140, 40),
            (20, 50, 140, 50),
            (20, 30, 20, 50),
            (60, 30, 60, 50),
            (100, 40, 100, 50),
            (140, 30, 140, 50),
        ]
        ruling = "".join(
            line(*ends)
            if drawn == "lines"
            else f'<ofd:PathObject Boundary="{ends[0]} {ends[1]} 1 1" Stroke="false" Fill="true">'
            f"<ofd:AbbreviatedData>M 0 0 L {max(ends[2] - ends[0], 0.3)} 0"
            f" L {max(ends[2] - ends[0], 0.3)} {max(ends[3] - ends[1], 0.3)}"
            f" L 0 {max(ends[3] - ends[1], 0.3)} C</ofd:AbbreviatedData></ofd:PathObject>"
            for ends in ruled
        )
    source = read(ruling + words)
    (grid,) = source.grids
    assert [cell[:5] for cell in grid.cells] == [
        ("甲", 0, 0, 2, 1),
        ("乙", 0, 1, 1, 2),
        ("1", 1, 1, 1, 1),
        ("2", 1, 2, 1, 1),
    ]
    assert source.lines[-1] == "落款"
    assert grid.cells[0].origin.page == 1


def test_letters_placed_one_by_one_part_where_they_stand_apart() -> None:
    page = text(20, 30, "新收结转", code='DeltaX="3.5 40 3.5"') + text(20, 60, "一、总体情况")
    assert read(page).lines[0].split() == ["新收", "结转"]


def test_letters_may_run_down_the_page() -> None:
    page = (
        frame(20, 30, 10, 40)
        + frame(30, 30, 40, 40)
        + text(23, 36, "行政复议", code='DeltaY="g 3 5"')
        + text(32, 50, "5")
    )
    assert read(page).lines == ("行政复议\t5",)


def test_objects_are_moved_and_scaled_by_their_matrix_and_their_group() -> None:
    small = text(0, 0, "一、总体情况", size=1, more='CTM="3.5 0 0 3.5 20 30"')
    group = f"<ofd:PageBlock>{text(20, 60, '二、主动公开政府信息情况')}</ofd:PageBlock>"
    unit = (
        '<ofd:CompositeGraphicUnit ID="u" Width="100" Height="20"><ofd:Content>'
        + text(0, 5, "三、收到和处理政府信息公开申请情况")
        + "</ofd:Content></ofd:CompositeGraphicUnit>"
    )
    used = '<ofd:CompositeObject ResourceID="u" Boundary="20 90 100 20"/>'
    assert read(used + group + small, units=unit).lines == (
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
    )


def test_a_page_shows_its_template_too() -> None:
    source = read(
        text(20, 60, "一、总体情况"),
        templates=(text(20, 30, "松林街道2023年度报告"),),
        uses='<ofd:Template TemplateID="t0"/>',
    )
    assert source.lines == ("松林街道2023年度报告", "一、总体情况")


def test_what_is_invisible_or_stands_aslant_is_no_text() -> None:
    page = (
        text(20, 30, "一、总体情况")
        + text(20, 60, "旧稿", more='Visible="false"')
        + text(50, 90, "仅供参考", more='CTM="0.7 0.7 -0.7 0.7 0 0"')
    )
    assert read(page).lines == ("一、总体情况",)


def test_a_page_that_lies_on_its_side_is_turned() -> None:
    page = text(50, 200, "一、总体情况", more='CTM="0 -1 1 0 0 0"') + text(
        70, 200, "二、主动公开政府信息情况", more='CTM="0 -1 1 0 0 0"'
    )
    assert read(page).lines == ("一、总体情况", "二、主动公开政府信息情况")


def test_distances_may_be_written_in_short() -> None:
    assert deltas("g 3 2.5 1", 9) == [2.5, 2.5, 2.5, 1.0]
    assert deltas("g 999999 2.5", 3) == [2.5] * 3
    assert deltas("g", 3) == [0.0] * 0
    assert deltas("x", 3) == [0.0]
    assert deltas(None, 3) == []


def test_every_cell_of_reports_as_ofd_is_right() -> None:
    for seed in range(8):
        raw, true = report(random_draft(random.Random(seed)))
        found = {
            table.cell_key(cell): cell.text
            for table in parse(read_bytes(raw, "年报.ofd")).tables
            for row in table.rows
            for cell in row.cells
        }
        assert {key: found.get(key) for key in true} == {
            key: cell.text for key, cell in true.items()
        }


# --- what cannot be read ---

PICTURE = '<ofd:ImageObject Boundary="10 10 190 270" ResourceID="5"/>'


def test_a_scan_says_what_to_do() -> None:
    assert "Word 原件" in reason(ofd(PICTURE))
    assert "第 2 页是图片" in reason(ofd(text(20, 30, "一、总体情况"), PICTURE))


def test_letters_that_stand_for_nothing_are_told() -> None:
    assert "乱码" in reason(ofd(text(20, 30, "\ue11e\ue236\ue28a情况")))


def test_an_ofd_without_pages_is_damaged() -> None:
    assert "没有页面" in reason(ofd())


def nested_units() -> str:
    """Return drawings each of which repeats the next one ten times."""
    return "".join(
        f'<ofd:CompositeGraphicUnit ID="{i}"><ofd:Content>'
        + f'<ofd:CompositeObject ResourceID="{i + 1}"/>' * 10
        + "</ofd:Content></ofd:CompositeGraphicUnit>"
        for i in range(30)
    )


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (lambda: ofd("<ofd:PageBlock>" * 5000 + "</ofd:PageBlock>" * 5000), "limits.nesting"),
        (
            lambda: ofd('<ofd:CompositeObject ResourceID="0"/>', units=nested_units()),
            "limits.elements",
        ),
        (
            lambda: ofd(
                '<ofd:CompositeObject ResourceID="0"/>',
                units='<ofd:CompositeGraphicUnit ID="0">'
                '<ofd:Content><ofd:CompositeObject ResourceID="0"/></ofd:Content>'
                "</ofd:CompositeGraphicUnit>",
            ),
            "limits.nesting",
        ),
        (lambda: ofd(text(0, 0, "一" * 3_100_000)), "limits"),
        (lambda: ofd(*[""] * 501), "limits.pages"),
        (
            lambda: ofd(
                text(20, 30, "一")
                + "".join(line(0, i, 1000, i) + line(i, 0, i, 1000) for i in range(0, 1000, 2)),
                box="0 0 1000 1000",
            ),
            "limits.cells",
        ),
        (lambda: ofd(text(20, 30, "一"), units="<x/>" * 20_000_000), "limits"),
        (lambda: package({"OFD.xml": "<!DOCTYPE o SYSTEM 'file:///etc/passwd'><o/>"}), "已拒绝"),
        (
            lambda: package(
                {"OFD.xml": "<!DOCTYPE o [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]><o>&b;</o>"}
            ),
            "已拒绝",
        ),
        (
            lambda: package(
                {"OFD.xml": "<OFD><DocBody><DocRoot>../../etc/passwd</DocRoot></DocBody></OFD>"}
            ),
            "已损坏",
        ),
        (lambda: package({"OFD.xml": "<OFD>"}), "已损坏"),
    ],
    ids=[
        "deep",
        "drawings in drawings",
        "a drawing in itself",
        "a page of letters",
        "pages",
        "a million cells",
        "zip bomb",
        "external entity",
        "billion laughs",
        "outside",
        "broken XML",
    ],
)
def test_an_ofd_made_to_do_harm_is_refused_in_time(
    make: Callable[[], bytes], expected: str
) -> None:
    raw = make()
    started = time.monotonic()
    assert expected in reason(raw)
    assert time.monotonic() - started < 15


def test_an_ofd_cut_off_or_damaged_anywhere_gives_text_or_a_reason() -> None:
    raw = ofd(frame(20, 30, 40, 20) + text(22, 36, "甲"), text(20, 30, "一、总体情况"))
    for end in range(60, len(raw) - 22, 97):
        assert "损坏" in reason(raw[:end])
    chance = random.Random(5)
    for _ in range(60):
        broken = bytearray(raw)
        broken[chance.randrange(60, len(raw))] ^= 1 << chance.randrange(8)
        try:
            read_bytes(bytes(broken), "a.ofd")
        except UnreadableFile as error:
            assert error.reason.zh


@pytest.mark.parametrize("value", ["", "x", "nan", "inf", "1e400", "-1e308", "1e20"])
def test_numbers_that_are_none_do_no_harm(value: str) -> None:
    page = text(20, 30, "一、总体情况") + (
        f'<ofd:TextObject Boundary="{value} {value} {value} {value}" CTM="{value} 0 0 {value} 0 0"'
        f' Size="{value}" HScale="{value}">'
        f'<ofd:TextCode X="{value}" Y="{value}" DeltaX="g {value} {value}">'
        "二</ofd:TextCode></ofd:TextObject>"
        f'<ofd:PathObject Boundary="{value} 1 1 {value}">'
        f"<ofd:AbbreviatedData>M {value} 0 L 5 {value} Q 1"
        "</ofd:AbbreviatedData></ofd:PathObject>"
    )
    assert "一、总体情况" in read(page, box=f"0 0 {value} {value}").text


@pytest.mark.parametrize(("step", "expected"), [(1.75, "2540"), (3.5, "2540"), (9.0, "2 5 4 0")])
def test_figures_as_far_apart_as_chinese_characters_are_one_number(
    step: float, expected: str
) -> None:
    number = text(20, 60, "2540", size=3.5, code=f'DeltaX="g 3 {step}"')
    lines = read(text(20, 30, "一、总体情况") + number + text(20, 90, "落款")).lines
    assert " ".join(lines[1].split()) == expected
