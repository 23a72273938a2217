"""What the tests of fixes in Word documents share: edits made, runs and parts looked at."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

import docx
from helpers.word_documents import packed
from lxml import etree

from gklint.checking.settings import Settings
from gklint.engine import lint_bytes
from gklint.fixing import Fixed, fix
from gklint.fixing.docx import edited
from gklint.fixing.text import text_with
from gklint.model.diagnostics import Edit
from gklint.model.source import Place, Source
from gklint.readers import read_bytes
from gklint.testing import change_draft, valid_draft
from gklint.testing.documents import DocumentStyle, document

ALL = Settings()
PLAIN = DocumentStyle()


def source_of(raw: bytes) -> Source:
    """Return what is read from a document."""
    return read_bytes(raw, "年报.docx")


def place_of(source: Source, words: str) -> Place:
    """Return where these words stand in the extracted text."""
    for number, line in enumerate(source.lines, 1):
        if words in line:
            start = line.index(words) + 1
            return Place(number, start, number, start + len(words))
    raise AssertionError(f"{words} does not stand in the text")


def written(raw: bytes, *edits: tuple[str | Place, str]) -> bytes:
    """Return the document with these words or places replaced."""
    source = source_of(raw)
    whole = sorted(
        Edit(place_of(source, at) if isinstance(at, str) else at, text) for at, text in edits
    )
    done = edited(source, whole)
    assert source_of(done).text == text_with(source, whole)
    return done


def part(raw: bytes, name: str = "word/document.xml") -> etree._Element:
    """Return the root of a part."""
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        return etree.fromstring(archive.read(name))


def runs(raw: bytes) -> list[tuple[str, bool | None]]:
    """Return the text of each run of the first paragraph, and whether it is bold."""
    return [(one.text, one.bold) for one in docx.Document(BytesIO(raw)).paragraphs[0].runs]


def body(raw: bytes) -> str:
    """Return what stands in the body, as XML without declarations of namespaces."""
    whole: str = etree.tostring(part(raw)[0], encoding="unicode")
    return whole[whole.index(">") + 1 : whole.rindex("<")]


BOLD = "<w:b/>"


def fixed(raw: bytes, *, unsafe: bool = False, settings: Settings = ALL) -> Fixed:
    """Return what came of fixing a report; fixing that again changes nothing."""
    done = fix(raw, "年报.docx", settings, unsafe=unsafe)
    assert fix(done.after, "年报.docx", settings, unsafe=unsafe).after == done.after
    return done


def codes(raw: bytes) -> list[str]:
    """Return the codes of what is found in a report."""
    return [d.code for d in lint_bytes(raw, "年报.docx", ALL).diagnostics]


def report(*changes: dict[str, Any], style: DocumentStyle = PLAIN) -> bytes:
    """Return a report in which everything is right but these changes."""
    return document(change_draft(valid_draft(2023), changes), "docx", style).raw


HEADING = "四{}政府信息公开行政复议、行政诉讼情况"
SAFE = [
    ("GK105", {"section": 4, "heading": HEADING.format(".")}),
    ("GK105", {"section": 4, "heading": HEADING.format("，")}),
    ("GK212", {"label": "applications.denied.prohibited_by_law", "text": "2.其他法律行政止公开"}),
    ("GK707", {"section": 1, "body": ["依法制国，主动公开。依法制国。"]}),
    ("GK507", {"section": 1, "body": ["依据国办公开办函[2021]30号编制。"]}),
]
UNSAFE = [
    ("GK301", {"cell": "applications.new.total", "text": "99"}),
    ("GK304", {"cell": "review.reconsideration.total", "text": "99"}),
    ("GK206", {"cell": "applications.new.other_org", "text": ""}),
    ("GK207", {"cell": "applications.new.total", "text": "8件"}),
]


def texts_of(raw: bytes) -> list[Any]:
    """Return the paragraphs and cells as python-docx finds them, with their styles."""
    known = docx.Document(BytesIO(raw))
    cells = [
        [(one.text, len(one.paragraphs)) for one in its.cells]
        for found in known.tables
        for its in found.rows
    ]
    return [
        [(one.text, one.style and one.style.name, one.alignment) for one in known.paragraphs],
        cells,
    ]


def parts_of(raw: bytes) -> list[tuple[str, bytes]]:
    """Return the parts of a document by name, in their order."""
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def numbered_with_dots(*changes: dict[str, Any]) -> bytes:
    """Return a report whose headings are numbered automatically: 1. and not 1、."""
    contents = dict(parts_of(report(*changes, style=DocumentStyle(auto_numbers=True))))
    numbering = contents["word/numbering.xml"].decode().replace("%1、", "%1.")
    return packed(contents | {"word/numbering.xml": numbering})
