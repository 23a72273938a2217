"""The words of a valid report: title, preamble, the prose of the six sections, signature.

Whatever the prose counts agrees with the tables, whatever it cites is in force for the report year,
and what the law asks for stands there. All sentences were written for this module.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random
from typing import NamedTuple, TypeVar

from gklint.forms.values import Form, Regulation
from gklint.testing import sentences
from gklint.testing.bodies import Body
from gklint.testing.figures import Figures, number, total

T = TypeVar("T")

#: Since this report year the report must state what was charged for information.
FEE_STATEMENT_SINCE = 2021


class Facts(NamedTuple):
    """What a report is about; without `chance` the first wording of each sentence is taken."""

    body: Body
    year: int
    form: Form
    regulations: Mapping[str, Regulation]
    figures: Figures
    chance: Random | None

    def pick(self, choices: Sequence[T]) -> T:
        """Return one of the choices."""
        return choices[self.chance.randint(0, len(choices) - 1) if self.chance else 0]

    def say(self, choices: Sequence[str], **facts: object) -> str:
        """Return one of the sentences with the facts, year and body filled in."""
        return self.pick(choices).format(
            year=self.year,
            next_year=self.year + 1,
            agency=self.body.name,
            own=self.body.own_name,
            **facts,
        )


class Words(NamedTuple):
    """The words of a report: `titles` and `sections` (paragraphs) are by section."""

    title: tuple[str, ...]
    preamble: tuple[str, ...]
    titles: tuple[str, ...]
    sections: tuple[list[str], ...]
    closing: tuple[str, ...]


def write(facts: Facts) -> Words:
    """Return the words of a valid report."""
    title = facts.say(sentences.TITLES).split("\n")
    titles = tuple(
        facts.pick((section.title, section.title, *sentences.SECTION_TITLES.get(section.key, ())))
        for section in facts.form.sections
    )
    writers = {"overview": _overview, "problems": _problems, "other": _other}
    written = [
        writers[section.key](facts) if section.key in writers else []
        for section in facts.form.sections
    ]
    return Words(tuple(title), (_preamble(facts, titles),), titles, tuple(written), _closing(facts))


def _preamble(facts: Facts, titles: Sequence[str]) -> str:
    law = facts.regulations["regulations"]
    notice = facts.regulations[facts.form.regulation]
    # A title within a title takes single marks.
    notice_title = notice.title.replace("《", "〈").replace("》", "〉")
    return "".join(
        [
            facts.say(
                sentences.BASIS,
                law=law.title,
                law_number=law.number,
                law_short=law.short,
                notice=notice_title,
                notice_number=notice.number,
            ),
            facts.say(sentences.PARTS, titles="、".join(titles)),
            facts.say(sentences.PERIOD),
            facts.say(sentences.CONTACT),
        ]
    )


def _overview(facts: Facts) -> list[str]:
    run_in = facts.pick((True, False))
    paragraphs = [facts.say(sentences.OPENING)]
    contents = (
        _disclosure(facts),
        f"{_applications(facts)}{_review(facts)}",
        facts.say(sentences.MANAGEMENT),
        facts.say(sentences.PLATFORM),
        _supervision(facts),
    )
    for numeral, topic, content in zip("一二三四五", sentences.TOPICS, contents, strict=True):
        heading = f"（{numeral}）{facts.pick(topic)}"
        paragraphs += [f"{heading}。{content}"] if run_in else [heading, content]
    return paragraphs


def _disclosure(facts: Facts) -> str:
    figures = facts.figures
    sentence = [facts.say(sentences.DISCLOSURE)]
    columns = {key.column for key in figures if key.table == "art20_1"}
    if documents := number(
        figures, "art20_1", "normative_documents", "issued" if "issued" in columns else "made"
    ):
        sentence.append(facts.say(sentences.DOCUMENTS, count=documents))
    decisions = [
        f"{name}{count}件"
        for name, table, row in sentences.DECISIONS
        if "issued" in columns and (count := number(figures, table, row, "decisions"))
    ]
    if decisions:
        sentence.append(facts.say(sentences.DECIDED, decisions="、".join(decisions)))
    # In the form of 2019 what exists at the end of the year is last year's number and the change.
    items = number(figures, "art20_5", "licensing", "prior_items") + number(
        figures, "art20_5", "licensing", "change"
    )
    if items:
        sentence.append(facts.say(sentences.LICENSING_ITEMS, count=items))
    return "".join(sentence)


def _applications(facts: Facts) -> str:
    count = {key: total(facts.figures, key) for key in sentences.RESULTS}
    new, carried_in, processed, carried_out = (
        total(facts.figures, key) for key in ("new", "carried_in", "total_processed", "carried_out")
    )
    if not new and not carried_in:
        return facts.say(sentences.NO_APPLICATIONS)
    received = sentences.APPLICATIONS if new else sentences.ONLY_CARRIED_IN
    sentence = facts.say(
        received, new=new, carried_in=carried_in, processed=processed, carried_out=carried_out
    )
    results = [f"{name}{count[key]}件" for key, name in sentences.RESULTS.items() if count[key]]
    if processed:
        sentence += facts.say(sentences.PROCESSED, results="，".join(results))
        share = f"{_percentage(count['full_disclosure'], processed)}%"
        if count["full_disclosure"] and facts.pick((False, False, True)):
            sentence += facts.say(sentences.SHARE, count=count["full_disclosure"], share=share)
        sentence += facts.say(sentences.IN_TIME)
    return sentence


def _percentage(part: int, whole: int) -> str:
    """Return part of whole in percent to two places, half away from 0, as people round."""
    hundredths = (20000 * part + whole) // (2 * whole)
    return f"{hundredths // 100}.{hundredths % 100:02}"


def _review(facts: Facts) -> str:
    figures = facts.figures
    reviews = number(figures, "review", "reconsideration", "total")
    suits = sum(
        number(figures, "review", row, "total")
        for row in ("litigation_direct", "litigation_after_reconsideration")
    )
    if not reviews and not suits:
        return facts.say(sentences.NO_REVIEW)
    if not suits:
        return facts.say(sentences.ONLY_REVIEWS, reviews=reviews)
    if not reviews:
        return facts.say(sentences.ONLY_SUITS, suits=suits)
    return facts.say(sentences.REVIEWS_AND_SUITS, reviews=reviews, suits=suits)


def _supervision(facts: Facts) -> str:
    sentence = facts.say(sentences.SUPERVISION)
    if facts.body.kind in ("government", "township"):
        sentence += facts.say(sentences.ACCOUNTABILITY)
    return sentence


def _problems(facts: Facts) -> list[str]:
    return facts.say(sentences.PROBLEMS_AND_MEASURES).split("\n")


def _other(facts: Facts) -> list[str]:
    if facts.year < FEE_STATEMENT_SINCE:
        return [facts.say(sentences.NOTHING_ELSE)]
    unpaid = total(facts.figures, "other.fee_unpaid")
    charged = number(facts.figures, "art20_8", "fees", "amount")
    paid = min(facts.pick((0, 0, 1, 2)), charged)
    if not unpaid and not paid:
        return [facts.say(sentences.NO_FEE)]
    # A fee by the piece is a multiple of 100 yuan.
    return [
        facts.say(
            sentences.FEE, notices=unpaid + paid, amount=(unpaid + paid) * 100, received=paid * 100
        )
    ]


def _closing(facts: Facts) -> tuple[str, ...]:
    day = 15 if facts.chance is None else facts.chance.randint(4, 31)
    return (facts.body.name, f"{facts.year + 1}年1月{day}日")
