"""The prose of a report → what it says in numbers: statements, shares, breakdowns.

`prose_of(report)` is the face of this package. The words it knows are data: `grammars/prose.yaml`.
What a table says of the same indicators is in `grammars/indicators.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from gklint.model.report import Paragraph, Report, once_per_report
from gklint.prose.breakdowns import breakdowns_in
from gklint.prose.changes import changes_in
from gklint.prose.clause import Body, Context, Sentence
from gklint.prose.gathering import Gathered
from gklint.prose.implied import implied_topics, says_received, with_units
from gklint.prose.in_context import IN_CONTEXT, resolved
from gklint.prose.openings import KIND, LISTED, opened_topic
from gklint.prose.quick import NONE_OF, RUN_IN, has, speaks_of_numbers
from gklint.prose.reading import SentenceReader
from gklint.prose.scanning import scan
from gklint.prose.statement import (
    ELSEWHERE,
    LIKELY,
    LOOSE,
    SURE,
    UNCLEAR,
    Breakdown,
    Change,
    Part,
    Prose,
    Rate,
    Share,
    Span,
    Statement,
    Unplaced,
)
from gklint.prose.vocabulary_loading import load_vocabulary
from gklint.support.folding import fold, fold_with_offsets

__all__ = [
    "ELSEWHERE",
    "LIKELY",
    "LOOSE",
    "SURE",
    "UNCLEAR",
    "Breakdown",
    "Change",
    "Part",
    "Prose",
    "Rate",
    "Share",
    "Span",
    "Statement",
    "Unplaced",
    "prose_of",
]

_OTHER_STOPS = "！？!?｡"
#: How a sentence begins that divides a number of the one before.
_DIVIDING = ("其中", "按", "从")
#: It is the sum of the sentence before: 其他处理3件。合计9件。
_SUMS_UP = ("。合计", "。总计", "。共计", "。以上合计", "。以上共计")
#: Without a word of these kinds a sentence states nothing, but may still divide a whole.
_COUNTING_KINDS = ("topic", "share", "short_topics")
_BRACKETS, _DOTS = "（(", "、.．"

#: A paragraph of some length that ends with none of these goes on in the next.
_CUT_FROM = 20
_FINISHED = frozenset('。！？；：!?;:.”"）)】')


@once_per_report
def prose_of(report: Report) -> Prose:
    """Return what the report's prose says in numbers, in the order of the file."""
    return _Reader(report).read()


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each sentence of a paragraph, its full stop left out."""
    start = 0
    for stop in _OTHER_STOPS:
        if stop in text:
            text = text.replace(stop, "。")
    if "计" in text:
        for stop in _SUMS_UP:
            text = text.replace(stop, f"；{stop[1:]}")
    for sentence in text.split("。"):
        if sentence:
            yield start, start + len(sentence)
        start += len(sentence) + 1


class _Reader:
    """Reads the paragraphs of one report."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.body = Body(fold(report.agency), report.agency_kind, report.year)
        self.vocabulary = load_vocabulary()
        self.gathered = Gathered(self.vocabulary)

    def read(self) -> Prose:
        heading, part = Context(), 0
        for number, (section, paragraph, joint) in enumerate(_joined(self.report)):
            if section != part:
                heading, part = _context_of(section), section
            opening = paragraph.text if paragraph.heading else _run_in_heading(paragraph.text)
            if opening:
                heading = _context_of(section, opening)
            if not paragraph.heading and speaks_of_numbers(paragraph.text, bool(heading.topics)):
                self._paragraph(section, number, paragraph, heading, joint)
        return self.gathered.prose()

    def _paragraph(
        self, section: int, number: int, paragraph: Paragraph, heading: Context, joint: int
    ) -> None:
        context = Context(heading.topics, heading.disclosure)
        before: Sentence | None = None
        unread = ""
        for start, end in sentences(paragraph.text):
            raw = paragraph.text[start:end].replace("。", "；")
            if not speaks_of_numbers(raw, bool(context.topics)):
                before, unread = None, raw
                continue
            if unread and (raw.lstrip().startswith(_DIVIDING) or raw.count(KIND) >= LISTED):
                # What is divided stands in the sentence before.
                before = self._sentence(unread, start - len(unread) - 1)
            unread = ""
            sentence = self._sentence(raw, start)
            gathered = self.gathered
            gathered.begin(sentence, before, paragraph, section, number, joint)
            text = sentence.text
            if "counts" in sentence.kinds and "applications" not in context.topics:
                context.topics = implied_topics(text, sentence.tokens) or context.topics
                received = not context.topics and "same" in sentence.kinds
                if received and says_received(sentence.tokens):
                    context.topics, context.implied = ("applications",), True
            if context.topics or not sentence.kinds.isdisjoint(_COUNTING_KINDS):
                tokens = sentence.tokens
                if not sentence.kinds.isdisjoint(IN_CONTEXT):
                    tokens = resolved(tokens, context.topics)
                if "respectively" in sentence.kinds:
                    # Imported here: many reports have no such list.
                    from gklint.prose.respectively import with_own_words

                    tokens = with_own_words(tokens)
                reader = SentenceReader(text, tokens, context, self.body)
                reader.read()
                for stated in reader.stated:
                    gathered.add_statement(stated)
                for share in reader.shared.percentages:
                    gathered.add_share(share)
                for rate in reader.shared.rates:
                    gathered.add_rate(rate)
                for unplaced in reader.unplaced:
                    gathered.add_unplaced(unplaced)
            for divided in breakdowns_in(sentence, before):
                gathered.add_breakdown(divided)
            for changed in changes_in(sentence, before, self.body.year):
                gathered.add_change(changed)
            before = sentence

    def _sentence(self, raw: str, start: int) -> Sentence:
        text, offsets = fold_with_offsets(raw)
        tokens = scan(text, self.vocabulary)
        kinds = frozenset([token.kind for token in tokens])
        if "bare" in kinds:
            tokens = with_units(text, tokens)
            kinds |= {"number"}
        return Sentence(text, tokens, kinds, start, offsets)


