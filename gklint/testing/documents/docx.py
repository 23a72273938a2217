"""A draft as a Word document (ECMA-376)."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from gklint.testing.documents.document import DocumentStyle, Element, Prose, paragraphs_of
from gklint.testing.documents.marks import runs_of
from gklint.testing.printed import Grid, PrintedCell

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
#: The number of the numbering that the headings have; Word's own template uses the first few.
_NUMBERING = 77
_ABSTRACT = f"""<w:abstractNum {_W} w:abstractNumId="{_NUMBERING}">
<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>
<w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/>
<w:lvlJc w:val="left"/></w:lvl></w:abstractNum>"""
_NUM = f'<w:num {_W} w:numId="{_NUMBERING}"><w:abstractNumId w:val="{_NUMBERING}"/></w:num>'
_NUMBERED = f'<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{_NUMBERING}"/></w:numPr></w:pPr>'
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)

#: The properties of a run by how it looks.
_LOOKS = {
    "": ("",),
    "hidden": ("<w:vanish/>", '<w:color w:val="FFFFFF"/>', '<w:sz w:val="2"/>'),
    "struck": ("<w:strike/>", "<w:dstrike/>"),
    "raised": (
        '<w:vertAlign w:val="superscript"/>',
        '<w:position w:val="8"/><w:sz w:val="12"/>',
    ),
}


def text_of(text: str, style: DocumentStyle) -> str:
    """Return how a cell with this text shows: as it is."""
    return text


def write(elements: list[Element], style: DocumentStyle) -> bytes:
    """Return the document's bytes."""
    import docx
    from docx.oxml import parse_xml

    document = docx.Document()
    body = document.element.body
    for child in list(body):
        if not child.tag.endswith("}sectPr"):
            body.remove(child)
    if any(isinstance(element, Prose) and element.numeral for element in elements):
        _add_numbering(document, parse_xml)
    end = body[-1]
    for element in elements:
        xml = _paragraph(element) if isinstance(element, Prose) else _table(element.grid, style)
        end.addprevious(parse_xml(xml))
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _add_numbering(document: Any, parse_xml: Any) -> None:
    numbering = document.part.numbering_part.element
    # The schema wants every abstract numbering before the first one that uses it.
    numbering.insert(0, parse_xml(_ABSTRACT))
    numbering.append(parse_xml(_NUM))


def _paragraph(prose: Prose) -> str:
    properties = _NUMBERED if prose.numeral else ""
    if prose.role in ("title", "closing"):
        side = "center" if prose.role == "title" else "right"
        properties = f'<w:pPr><w:jc w:val="{side}"/></w:pPr>'
    return f"<w:p {_W}>{properties}{_runs(prose.text)}</w:p>"


def _runs(text: str) -> str:
    """Return the text in two runs, as Word leaves most paragraphs."""
    half = len(text) // 2
    return "".join(
        f'<w:r><w:t xml:space="preserve">{escape(part)}</w:t></w:r>'
        for part in (text[:half], text[half:])
        if part
    )


def _looked(text: str, marks: str) -> str:
    """Return the runs of a cell, those of another look with their properties."""
    runs = runs_of(text, marks)
    if len(runs) == 1:
        return _runs(text)
    return "".join(
        f"<w:r><w:rPr>{_LOOKS[run.look][run.variant % len(_LOOKS[run.look])]}</w:rPr>"
        f"<w:t>{escape(run.text)}</w:t></w:r>"
        for run in runs
    )


def _table(grid: Grid, style: DocumentStyle) -> str:
    columns = "".join('<w:gridCol w:w="800"/>' for _ in range(grid.columns))
    rows = "".join(f"<w:tr>{''.join(_row(grid, row, style))}</w:tr>" for row in range(grid.rows))
    return (
        f'<w:tbl {_W}><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>{_BORDERS}'
        f"</w:tblBorders></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
    )


def _row(grid: Grid, row: int, style: DocumentStyle) -> Iterator[str]:
    """Yield the cells of a row: in Word a cell merged over rows stands in each of them."""
    there = [cell for cell in grid.cells if cell.row <= row < cell.row + cell.height]
    column = 0
    for cell in sorted(there, key=lambda cell: cell.column):
        # A row shorter than the grid is filled up with empty cells.
        yield from (_cell(None, "", []) for _ in range(column, cell.column))
        merge = ""
        if cell.height > 1:
            merge = '<w:vMerge w:val="restart"/>' if cell.row == row else "<w:vMerge/>"
        texts = paragraphs_of(cell, style) if cell.row == row else []
        marks = style.marks if cell.role == "value" else ""
        yield _cell(cell, merge, texts, marks)
        column = cell.column + cell.width
    yield from (_cell(None, "", []) for _ in range(column, grid.columns))


def _cell(cell: PrintedCell | None, merge: str, texts: list[str], marks: str = "") -> str:
    width = cell.width if cell else 1
    span = f'<w:gridSpan w:val="{width}"/>' if width > 1 else ""
    inside = "".join(f"<w:p>{_looked(text, marks)}</w:p>" for text in texts) or "<w:p/>"
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{800 * width}" w:type="dxa"/>{span}{merge}</w:tcPr>'
        f"{inside}</w:tc>"
    )
