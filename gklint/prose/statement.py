"""What the prose of a report says in numbers, as values. Every part knows its place."""

from typing import NamedTuple

from gklint.model.report import Paragraph
from gklint.model.source import Place
from gklint.support.numerals import Number

#: How far a statement can be relied on. SURE: every word of it is known and it is about this body
#: and this year; LIKELY: some words are not known; LOOSE: what is counted is told by what stands
#: around, so that the numbers beside it must bear it out; UNCLEAR: it may count only some of what
#: the table counts; ELSEWHERE: it is about another year, another body, a difference.
SURE, LIKELY, LOOSE, UNCLEAR, ELSEWHERE = 4, 3, 2, 1, 0


class Span(NamedTuple):
    """A stretch of a paragraph's text: its place in the file is worked out when it is asked for."""

    paragraph: Paragraph
    start: int
    end: int

    @property
    def place(self) -> Place:
        """The place in the file."""
        return self.paragraph.place_of(self.start, self.end)


class Statement(NamedTuple):
    """That so many were counted.

    `indicators` are keys of `grammars/indicators.yaml` (applications.received); of several, the
    number counts the sum. `value` is in `unit` as written, in yuan where that is money; `exact`
    is False for 余, 多, 约. `subject` is who counts: "own", "unsaid" or "other". `open` says that
    it is open whether the same thing is meant (备案). `words` say what is counted, folded;
    `of_parts` says that 其中 stands before them. `section` is the part of the form;
    `paragraph` and `sentence` are numbered through the report. A `denial` says that there was none
    (未收到). `span` is where the number stands, of a denial where its words do.
    """

    indicators: tuple[str, ...]
    value: Number
    unit: str
    exact: bool
    confidence: int
    subject: str
    open: bool
    words: str
    of_parts: bool
    section: int
    paragraph: int
    sentence: int
    span: Span
    denial: bool = False

    @property
    def table(self) -> str:
        """The table that counts the same: applications, review, art20_1, …"""
        return self.indicators[0].partition(".")[0]


class Share(NamedTuple):
    """N件，占P%: `part` is N, in `unit`, at `part_span`; `percent` is P as written, at `span`.

    `base` is what the words say it is a share of: "processed", "new", "any", "beside" for the
    number beside it, "another" for one of another body, or "" where they do not; `wholes` are the
    numbers of the same unit that stand before it in the paragraph. `about` says what is counted: a
    table's key, "" for what no table counts. `brackets`: N件（P%）. `bounds` are those in
    hundredths of what is said roughly (近八成), None for a percentage.
    """

    part: Number
    unit: str
    percent: str
    base: str
    wholes: "tuple[Number, ...]"
    about: str
    section: int
    span: Span
    part_span: Span
    brackets: bool = False
    bounds: "tuple[int, int] | None" = None


class Rate(NamedTuple):
    """予以公开的占45.7%, without a number.

    `indicators` are those of the number that it is a share of `base` (see `Share`; "due" for
    办结率: what was to be done) of, none where that is not told. `words` say what has the share;
    `percent` is as written, at `span`.
    """

    indicators: tuple[str, ...]
    percent: str
    base: str
    words: str
    section: int
    span: Span


class Unplaced(NamedTuple):
    """A number that speaks of what `table` counts, without telling which of its numbers it is.

    `words` stand before it: 网上申请.
    """

    table: str
    words: str
    value: Number
    unit: str
    section: int
    span: Span


class Part(NamedTuple):
    """One number of a breakdown: what it counts, how many, where."""

    words: str
    value: Number
    span: Span


class Breakdown(NamedTuple):
    """共N件，其中A a件，B b件: the whole and its parts, in their order.

    `wholes` are all numbers that the parts may be parts of, that of `whole` among them; `further`
    are numbers that may go on with the list, `beside` those of other units, `mixed` whether such
    stand among the parts.
    `complete` says that the parts are all there can be: the four results, both kinds of
    applicants, or 其他 at the end; `unfinished` that there are more (等, 主要); `limited` that it
    is not told what is divided, or how: an inexact number, a part of a part; `enumerated` that 、
    stands between all parts.
    """

    whole: Part
    wholes: "tuple[Number, ...]"
    unit: str
    parts: tuple[Part, ...]
    further: "tuple[Number, ...]"
    beside: "tuple[Number, ...]"
    mixed: bool
    complete: bool
    unfinished: bool
    limited: bool
    section: int
    enumerated: bool = False


class Change(NamedTuple):
    """N件，较上年的M件增加D件，增长P%: `now` are the numbers that N may be, the nearest last,
    `before` is M, `step` D, each None where it is not written, as `percent` is "", which stands at
    `percent_span`; `up` is False for 减少. All are in `unit`."""

    now: tuple[Part, ...]
    before: Part | None
    step: Part | None
    percent: str
    up: bool
    unit: str
    section: int
    percent_span: Span | None


class Prose(NamedTuple):
    """All that the prose of a report says in numbers, in the order of the file.

    `unreadable` are numbers of more digits than anything has that a report counts.
    """

    statements: tuple[Statement, ...]
    shares: tuple[Share, ...]
    breakdowns: tuple[Breakdown, ...]
    unreadable: tuple[Span, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    rates: tuple[Rate, ...] = ()
    changes: tuple[Change, ...] = ()
