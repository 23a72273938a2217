"""Old Word and WPS files, RTF and OpenDocument text → Source: LibreOffice turns them into .docx.

LibreOffice takes a second and a half to start and a quarter of a second for a file, so a run that
has many files calls `prepare` first: all are converted in one go and wait for `read`.
"""

from __future__ import annotations

from gklint.model.source import Source
from gklint.readers.docx import reader as docx
from gklint.readers.limits import Limits
from gklint.readers.office.convert import WORKBOOK
from gklint.readers.office.old_files import conversion_of, converted_one, prepare
from gklint.support.bilingual import Text

__all__ = ["NAME", "SUFFIXES", "WHAT", "prepare", "read", "recognises"]

NAME = "office"
SUFFIXES = (".doc", ".wps", ".rtf", ".dot", ".wpt", ".odt", ".ott")
WHAT = Text("旧版 Word、WPS、RTF 或 OpenDocument 文档", "an old Word, WPS, RTF or ODF document")


def recognises(raw: bytes) -> bool:
    """Say whether the bytes are an old Office file, RTF, the XML of Word 2003, or OpenDocument.

    Raises UnreadableFile for an encrypted document.
    """
    conversion = conversion_of(raw)
    return conversion is not None and conversion.becomes != WORKBOOK


def read(raw: bytes, path: str, limits: Limits) -> Source:
    """Return the document's text and tables; raises UnreadableFile, also without LibreOffice."""
    document, conversion = converted_one(raw, limits)
    source = docx.read(document, path, limits)
    return source._replace(raw=raw, media_type=conversion.media_type)
