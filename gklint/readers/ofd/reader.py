"""OFD (GB/T 33190, the national format of fixed pages) → Source.

Its pages are letters at places and ruling lines, as those of PDF are, so they are read by the same
means. ofdkit, the library with a free licence, gives the text of a page, but neither the place of
each letter nor the lines, and tables need both.
"""

from __future__ import annotations

from gklint.model.source import Source
from gklint.readers.document import source_of_blocks
from gklint.readers.limits import Limits
from gklint.readers.ofd.pages import pages_of
from gklint.readers.packed import lists
from gklint.readers.pdf.flow import blocks_of
from gklint.readers.pdf.reader import PdfContent, content_of_page, document_blocks
from gklint.readers.pdf.tables import PdfTable
from gklint.readers.text_of_pages import Reasons, check_text
from gklint.support.bilingual import Text

NAME = "ofd"
SUFFIXES = (".ofd",)
WHAT = Text(" OFD 文件", "an OFD")
MEDIA_TYPE = "application/ofd"

_INSTEAD = Text(
    "请提供 Word 原件，或用阅读器另存为 .docx 或 PDF",
    "hand in the Word file, or save it as .docx or PDF",
)
_REASONS = Reasons(
    Text(
        f"OFD 是扫描件或图片，没有文字，无法检查；{_INSTEAD.zh}",
        f"the OFD is a scan or made of pictures, without text; {_INSTEAD.en}",
    ),
    Text(
        f"OFD 的字体没有说明各字是什么，取出的文字是乱码；{_INSTEAD.zh}",
        "the fonts of the OFD do not say what their letters are, so its text is garbled;"
        f" {_INSTEAD.en}",
    ),
    Text(
        f"第 {{pages}} 页是图片，没有文字，其中的内容无法检查；{_INSTEAD.zh}",
        f"page {{pages}}: a picture without text, what it says cannot be checked; {_INSTEAD.en}",
    ),
)


def recognises(raw: bytes) -> bool:
    """Say whether the bytes are an OFD, whole or damaged."""
    return lists(raw, "OFD.xml")


def read(raw: bytes, path: str, limits: Limits) -> Source:
    """Return the text and the tables of an OFD, a line for each paragraph.

    Raises UnreadableFile for one that is damaged or beyond the limits, that has pages without text
    (a scan), or whose letters do not say what they stand for.
    """
    pages = list(pages_of(raw, limits))
    check_text(pages, _REASONS)
    contents = []
    cells = 0
    for page in pages:
        contents.append(content_of_page(page, limits))
        cells += sum(len(item.cells) for item in contents[-1].items if isinstance(item, PdfTable))
        limits.check("cells", cells)
    content = PdfContent(list(blocks_of(contents)), {page.number: page for page in pages})
    return source_of_blocks(document_blocks(content), path, raw, MEDIA_TYPE, limits)
