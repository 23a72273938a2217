"""Each finding is a highlight with a note in the PDF, on the words or the cell, and nothing else of
the document changes."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from helpers.pdf_files import WIDTH, drawn, lines, picture, table, together
from lab.real_reports import REPORTS

from gklint.annotate import annotate
from gklint.checking.results import Result
from gklint.engine import lint_bytes
from gklint.model.diagnostics import Diagnostic, Severity
from gklint.model.source import Place
from gklint.readers import read_bytes
from gklint.support.bilingual import Text
from gklint.testing import change_draft, valid_draft
from gklint.testing.documents import document

pypdfium2 = pytest.importorskip("pypdfium2")
pdfplumber = pytest.importorskip("pdfplumber")

WRONG = (
    {"cell": "applications.new.total", "text": "3"},
    {"cell": "applications.denied.state_secret.total", "text": ""},
    {"section": 4, "drop": True},
    {"section": 5, "body": ["依法制国，推进公开。"]},
)


def wrong_report() -> bytes:
    """Return a report with a wrong total, a blank cell, a section missing and a misspelling."""
    return document(change_draft(valid_draft(2023), WRONG), "pdf").raw


def checked(raw: bytes) -> Result:
    return lint_bytes(raw, "年报.pdf")


class Note(NamedTuple):
    """An annotation as another library sees it: lengths in points, from the upper left corner."""

    page: int
    kind: str
    author: str
    text: str
    box: tuple[float, float, float, float]
    quads: int
    words: str


def notes(raw: bytes) -> list[Note]:
    found = []
    with pdfplumber.open(BytesIO(raw)) as pdf:
        for page in pdf.pages:
            for told in page.annots:
                data = told["data"]
                box = told["x0"], told["top"], told["x1"], told["bottom"]
                words = [
                    each["text"]
                    for each in page.chars
                    if box[0] < (each["x0"] + each["x1"]) / 2 < box[2]
                    and box[1] < (each["top"] + each["bottom"]) / 2 < box[3]
                ]
                found.append(
                    Note(
                        page.page_number,
                        str(data["Subtype"]).strip("/'"),
                        told["title"] or "",
                        told["contents"] or "",
                        box,
                        len(data.get("QuadPoints", ())) // 8,
                        "".join(words).strip(),
                    )
                )
    return found


def noted(raw: bytes, *found: Diagnostic) -> list[Note]:
    """Return the notes that these findings are, in a document that has no others."""
    return notes(annotate(having(checked(raw), *found)))


def having(result: Result, *found: Diagnostic) -> Result:
    """Return the result with these findings and no others."""
    return result._replace(diagnostics=found, outcomes=())


def finding(place: Place, severity: Severity = Severity.ERROR) -> Diagnostic:
    return Diagnostic(
        "GK999", "made-up", severity, place, Text("有误", "wrong"), {}, Text("改正", "fix it")
    )


def place_of(raw: bytes, words: str) -> Place:
    """Return where the words stand in the text of the document."""
    source = read_bytes(raw, "年报.pdf")
    start = source.text.index(words)
    return source.place(start, start + len(words))


def test_every_finding_is_a_note_that_names_it_and_says_how_to_mend_it() -> None:
    raw = wrong_report()
    result = checked(raw)
    assert len(result.diagnostics) >= 4
    written = notes(annotate(result))
    assert {note.author for note in written} == {"gklint"}
    for diagnostic in result.diagnostics:
        mine = [note for note in written if diagnostic.text() in note.text]
        assert mine and diagnostic.code in mine[0].text, diagnostic
        assert diagnostic.advice_text("zh") in mine[0].text


def test_a_note_lies_on_the_words_that_it_is_about() -> None:
    raw = wrong_report()
    by_code = {note.text.split()[1]: note for note in notes(annotate(checked(raw)))}
    total = by_code["GK301"]
    assert (total.kind, total.words) == ("Highlight", "3")
    assert by_code["GK707"].words == "依法制国"


def test_a_blank_cell_is_highlighted_whole() -> None:
    raw = drawn(table([("栏目", "甲", "乙"), ("收到", "", "5")], (100, 60, 60)))
    source = read_bytes(raw, "年报.pdf")
    cell = next(each for each in source.grids[0].cells if each.origin[3:5] == (2, 2))
    (note,) = noted(raw, finding(Place(cell.line, cell.start, cell.line, cell.start)))
    assert [round(edge) for edge in note.box] == [170, 842 - 676, 230, 842 - 652]


def test_words_on_two_lines_and_on_two_pages_are_highlighted_line_by_line() -> None:
    first = "\u3000\u3000本报告的统计期限为当年一月一日起至十二月三十一日止欢迎查阅监督提出建"
    second = "议我处将认真办理并在规定的期限之内予以答复并向社会公开办理的结果和有关"
    raw = drawn(together(lines(first, second), lines("- 1 -", x=290, y=30)), lines("情况。"))
    (one,) = noted(raw, finding(place_of(raw, "建议我处")))
    assert (one.quads, one.page) == (2, 1)
    across = noted(raw, finding(place_of(raw, "有关情况")))
    assert [(note.page, note.words, note.quads) for note in across] == [
        (1, "有关", 1),
        (2, "情况", 1),
    ]
    assert across[0].text == across[1].text


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_on_a_turned_page_the_highlight_lies_on_the_words_too(angle: int) -> None:
    def page(canvas: Any) -> None:
        canvas.translate(300, 400)
        canvas.rotate(angle)
        lines("松林街道", x=10, y=10)(canvas)

    raw = drawn(page)
    (note,) = noted(raw, finding(place_of(raw, "松林")))
    left, top, right, bottom = note.box
    middle = (left + right) / 2 - 300, 842 - (top + bottom) / 2 - 400
    along, across = 22, 14
    expected = {90: (-across, along), 180: (-along, -across), 270: (across, -along)}[angle]
    assert abs(middle[0] - expected[0]) < 4 and abs(middle[1] - expected[1]) < 4


def test_what_is_about_the_whole_report_is_a_note_at_the_top_of_the_first_page() -> None:
    raw = drawn(lines("总体情况"), lines("完"))
    whole = finding(Place(1, 1, 1, 1))
    first, second = noted(raw, whole, whole)
    assert first.kind == second.kind == "Text" and first.page == second.page == 1
    assert 0 < first.box[0] < first.box[2] <= second.box[0] < WIDTH and first.box[3] < 60


def test_running_twice_gives_the_same_notes_and_the_same_bytes() -> None:
    once = annotate(checked(wrong_report()))
    twice = annotate(checked(once))
    assert notes(twice) == notes(once) != []
    assert annotate(checked(wrong_report())) == once
    assert abs(len(twice) - len(once)) < 100


def test_a_finding_that_is_fixed_loses_its_note() -> None:
    result = checked(annotate(checked(wrong_report())))
    assert notes(annotate(having(result))) == []


def test_text_and_tables_read_as_before_and_annotations_of_others_stay() -> None:
    def linked(canvas: Any) -> None:
        canvas.linkURL("https://example.com/", (70, 770, 120, 795))
        canvas.textAnnotation("请核对", (300, 700, 320, 720))

    raw = drawn(
        together(
            lines("总体情况"), linked, table([("甲", "乙")], (60, 60)), picture(300, 100, 60, 80)
        )
    )
    before = notes(raw)
    result = checked(raw)
    found = finding(place_of(raw, "总体"))
    written = annotate(having(result, found))
    assert [note for note in notes(written) if note.author != "gklint"] == before != []
    again = read_bytes(written, "年报.pdf")
    assert result.report is not None
    old = result.report.source
    assert (again.lines, again.grids, again.origins) == (old.lines, old.grids, old.origins)


def parts(raw: bytes) -> list[bytes]:
    """Return the contents of all streams of a document."""
    return sorted(re.findall(rb"stream\r?\n(.*?)\r?\n?endstream", raw, re.DOTALL))


def test_no_part_of_the_document_is_written_differently() -> None:
    raw = wrong_report()
    left = parts(annotate(checked(raw)))
    assert parts(raw) == [part for part in left if part in parts(raw)]


def test_without_findings_the_document_is_what_it_was() -> None:
    raw = document(valid_draft(2023), "pdf").raw
    result = checked(raw)
    assert result.diagnostics == () and annotate(result) == raw


def test_the_highlights_are_seen_on_the_page() -> None:
    raw = drawn(lines("总体情况"))
    result = checked(raw)
    found = finding(place_of(raw, "总体情况"))
    written = annotate(having(result, found))
    colours = []
    for document_bytes in (raw, written):
        image = pypdfium2.PdfDocument(document_bytes)[0].render().to_pil().convert("RGB")
        colours.append({colour for _, colour in image.getcolors(1 << 20)})
    assert (255, 160, 160) not in colours[0] and (255, 160, 160) in colours[1]


@pytest.mark.skipif(not REPORTS.is_dir(), reason="no folder of real reports")
@pytest.mark.parametrize(
    "path", sorted((REPORTS / "corpus").glob("*/report.pdf")), ids=lambda path: path.parent.name
)
def test_a_real_report_has_its_findings_on_its_pages_and_reads_as_before(path: Path) -> None:
    raw = path.read_bytes()
    result = checked(raw)
    written = annotate(result)
    # One note more says what could not be checked.
    of_findings = [note for note in notes(written) if not note.text.startswith("未能核对")]
    assert len(of_findings) == len(result.diagnostics) > 0
    assert read_bytes(written, "年报.pdf").lines == read_bytes(raw, "年报.pdf").lines
