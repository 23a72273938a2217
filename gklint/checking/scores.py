"""Score cards: what a report earns by weights of rules, and of how much.

What could not be checked is never earned: it stays in what can be earned, and is said beside.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import NamedTuple

from gklint.checking.results import Outcome, Record
from gklint.support.bilingual import Text

#: Findings that are accepted in these ways have been looked at and held to be right; what is in a
#: baseline was only found before.
_HELD_RIGHT = frozenset(("suppression", "waiver"))
_SAID = Text("{earned}/{possible}", "{earned}/{possible}")
_OPEN = Text("，未评定 {open}", ", {open} not evaluated")


class Group(NamedTuple):
    """Rules that are scored together: codes or prefixes, and what they come to at most, None for
    the sum of their weights."""

    title: Text
    rules: tuple[str, ...]
    maximum: Fraction | None = None


class ScoreCard(NamedTuple):
    """The weights of rules by code or prefix ("ALL" for all), of which the longest decides; `rest`
    is that of all others. With groups, rules that are in none do not count."""

    weights: Mapping[str, Fraction] = {}
    rest: Fraction = Fraction(1)
    groups: tuple[Group, ...] = ()
    title: Text = Text("得分", "score")

    def weight(self, code: str) -> Fraction:
        """Return the weight of a rule."""
        found = _longest(self.weights, code)
        return self.rest if found is None else self.weights[found]

    def group(self, code: str) -> Group | None:
        """Return the group that a rule is in: the one that names it most exactly."""
        named = {word: group for group in reversed(self.groups) for word in group.rules}
        found = _longest(named, code)
        return None if found is None else named[found]


class Score(NamedTuple):
    """What was earned, of how much, and how much of that was not evaluated."""

    earned: Fraction = Fraction(0)
    possible: Fraction = Fraction(0)
    open: Fraction = Fraction(0)
    #: The groups of which anything applies, each with its own score.
    groups: tuple[tuple[Text, Score], ...] = ()

    def say(self, language: str) -> str:
        """Return it in words, the denominator with it: “82/95，未评定 6”."""
        facts = {name: points_text(getattr(self, name)) for name in ("earned", "possible", "open")}
        return _SAID.say(language, facts) + (_OPEN.say(language, facts) if self.open else "")

    def scaled(self, maximum: Fraction | None) -> Score:
        """Return the score with this as what can be earned."""
        if maximum is None or not self.possible:
            return self
        by = maximum / self.possible
        return Score(self.earned * by, maximum, self.open * by)


def points_text(value: Fraction) -> str:
    """Return points with a decimal where they are no whole number; what is short of a whole number
    is not rounded up to it."""
    tenths = value.numerator * 10 // value.denominator
    whole, rest = divmod(tenths, 10)
    return f"{whole}.{rest}" if rest else str(whole)


def score_of(record: Record, card: ScoreCard) -> Score | None:
    """Return what a report scores; None for one that could not be read, and what is no report."""
    if record.unreadable or not record.is_report:
        return None
    violated = {
        found.code
        for index, found in enumerate(record.found)
        if index not in record.accepted or record.accepted[index].kind not in _HELD_RIGHT
    }
    if not card.groups:
        return _sum(record.outcomes, violated, card)
    groups = []
    for group in card.groups:
        outcomes = [of for of in record.outcomes if card.group(of.rule.code) is group]
        score = _sum(outcomes, violated, card).scaled(group.maximum)
        if score.possible:
            groups.append((group.title, score))
    return Score(
        sum((score.earned for _, score in groups), Fraction(0)),
        sum((score.possible for _, score in groups), Fraction(0)),
        sum((score.open for _, score in groups), Fraction(0)),
        tuple(groups),
    )


def _sum(outcomes: Iterable[Outcome], violated: set[str], card: ScoreCard) -> Score:
    earned = possible = left = Fraction(0)
    for outcome in outcomes:
        if outcome.state == "not_applicable":
            continue
        weight = card.weight(outcome.rule.code)
        possible += weight
        if outcome.rule.code in violated:
            continue
        # What was checked in part alone is not known to be right.
        if outcome.state == "not_evaluated" or outcome.reasons:
            left += weight
        else:
            earned += weight
    return Score(earned, possible, left)


def _longest(words: Iterable[str], code: str) -> str | None:
    fitting = [word for word in words if word == "ALL" or code.startswith(word)]
    return max(fitting, key=lambda word: 0 if word == "ALL" else len(word), default=None)
