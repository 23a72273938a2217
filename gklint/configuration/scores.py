"""A file of a score card: the weights of rules, and groups of them with what they come to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, TypeGuard

from gklint.checking.scores import Group, ScoreCard
from gklint.configuration.rule_kinds import ByRule, RuleWord
from gklint.rule.definition import Rule
from gklint.support.bilingual import Text
from gklint.support.declared import Anything, Checked, Kind, Several, Words, read_declared
from gklint.support.declared_mappings import Either, Keys
from gklint.support.locations import Document, Location
from gklint.support.written_files import bytes_of_written, text_of_written
from gklint.support.yaml_files import yaml_document

#: More than this is a slip of the pen.
_MOST = 10_000


def load_score_card(path: str, rules: Sequence[Rule]) -> ScoreCard:
    """Return the score card in a file, by these rules.

    Raises ConfigurationError with all that is wrong with it.
    """
    document = yaml_document(text_of_written(bytes_of_written(path), path), path)
    return read_score_card(document, rules)


def read_score_card(document: Document, rules: Sequence[Rule]) -> ScoreCard:
    """Return the score card that a document says; raises ConfigurationError likewise."""
    text = read_declared(Checked(_kind(rules), _counts_something), document)
    card = ScoreCard(
        {word: _points(weight) for word, weight in text.get("weights", {}).items()},
        _points(text.get("default", 1)),
        tuple(_group(group) for group in text.get("groups", ())),
    )
    return card._replace(title=_text(text["title"])) if "title" in text else card


def _kind(rules: Sequence[Rule]) -> Kind:
    weight = Checked(Anything(), _weight)
    title = Either((str,), Words(), Keys({"zh": Words(), "en": Words()}, needed=("zh",)))
    group = Keys(
        {
            "title": title,
            "rules": Several(RuleWord(rules), "GK3, row-total"),
            "maximum": Checked(Anything(), _maximum),
        },
        needed=("title", "rules"),
    )
    return Keys(
        {
            "title": title,
            "weights": ByRule(rules, each=weight),
            "default": weight,
            "groups": Checked(Several(group), _once),
        }
    )


def _weight(written: object, location: Location) -> None:
    if not _is_number(written) or not 0 <= written <= _MOST:
        location.expected(f" 0 至 {_MOST} 的数", f"a number from 0 to {_MOST}", written)


def _maximum(written: object, location: Location) -> None:
    if not _is_number(written) or not 0 < written <= _MOST:
        location.expected(
            f"大于 0、至多 {_MOST} 的数", f"a number above 0 and up to {_MOST}", written
        )


def _is_number(written: object) -> TypeGuard[float]:
    return isinstance(written, int | float) and not isinstance(written, bool)


def _once(groups: Sequence[Mapping[str, Any]], location: Location) -> None:
    """Say which rules stand in two groups: a rule counts once."""
    seen: dict[str, int] = {}
    for index, group in enumerate(groups):
        for word in group.get("rules", ()):
            if word in seen:
                location.inside(index).inside("rules").wrong(
                    f"{word} 已在第 {seen[word] + 1} 组中",
                    f"{word} is in group {seen[word] + 1} already",
                )
            seen.setdefault(word, index)


def _counts_something(text: Mapping[str, Any], location: Location) -> None:
    weights = text.get("weights", {}).values()
    if not (text.get("default", 1) or any(weights)):
        location.wrong("所有权重都是 0，没有什么可评", "all weights are 0: nothing is scored")


def _group(text: Mapping[str, Any]) -> Group:
    maximum = text.get("maximum")
    return Group(_text(text["title"]), text["rules"], None if maximum is None else _points(maximum))


def _points(written: float) -> Fraction:
    # As it is written, and not as a binary number comes near it.
    return Fraction(str(written))


def _text(text: str | Mapping[str, str]) -> Text:
    if isinstance(text, str):
        return Text(text, text)
    return Text(text["zh"], text.get("en", text["zh"]))
