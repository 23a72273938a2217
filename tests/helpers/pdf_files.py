"""Small PDF files for tests: drawn with reportlab, or written by hand where it would not."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

FONT = "STSong-Light"
WIDTH, HEIGHT = 595.0, 842.0
SIZE = 12.0


def drawn(
    *pages: Callable[[Any], None], size: tuple[float, float] = (WIDTH, HEIGHT), **options: Any
) -> bytes:
    """Return a PDF whose pages these functions draw on a canvas of reportlab."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    file = BytesIO()
    canvas = Canvas(file, pagesize=size, **options)
    for page in pages:
        canvas.setFont(FONT, SIZE)
        page(canvas)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def lines(*texts: str, x: float = 70, y: float = 780, leading: float = 20) -> Any:
    """Return what draws lines of text under one another; white space before one indents it."""

    def draw(canvas: Any) -> None:
        for number, text in enumerate(texts):
            stripped = text.lstrip("\u3000")
            left = x + SIZE * (len(text) - len(stripped))
            canvas.drawString(left, y - leading * number, stripped)

    return draw


def table(
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    x: float = 70,
    y: float = 700,
    height: float = 24,
) -> Any:
    """Return what draws a ruled table; None in a row goes on with the cell to the left of it."""

    def draw(canvas: Any) -> None:
        edges = [x + sum(widths[:count]) for count in range(len(widths) + 1)]
        for number, row in enumerate(rows):
            top = y - height * number
            for column, text in enumerate(row):
                if text is None:
                    continue
                end = column + 1
                while end < len(row) and row[end] is None:
                    end += 1
                canvas.rect(edges[column], top - height, edges[end] - edges[column], height)
                canvas.drawString(edges[column] + 4, top - 16, text)

    return draw


def together(*parts: Any) -> Any:
    """Return what draws all of these on one page."""

    def draw(canvas: Any) -> None:
        for part in parts:
            part(canvas)

    return draw


def picture(x: float = 0, y: float = 0, width: float = WIDTH, height: float = HEIGHT) -> Any:
    """Return what draws a picture, as a scanner makes of a page."""

    def draw(canvas: Any) -> None:
        from PIL import Image
        from reportlab.lib.utils import ImageReader

        canvas.drawImage(ImageReader(Image.new("L", (60, 80), 230)), x, y, width, height)

    return draw


def written(*objects: bytes) -> bytes:
    """Return a PDF of these objects, the first of which is the catalog."""
    raw = b"%PDF-1.7\n"
    starts = []
    for number, content in enumerate(objects, 1):
        starts.append(len(raw))
        raw += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table_at = len(raw)
    raw += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    raw += b"".join(b"%010d 00000 n \n" % start for start in starts)
    return raw + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        table_at,
    )


def stream(entries: bytes, content: bytes) -> bytes:
    """Return a stream with these entries in its dictionary."""
    return b"<<%b/Length %d>>stream\n%b\nendstream" % (entries, len(content), content)


def one_page(content: bytes, resources: bytes = b"", *more: bytes) -> bytes:
    """Return a PDF of one page; `more` are objects from number 5 on."""
    return written(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<%b>>>>"
        % resources,
        content,
        *more,
    )


def forms_in_forms(levels: int, width: int) -> bytes:
    """Return a PDF that draws `width` ** (`levels` - 1) rectangles with a few hundred bytes."""
    forms = []
    for level in range(levels):
        inner = b"/F Do\n" * width if level < levels - 1 else b"0 0 9 9 re f"
        resources = b"/Resources<</XObject<</F %d 0 R>>>>" % (6 + level)
        last = level == levels - 1
        entries = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]" + (b"" if last else resources)
        forms.append(stream(entries, inner))
    return one_page(stream(b"", b"/F Do"), b"/XObject<</F 5 0 R>>", *forms)


def unpacking_to(mib: int) -> bytes:
    """Return a PDF with a page that unpacks to so many MiB of spaces."""
    packer = zlib.compressobj(9)
    first, other = (
        packer.compress(b" " * (1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2)
    )
    packed = first + other * (mib - 1) + packer.flush()
    return one_page(stream(b"/Filter/FlateDecode", packed))


def without_unicode(letters: int) -> bytes:
    """Return a PDF whose font numbers its letters and does not say what they stand for."""
    text = b"".join(b"%04x" % (600 + number) for number in range(letters))
    return one_page(
        stream(b"", b"BT /F 12 Tf 70 700 Td <%b> Tj ET" % text),
        b"/Font<</F 5 0 R>>",
        b"<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+Song/Encoding/Identity-H"
        b"/DescendantFonts[6 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/ABCDEF+Song/DW 1000"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor 7 0 R"
        b"/CIDToGIDMap/Identity>>",
        b"<</Type/FontDescriptor/FontName/ABCDEF+Song/Flags 4/FontBBox[0 -200 1000 800]"
        b"/ItalicAngle 0/Ascent 800/Descent -200/CapHeight 700/StemV 80>>",
    )
