"""What a note says of a finding, whatever the kind of document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gklint.checking.results import Record, Result
from gklint.model.diagnostics import SEVERITIES, Diagnostic
from gklint.model.reasons import StatedReason
from gklint.reporters.place_in_form import related_place
from gklint.reporters.wording import documents, now_and_should
from gklint.support.bilingual import Text
from gklint.support.printable import shown

#: Whose notes they are; by this name gklint knows them again.
AUTHOR = "gklint"

_ADVICE = Text("改法：{advice}", "advice: {advice}")
_BASIS = Text("依据：{basis}", "basis: {basis}")
_SEE = Text("另见：{places}", "see also: {places}")

_NOT_CHECKED = Text(
    "未能核对的内容（不等于没有问题，请自查）",
    "what could not be checked, which is no pass",
)
_NOT_CHECKED_ROW = Text("{rules}：{reason}", "{rules}: {reason}")
_MORE_REASONS = Text("另有 {n} 项", "{n} more")
#: So many reasons are told in a document.
_MAX_REASONS = 8

#: This many related places are named.
_MAX_RELATED = 4


def findings(result: Result) -> list[Diagnostic]:
    """Return the findings that count: those that nobody has accepted."""
    return [
        diagnostic
        for index, diagnostic in enumerate(result.diagnostics)
        if index not in result.accepted
    ]


def headline(diagnostic: Diagnostic, language: str) -> str:
    """Return severity and code: 错误 GK301. A rule's name says nothing to the author."""
    return f"{SEVERITIES[diagnostic.severity].say(language)} {diagnostic.code}"


def not_checked(result: Result, language: str) -> list[str]:
    """Return what could not be checked of a report, a paragraph each, the first being the headline;
    nothing where all was."""
    rules: dict[StatedReason, dict[str, None]] = {}
    for outcome in result.outcomes:
        for reason in outcome.reasons:
            about = getattr(outcome.rule, "summary", None)
            called = about.say(language) if about is not None else outcome.rule.code
            rules.setdefault(reason, {})[called] = None
    separator = "; " if language == "en" else "；"
    lines = [
        _NOT_CHECKED_ROW.say(
            language, {"rules": separator.join(names), "reason": reason.say(language)}
        )
        for reason, names in rules.items()
    ]
    if len(lines) > _MAX_REASONS:
        left = len(lines) - _MAX_REASONS
        lines = [*lines[:_MAX_REASONS], _MORE_REASONS.say(language, {"n": left})]
    return [shown(text) for text in ([_NOT_CHECKED.say(language), *lines] if lines else [])]


def paragraphs(diagnostic: Diagnostic, record: Record, language: str) -> list[str]:
    """Return what to read below the headline, a paragraph each.

    What is wrong, the value that stands there and the one that should, the advice, the clauses it
    rests on, other places to look at. Control characters stand as escapes.
    """
    message = diagnostic.text(language)
    # Nothing is said twice.
    numbers = [
        str(value) for value in (diagnostic.actual, diagnostic.expected) if value is not None
    ]
    values = ""
    if not all(re.search(rf"(?<!\d){re.escape(value)}(?!\d)", message) for value in numbers):
        values = now_and_should(diagnostic.actual, diagnostic.expected, language)
    lines = [message, values]
    advice = diagnostic.advice_text(language)
    if advice:
        lines.append(_ADVICE.say(language, {"advice": advice}))
    basis = documents(diagnostic, language)
    if basis:
        lines.append(_BASIS.say(language, {"basis": basis}))
    separator = "; " if language == "en" else "；"
    places = separator.join(_related(diagnostic, record, language))
    if places:
        lines.append(_SEE.say(language, {"places": places}))
    return [shown(text) for text in lines if text]


def _related(diagnostic: Diagnostic, record: Record, language: str) -> Iterator[str]:
    for related in diagnostic.related[:_MAX_RELATED]:
        place = related_place(record, diagnostic, related, language)
        yield " ".join(filter(None, [place, related.message(language)]))
