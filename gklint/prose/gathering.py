"""What was read off the sentences, offsets in a folded sentence → values that know their places."""

from __future__ import annotations

from gklint.model.report import Paragraph
from gklint.prose import clause, statement
from gklint.prose.clause import Changed, Divided, Percentage, Sentence, Stated
from gklint.prose.fractions import bounds_of
from gklint.prose.scanning import Token
from gklint.prose.vocabulary import Vocabulary


class Gathered:
    """What the sentences of a report say; `begin` is called before what one says is added."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._statements: list[statement.Statement] = []
        self._shares: list[statement.Share] = []
        self._breakdowns: list[statement.Breakdown] = []
        self._unreadable: list[statement.Span] = []
        self._unplaced: list[statement.Unplaced] = []
        self._rates: list[statement.Rate] = []
        self._changes: list[statement.Change] = []
        self._number = 0

    def begin(
        self,
        sentence: Sentence,
        before: Sentence | None,
        paragraph: Paragraph,
        section: int,
        number: int,
        joint: int,
    ) -> None:
        """Begin a sentence of a paragraph, which is numbered through the report and put together
        at `joint`; raises nothing."""
        self._sentence, self._before = sentence, before
        self._paragraph, self._section = paragraph, section
        self._paragraph_number, self._joint = number, joint
        self._number += 1
        if "unreadable" in sentence.kinds:
            self._unreadable += [
                self._span(token.start, token.end)
                for token in sentence.tokens
                if token.kind == "unreadable"
            ]

    def prose(self) -> statement.Prose:
        """Return all that was added."""
        return statement.Prose(
            tuple(self._statements),
            tuple(self._shares),
            tuple(self._breakdowns),
            tuple(self._unreadable),
            tuple(self._unplaced),
            tuple(self._rates),
            tuple(self._changes),
        )

    def _span(self, start: int, end: int, before: bool = False) -> statement.Span:
        sentence = self._before if before and self._before else self._sentence
        first, last = sentence.offsets[start], sentence.offsets[end - 1]
        return statement.Span(self._paragraph, sentence.start + first, sentence.start + last + 1)

    def _words(self, start: int, end: int) -> str:
        return self._sentence.text[start:end].replace('"', "")

    def add_statement(self, stated: Stated) -> None:
        """Add a number of which is known what it counts."""
        sentence = self._sentence
        span = self._span(stated.start, stated.end)
        start = sentence.start + sentence.offsets[min(stated.words_start, stated.start)]
        value = stated.value * self.vocabulary.money.get(stated.unit, 1)
        self._statements.append(
            statement.Statement(
                stated.indicators,
                value,
                stated.unit,
                stated.exact,
                stated.confidence,
                stated.subject,
                stated.open or start < self._joint <= span.end,
                self._words(stated.words_start, stated.words_end),
                stated.of_parts,
                self._section,
                self._paragraph_number,
                self._number,
                span,
                stated.denial,
            )
        )

    def add_unplaced(self, found: clause.Unplaced) -> None:
        """Add a number of a table's matter of which is not known what it counts."""
        words = self._words(found.words_start, found.start).lstrip("、")
        span = self._span(found.start, found.end)
        self._unplaced.append(
            statement.Unplaced(found.table, words, found.value, found.unit, self._section, span)
        )

    def add_share(self, share: Percentage) -> None:
        """Add the percentage that a number is."""
        part = share.part
        self._shares.append(
            statement.Share(
                part.value,
                part.unit,
                self._sentence.text[share.start : share.end],
                share.base or self._base(share.words),
                share.wholes,
                share.about,
                self._section,
                self._span(share.start, share.end),
                self._span(part.start, part.end),
                share.brackets,
                bounds_of(self._sentence.text, share.start, share.end, share.key),
            )
        )

    def _base(self, words: str) -> str:
        return next((base for word, base in self.vocabulary.share_of if word in words), "")

    def add_rate(self, rate: clause.Rate) -> None:
        """Add a percentage without a number."""
        span = self._span(rate.start, rate.end)
        words = self._words(rate.words_start, rate.start)
        percent = self._sentence.text[rate.start : rate.end]
        base = rate.base or self._base(rate.words)
        self._rates.append(
            statement.Rate(rate.indicators, percent, base, words, self._section, span)
        )

    def add_breakdown(self, divided: Divided) -> None:
        """Add a whole and its parts."""
        whole = self._part(divided.whole, divided.whole_before)
        parts = tuple(
            self._part(number)._replace(words=self._sentence.text[start : number.start])
            for number, start in divided.parts
        )
        self._breakdowns.append(
            statement.Breakdown(
                whole,
                tuple(n.value for n in divided.wholes),
                divided.whole.unit,
                parts,
                tuple(n.value for n in divided.further),
                tuple(n.value for n in divided.beside),
                divided.mixed,
                divided.complete,
                divided.unfinished,
                divided.limited,
                self._section,
                divided.enumerated,
            )
        )

    def add_change(self, changed: Changed) -> None:
        """Add a comparison with the year before."""
        numbers = (*changed.now, changed.before, changed.step)
        percent = changed.percent
        self._changes.append(
            statement.Change(
                tuple(self._part(number, changed.now_before) for number in changed.now),
                self._part(changed.before) if changed.before else None,
                self._part(changed.step) if changed.step else None,
                self._sentence.text[percent.start : percent.end] if percent else "",
                changed.up,
                next(number.unit for number in numbers if number),
                self._section,
                self._span(percent.start, percent.end) if percent else None,
            )
        )

    def _part(self, number: Token, before: bool = False) -> statement.Part:
        return statement.Part("", number.value, self._span(number.start, number.end, before))
