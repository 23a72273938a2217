"""Findings as comments of a Word document (ECMA-376-1, 17.13.4), on the words or the cell."""

from __future__ import annotations

from gklint.annotate.docx_anchors import Anchors, remove_anchors
from gklint.annotate.docx_comments import Comments
from gklint.annotate.wording import findings, headline, not_checked, paragraphs
from gklint.checking.records import record_of
from gklint.checking.results import Result
from gklint.model.source import Place, Source
from gklint.readers.docx.opening import WordDocument
from gklint.readers.docx.places import Location, Places

#: A place that stands for the whole file.
_WHOLE_FILE = Place(1, 1, 1, 1)


def annotate(raw: bytes, result: Result, language: str) -> bytes:
    """Return the document with a comment for each finding; comments of others stay.

    A finding about the whole report is a comment on the title, and so is what could not be
    checked. Raises UnreadableFile where lxml is
    missing or the document is damaged in a part that was not read before.
    """
    assert result.report is not None, "the caller has asked"
    source = result.report.source
    record = record_of(result, hashed=False)
    document = WordDocument(raw, source)
    comments = Comments(document)
    remove_anchors(document.root, comments.remove_own())
    anchors = Anchors(document)
    for diagnostic in findings(result):
        location = _located(document.places, source, diagnostic.place)
        number = comments.add(
            headline(diagnostic, language), paragraphs(diagnostic, record, language)
        )
        anchors.add(location, number)
    lines = not_checked(result, language)
    if lines:
        anchors.add(document.places.first_text(), comments.add(lines[0], lines[1:]))
    anchors.write()
    comments.write()
    return document.saved()


def _located(places: Places, source: Source, place: Place) -> Location:
    location = None if place == _WHOLE_FILE else places.find(place)
    if location is not None and not location.segments and location.cell is None:
        # An automatic number cannot be marked; its paragraph can.
        location = places.find(source.line_place(place.line))
    if location is None or (not location.segments and location.cell is None):
        return places.first_text()
    return location
