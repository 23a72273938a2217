"""Findings written into the document that they were found in: one file a kind of document.

The module of a kind has `annotate(raw, result, language)`, which returns the bytes of the document
with a note for each finding that counts. Notes that gklint wrote before are taken out first.
"""

from __future__ import annotations

from importlib import import_module

from gklint.annotate.errors import Unannotatable
from gklint.checking.results import Result
from gklint.readers.limits import UnreadableFile
from gklint.support.bilingual import Text

__all__ = ["KINDS", "Unannotatable", "annotate"]

#: What can be annotated, by media type, and the module that does it.
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KINDS = {_WORD: "gklint.annotate.docx", "application/pdf": "gklint.annotate.pdf"}

_OTHER_KIND = Text(
    "只能在 Word（.docx）和 PDF 文件中写批注；请先另存为其中一种",
    "only Word (.docx) and PDF files can be annotated: save it as one of them",
)


def annotate(result: Result, language: str = "zh") -> bytes:
    """Return the bytes of the document that was checked, with its findings as notes.

    Raises Unannotatable where the file could not be read, or is of a kind that takes no notes.
    """
    if result.report is None:
        why = result.diagnostics[0].facts["told"]
        assert isinstance(why, Text), "GK901 says why in both languages"
        raise Unannotatable(why)
    source = result.report.source
    module = KINDS.get(source.media_type)
    if module is None:
        raise Unannotatable(_OTHER_KIND)
    try:
        annotated: bytes = import_module(module).annotate(source.raw, result, language)
    except UnreadableFile as error:
        # It could be read, so this says what is missing to write into it.
        raise Unannotatable(error.reason) from error
    return annotated