def _run_in_heading(text: str) -> str:
    """Return the heading that a paragraph begins with, "" without one: （二）依申请公开情况。 or
    依申请公开方面，"""
    text = text[: RUN_IN + 8].lstrip()
    if text[:1] in _BRACKETS or text[1:2] in _DOTS:
        heading, stop, _ = text.partition("。")
        if stop:
            return heading
    return opened_topic(text)


def _context_of(section: int, heading: str = "") -> Context:
    """Return what the prose under a heading, or in a part of the form, is about before it says."""
    applications = "申请" in heading if heading else section == 3
    disclosure = has(heading, NONE_OF) if heading else section in (3, 4)
    return Context(("applications",) if applications else (), disclosure)


def _joined(report: Report) -> Iterator[tuple[int, Paragraph, int]]:
    """Yield section, paragraph and 0; of two paragraphs that a page cut from one, the one that they
    make, and the offset at which they were put together."""
    held: tuple[int, Paragraph] | None = None
    for section, paragraph in report.paragraphs():
        if section is None:
            # The front matter counts nothing.
            continue
        if held is not None:
            section_before, before = held
            held = None
            if section == section_before and not paragraph.heading:
                joint = len(before.text)
                moved = (piece._replace(start=piece.start + joint) for piece in paragraph.pieces)
                whole = Paragraph(before.text + paragraph.text, (*before.pieces, *moved))
                yield section, whole, joint
                continue
            yield section_before, before, 0
        if (
            not paragraph.heading
            and len(paragraph.text) >= _CUT_FROM
            and paragraph.text.rstrip()[-1:] not in _FINISHED
        ):
            held = section, paragraph
        else:
            yield section, paragraph, 0
    if held is not None:
        yield *held, 0
