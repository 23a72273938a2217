"""Where in the source of a web page the text stands that was read out of it.

Reading a page keeps no offsets. What was read stands in the page in the same order, though, so each
piece of a line is looked for behind the one before it: white space and tags left out.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from html import unescape
from html.parser import HTMLParser
from typing import NamedTuple

from gklint.lsp.positions import Position, split_lines

#: Elements whose text nobody sees.
_UNSEEN = ("script", "style")
#: A shorter piece may stand anywhere within other text; it must be all of an element's text.
_SHORT = 6


class _Letters(HTMLParser):
    """Collects the visible characters of a page that are no white space, each with its place."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.text: list[str] = []
        self.places: list[Position] = []
        #: Between which characters a tag stands.
        self.edges: set[int] = set()
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.edges.add(len(self.text))
        self.unseen += tag in _UNSEEN

    def handle_endtag(self, tag: str) -> None:
        self.edges.add(len(self.text))
        self.unseen = max(0, self.unseen - (tag in _UNSEEN))

    def handle_data(self, data: str) -> None:
        line, column = self.getpos()
        for number, part in enumerate(data.split("\n")):
            start = column + 1 if number == 0 else 1
            for index, letter in enumerate(part):
                self._add(letter, (line + number, start + index))

    def handle_entityref(self, name: str) -> None:
        self._add_named(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._add_named(f"&#{name};")

    def _add_named(self, written: str) -> None:
        line, column = self.getpos()
        for letter in unescape(written):
            self._add(letter, (line, column + 1))

    def _add(self, letter: str, place: Position) -> None:
        if not self.unseen and not letter.isspace():
            self.text.append(letter)
            self.places.append(place)


class _Stretch(NamedTuple):
    """A piece of a line that was read: its columns (0-based), and where its letters begin."""

    line: int
    start: int
    end: int
    at: int


class HtmlPlaces:
    """Leads from places in the text that was read out of a page to its source, and back."""

    def __init__(self, page: str, lines: Sequence[str]) -> None:
        letters = _Letters()
        letters.feed("\n".join(split_lines(page)))
        letters.close()
        self.lines = lines
        self.places = [*letters.places, letters.places[-1] if letters.places else (1, 1)]
        self.by_line: dict[int, list[_Stretch]] = {}
        for stretch in _found(lines, "".join(letters.text), letters.edges | {len(letters.text)}):
            self.by_line.setdefault(stretch.line, []).append(stretch)

    def in_page(self, position: Position) -> Position:
        """Return where a line and column stand in the page; the nearest place before, else the
        beginning, where the page does not hold what was read."""
        line, column = position
        for number in range(line, 0, -1):
            stretches = self.by_line.get(number)
            if stretches:
                before = [stretch for stretch in stretches if stretch.start < column]
                stretch = before[-1] if before else stretches[0]
                return self._place(stretch, column - 1 if number == line else stretch.end)
        return 1, 1

    def _place(self, stretch: _Stretch, column: int) -> Position:
        passed = self.lines[stretch.line - 1][stretch.start : min(column, stretch.end)]
        count = sum(not letter.isspace() for letter in passed)
        if column >= stretch.end and count:
            # Behind a letter is not always before the next: a tag may stand between.
            line, at = self.places[stretch.at + count - 1]
            return line, at + 1
        return self.places[stretch.at + count]

    def in_text(self, position: Position) -> Position:
        """Return the place in the text that was read where the page has this one."""
        index = bisect_left(self.places, position, hi=len(self.places) - 1)
        if index and (index == len(self.places) - 1 or self.places[index] != position):
            # A cursor behind a letter belongs to it.
            line, column = self.places[index - 1]
            index -= line == position[0] and column + 1 >= position[1]
        best = (1, 1)
        for stretch in (s for stretches in self.by_line.values() for s in stretches):
            if stretch.at <= index:
                text = self.lines[stretch.line - 1]
                left = index - stretch.at
                for column in range(stretch.start, stretch.end):
                    if not text[column].isspace():
                        if left == 0:
                            return stretch.line, column + 1
                        left -= 1
                best = (stretch.line, stretch.end + 1)
        return best


def _found(lines: Sequence[str], letters: str, edges: set[int]) -> Iterator[_Stretch]:
    """Yield the pieces of the lines that stand in the page, in the order of the text."""
    behind = 0
    for number, line in enumerate(lines, 1):
        start = 0
        for piece in line.split("\t"):
            wanted = "".join(piece.split())
            at = _find(wanted, letters, edges, behind) if wanted else -1
            if at >= 0:
                yield _Stretch(number, start, start + len(piece.rstrip()), at)
                behind = at + len(wanted)
            start += len(piece) + 1


def _find(wanted: str, letters: str, edges: set[int], start: int) -> int:
    at = letters.find(wanted, start)
    while at >= 0 and len(wanted) < _SHORT and not (at in edges and at + len(wanted) in edges):
        at = letters.find(wanted, at + 1)
    return at
