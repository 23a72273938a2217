"""From gklint's places to the editor's and back, for texts and for web pages."""

from __future__ import annotations

from functools import cached_property

from lsprotocol import types

from gklint.lsp.documents import Document
from gklint.lsp.html_places import HtmlPlaces
from gklint.lsp.positions import Position, from_client, to_client
from gklint.model.report import Report
from gklint.model.source import Place


class Places:
    """Places of one version of a document; `report` is what was read in it, None where nothing
    could be."""

    def __init__(self, document: Document, report: Report | None, encoding: str) -> None:
        self.lines = document.lines
        self.text = document.text
        self.report = report
        self.encoding = encoding
        #: A byte order mark that the editor keeps is a character to it and none to gklint.
        self.mark = int(document.text.startswith("\ufeff"))
        self.is_page = report is not None and report.source.media_type == "text/html"

    @cached_property
    def _page(self) -> HtmlPlaces:
        assert self.report is not None, "a page was read"
        return HtmlPlaces(self.text, self.report.source.lines)

    def range(self, place: Place) -> types.Range:
        """Return a place as the editor counts."""
        start = self.position((place.line, place.column))
        end = self.position((place.end_line, place.end_column))
        return types.Range(start, max(start, end, key=lambda at: (at.line, at.character)))

    def position(self, position: Position) -> types.Position:
        """Return a line and column as the editor counts."""
        if self.is_page:
            position = self._page.in_page(position)
        elif position[0] == 1:
            position = (1, position[1] + self.mark)
        return to_client(self.lines, position, self.encoding)

    def pointed(self, position: types.Position) -> Position:
        """Return the line and column in what was read that the editor points to."""
        found = from_client(self.lines, position, self.encoding)
        if self.is_page:
            return self._page.in_text(found)
        return (1, max(1, found[1] - self.mark)) if found[0] == 1 else found


def holds(place: Place, position: Position) -> bool:
    """Say whether a line and column lie in a place, its end included."""
    return place[:2] <= position <= place[2:]


def overlap(one: types.Range, other: types.Range) -> bool:
    """Say whether two ranges of the editor touch."""
    ends = [
        ((r.start.line, r.start.character), (r.end.line, r.end.character)) for r in (one, other)
    ]
    return ends[0][0] <= ends[1][1] and ends[1][0] <= ends[0][1]
