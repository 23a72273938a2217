"""Edits in a Word document, made in its runs: formatting and all else stays as it is.

Where the document tracks changes they are tracked, by the author gklint: whoever switched that on
wants to see what others change, and to accept it or not.
"""

from __future__ import annotations

from collections.abc import Sequence

from gklint.fixing.docx_changes import Addition, Change, Unwritable, changes_of
from gklint.fixing.docx_writing import write
from gklint.fixing.errors import Refused, Unfixable
from gklint.fixing.text import text_with
from gklint.model.diagnostics import Edit
from gklint.model.source import Source
from gklint.readers.docx.opening import UNLIMITED, WordDocument
from gklint.readers.docx.reader import read
from gklint.readers.limits import UnreadableFile
from gklint.support.bilingual import Text

_SIGNED = Text(
    "文档有数字签名，改动会使签名失效，没有修改；请在签名之前改正",
    "the document is signed, and a change would void that: nothing was fixed",
)
_READS_OTHERWISE = Text(
    "改后读出的内容会与预期不同，没有改；请在 Word 中修改",
    "the text would come out otherwise than meant; fix it in Word",
)


def edited(source: Source, edits: Sequence[Edit]) -> bytes:
    """Return the document with the edits made: what is read from it is the text with them made.

    Raises Refused with the edits that cannot be made, Unfixable for a document that is signed, and
    UnreadableFile where lxml is not installed.
    """
    done = _written(source, edits)
    if _reads_as_meant(done, source, edits):
        return done
    wrong = [
        edit for edit in edits if not _reads_as_meant(_written(source, [edit]), source, [edit])
    ]
    raise Refused(dict.fromkeys(wrong or edits, _READS_OTHERWISE))


def _written(source: Source, edits: Sequence[Edit]) -> bytes:
    document = WordDocument(source.raw, source)
    if any(name.startswith("_xmlsignatures/") for name in document.package):
        raise Unfixable(_SIGNED)
    changes: list[Change | Addition] = []
    refused: dict[Edit, Text] = {}
    for edit in edits:
        try:
            changes += changes_of(document.places, source, edit)
        except Unwritable as error:
            refused[edit] = error.reason
    if refused:
        raise Refused(refused)
    if not changes:
        return source.raw
    write(document, changes)
    return document.saved()


def _reads_as_meant(raw: bytes, source: Source, edits: Sequence[Edit]) -> bool:
    try:
        again = read(raw, source.path, UNLIMITED)
    except UnreadableFile:
        # Without the text that an edit took out there is none left.
        return False
    return again.text == text_with(source, edits) and _shapes(again) == _shapes(source)


def _shapes(source: Source) -> list[list[tuple[int, int, int, int]]]:
    """Return the corner and spans of each cell of each table."""
    return [
        [(cell.row, cell.column, cell.row_span, cell.column_span) for cell in grid.cells]
        for grid in source.grids
    ]
