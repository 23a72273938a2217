"""Where words stand in a report's prose, and quick ways to learn that they stand nowhere.

Folding the whole prose takes as long as all other rules together, so a rule looks for its words in
the text as it is and folds no more than the sentence or paragraph they stand in.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from gklint.api import Paragraph, Piece, Place, Report, fold, fold_with_offsets, once_per_report

#: A paragraph with the number of its section (None: front matter, closing).
Numbered = tuple[int | None, Paragraph]

QUOTES = ("“”", "「」", "‘’")


class Passage(NamedTuple):
    """A paragraph or a sentence of it: `raw` as it stands from `start` on, `text` folded."""

    section: int | None
    paragraph: Paragraph
    start: int
    raw: str
    text: str

    def place(self, start: int, end: int) -> Place:
        """Return the place in the file of `text[start:end]`; `end` is greater than `start`."""
        return self.paragraph.place_of(self.offset(start), self.offset(end - 1) + 1)

    def offset(self, at: int) -> int:
        """Return where `text[at]` stands in the text of the paragraph."""
        return self.start + _offsets(self.raw)[at]

    def written(self, start: int, end: int) -> str:
        """Return `text[start:end]` as it stands in the file."""
        return self.paragraph.text[self.offset(start) : self.offset(end - 1) + 1]

    def is_titled(self, at: int) -> bool:
        """Say whether `text[at]` stands within 《》, opened in the passage."""
        return last_before(self.text, "《", at) > last_before(self.text, "》", at)

    def is_quoted(self, at: int) -> bool:
        """Say whether `text[at]` stands in quotation marks, opened in the paragraph."""
        # Folding leaves one mark for both, so that only the text as it is shows which is which.
        text, offset = self.paragraph.text, self.offset(at)
        curly = any(
            last_before(text, pair[0], offset) > last_before(text, pair[1], offset)
            for pair in QUOTES
        )
        return curly or bisect_left(_places_of(text, '"'), offset) % 2 == 1


def last_before(text: str, mark: str, at: int) -> int:
    """Return where a mark stands last before an offset, -1 where it does not."""
    places = _places_of(text, mark)
    before = bisect_left(places, at)
    return places[before - 1] if before else -1


# What is asked for each of a paragraph's words is worked out once: a paragraph may have thousands.


@lru_cache(maxsize=4)
def _offsets(raw: str) -> list[int]:
    return fold_with_offsets(raw)[1]


@lru_cache(maxsize=32)
def _places_of(text: str, mark: str) -> list[int]:
    return [match.start() for match in re.finditer(re.escape(mark), text)]


#: With fewer characters, punctuation not counted, nothing can have been reported.
HANDFUL = 10


def words_of(text: str) -> str:
    """Return a text folded, without punctuation."""
    return "".join(character for character in fold(text) if character.isalnum())


def says_little(text: str) -> bool:
    """Say whether a part with this text is as good as empty, which GK106 speaks of."""
    return len(text) < 4 * HANDFUL and len(words_of(text)) < HANDFUL


@once_per_report
def prose(report: Report) -> str:
    """Return all prose as it stands, front matter and sections, a paragraph a line."""
    return "\n".join([paragraph.text for _, paragraph in report.paragraphs()])


def holds(report: Report, *words: str) -> bool:
    """Say whether one of the words stands in the prose as it is."""
    text = prose(report)
    return any(word in text for word in words)


def passages(paragraphs: Iterable[Numbered], *marks: str) -> Iterator[Passage]:
    """Yield the paragraphs in which one of the marks stands (as it is, unfolded)."""
    for section, paragraph in paragraphs:
        text = paragraph.text
        if any(mark in text for mark in marks):
            yield Passage(section, paragraph, 0, text, fold(text))


def sentences(paragraphs: Iterable[Numbered], *marks: str) -> Iterator[Passage]:
    """Yield the sentences in which one of the marks stands (as it is, unfolded)."""
    for section, paragraph in paragraphs:
        text = paragraph.text
        if not any(mark in text for mark in marks):
            continue
        start = 0
        for end in (*(match.end() for match in _sentence_end().finditer(text)), len(text)):
            raw = text[start:end]
            if any(mark in raw for mark in marks):
                yield Passage(section, paragraph, start, raw, fold(raw))
            start = end


def of_sections(report: Report, *numbers: int) -> Iterator[Numbered]:
    """Yield the paragraphs of these sections; of all six where none is named."""
    for section in report.sections:
        if not numbers or section.form.number in numbers:
            for paragraph in section.paragraphs:
                yield section.form.number, paragraph


def of_front(report: Report) -> Iterator[Numbered]:
    """Yield the paragraphs before the first section."""
    for paragraph in report.front:
        yield None, paragraph


def of_closing(report: Report) -> Iterator[Numbered]:
    """Yield the lines of the signature and the date."""
    for paragraph in report.closing:
        yield None, paragraph


def of_ending(report: Report) -> Iterator[Numbered]:
    """Yield the lines of the signature, the date and what stands below them."""
    for paragraph in report.ending:
        yield None, paragraph


def of_title(report: Report) -> Iterator[Numbered]:
    """Yield the title as one paragraph, every piece of it at its place."""
    if report.title is not None:
        yield None, title_paragraph(report.lines, report.title.place)


def title_paragraph(lines: tuple[str, ...], place: Place) -> Paragraph:
    """Return the lines at `place` as one paragraph."""
    text = ""
    pieces = []
    for number in range(place.line, place.end_line + 1):
        line = lines[number - 1]
        written = line.strip()
        if written:
            pieces.append(Piece(len(text), number, line.index(written[0]) + 1))
            text += written
    return Paragraph(text, tuple(pieces))


@lru_cache(maxsize=1)
def _sentence_end() -> re.Pattern[str]:
    return re.compile("[。！？；!?;]")
